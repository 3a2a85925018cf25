import { type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process and all it starts. */
export interface ProcessGroup {
  readonly pid: number;
  /** Its exit code; 128 and the signal's number where a signal ended it. */
  readonly exited: Promise<number>;
  /** Sends a signal to all of the group; nothing happens where it is gone. */
  signal(name: NodeJS.Signals): void;
  /** Ends all of the group: asks first, kills after five seconds. */
  stop(): Promise<void>;
}

/** What a process is started with. */
export interface GroupOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdio: StdioOptions;
}

const PATIENCE_MS = 5_000;

const signalGroup = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(-pid, name);
  } catch {
    // Nobody is left in the group.
  }
};

const stopGroup = async (pid: number, exited: Promise<number>): Promise<void> => {
  signalGroup(pid, 'SIGTERM');
  await Promise.race([exited, sleep(PATIENCE_MS, undefined, { ref: false })]);
  signalGroup(pid, 'SIGKILL');
  await exited;
};

/** Starts a process as leader of a group of its own; should this process end before, the group is killed. */
export const startGroup = (file: string, args: readonly string[], options: GroupOptions): Promise<ProcessGroup> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      const pid = child.pid ?? 0;
      const kill = (): void => signalGroup(pid, 'SIGKILL');
      process.once('exit', kill);
      const exited = new Promise<number>((ended) => {
        child.once('exit', (code, signal) => {
          process.off('exit', kill);
          ended(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
        });
      });
      resolve({ pid, exited, signal: (name) => signalGroup(pid, name), stop: () => stopGroup(pid, exited) });
    });
  });
