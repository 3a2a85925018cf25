import { spawn } from 'node:child_process';

/** How a command ended: `code` is null where it did not start or was killed. */
export interface CommandResult {
  readonly code: number | null;
  /** What it wrote to stdout and stderr, as it came. */
  readonly output: string;
}

/** How a command is run. */
export interface CommandOptions {
  readonly timeoutMs: number;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

/** Runs a command to its end and collects what it writes. Never rejects: a command that cannot be started has no code. */
export const runCommand = (file: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> =>
  new Promise((resolve) => {
    const { timeoutMs, ...rest } = options;
    const child = spawn(file, args, { ...rest, timeout: timeoutMs, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
