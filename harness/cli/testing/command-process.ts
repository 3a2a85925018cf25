import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const START = resolve(import.meta.dirname, '../start.mjs');

const OURS = /^(AWS_ENDPOINT_URL|FORCE_COLOR|GITHUB_)/;

/** How a process of the command line ended; a status of null where a signal ended it. */
export interface EndedProcess {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the command line, and its end. */
export interface CommandProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedProcess>;
}

/** Starts the command line as a process, in a folder, with this process's variables apart from those that it reads itself. */
export const startCommand = (folder: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): CommandProcess => {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const child = spawn(process.execPath, [START, ...words], { cwd: folder, env: { ...inherited, ...environment } });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (told.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (told.stderr += String(chunk)));
  return { child, ended: new Promise((done) => child.on('close', (status) => done({ status, ...told }))) };
};
