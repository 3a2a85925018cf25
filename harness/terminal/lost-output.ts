import { closeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';

/** The reader of a pipe is gone, or the terminal is. */
const LOST: ReadonlySet<string> = new Set(['EPIPE', 'EIO', 'ENXIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/**
 * Lets a command go on when nobody can read it any more: `head` has seen what it wanted, a terminal was closed,
 * but APIs are still to be deleted and reports to be written. Anything else, a full disk say, is `onFault`'s.
 */
export const surviveLostOutput = (stream: Writable, onFault: (error: NodeJS.ErrnoException) => void): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!LOST.has(error.code ?? '')) onFault(error);
  });
};

const STANDARD = [0, 1, 2] as const;

/** Lets go of a terminal that is gone: Node would put it back in order as it exits, and abort where it cannot. */
export const leaveTerminal = (): void => {
  process.once('exit', () => {
    for (const descriptor of STANDARD) if (!isatty(descriptor)) closeQuietly(descriptor);
  });
};

const closeQuietly = (descriptor: number): void => {
  try {
    closeSync(descriptor);
  } catch {
    // It was closed before.
  }
};
