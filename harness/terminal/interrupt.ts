import { EXIT } from '../base/exit.ts';
import type { Io } from './io.ts';
import { leaveTerminal } from './lost-output.ts';

/** Whether the user asked to stop, and the way to listen no longer. */
export interface Interrupt {
  asked(): boolean;
  undo(): void;
}

/** Ctrl-C, `kill`, a closed terminal, and Ctrl-Break on Windows: each asks to stop. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/** The signals that ask to stop. */
export type StopSignal = (typeof SIGNALS)[number];

/** The process, as far as interrupting it goes. */
export interface Interruptible {
  on(signal: StopSignal, listener: (signal: StopSignal) => void): unknown;
  off(signal: StopSignal, listener: (signal: StopSignal) => void): unknown;
  exit(code: number): void;
  /** The terminal is closed. */
  hungUp(): void;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/**
 * npm passes on what the terminal has sent to the whole group already, and a closed terminal is told by the shell and by the kernel:
 * the same signal again within so long is the first one, heard twice.
 */
const ECHO_MS = 500;

const thisProcess: Interruptible = {
  on: (signal, listener) => process.on(signal, listener),
  off: (signal, listener) => process.off(signal, listener),
  exit: (code) => process.exit(code),
  hungUp: leaveTerminal,
  now: () => performance.now(),
};

/** First signal: no further case starts, those on their way clean up. Second: out at once. */
export const onInterrupt = (io: Io, host: Interruptible = thisProcess): Interrupt => {
  let first: { readonly signal: StopSignal; readonly at: number } | null = null;
  const listener = (signal: StopSignal): void => {
    if (signal === 'SIGHUP') host.hungUp();
    if (first === null) {
      first = { signal, at: host.now() };
      io.err('\nStopping: cases on their way delete their APIs; press Ctrl-C again to leave at once.\n');
    } else if (signal !== first.signal || host.now() - first.at >= ECHO_MS) host.exit(EXIT.interrupted);
  };
  for (const signal of SIGNALS) host.on(signal, listener);
  const undo = (): void => {
    for (const signal of SIGNALS) host.off(signal, listener);
  };
  return { asked: () => first !== null, undo };
};
