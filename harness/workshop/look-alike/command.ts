import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { runCommand } from '../../cli/run-command.ts';
import type { LookAlike } from './look-alike.ts';

const START = resolve(import.meta.dirname, '../../cli/start.mjs');

const SUITES = resolve(import.meta.dirname, '../../../suites');

/** Scenarios of one API and of two, SDK calls and raw requests, one that makes and deletes an API itself. */
const SMALL = ['wire/rest-api.json', 'isolation', 'example'];

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in a process of its own, in a folder of its own. */
export interface Workplace {
  readonly folder: string;
  /** A small part of the suite, as a suite of its own. */
  readonly suite: readonly string[];
  /** Starts a command; `environment` takes the place of the look-alike's. */
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Runs a command in this process, where starting is free: for what sends nothing, since the look-alike's authority is trusted only by processes of their own. */
  ask(args: readonly string[]): Promise<Ended>;
  /** Every file below a folder of it, by path. */
  files(below?: string): Readonly<Record<string, string>>;
}

const bare = (): Record<string, string> => {
  const { PATH = '', TMPDIR = '' } = process.env;
  return { PATH, ...(TMPDIR === '' ? {} : { TMPDIR }) };
};

const read = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  );

const askHere = async (args: readonly string[]): Promise<Ended> => {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    environment: {},
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    outIsTerminal: false,
    errIsTerminal: false,
  };
  return { status: await runCommand(args, io), stdout: out.join(''), stderr: err.join('') };
};

/** A place to run the command line against a look-alike, with no variable of this process but PATH. */
export const createWorkplace = (aws: LookAlike): Workplace => {
  const folder = mkdtempSync(join(tmpdir(), 'record-aws-'));
  for (const path of SMALL) cpSync(join(SUITES, path), join(folder, 'small', path), { recursive: true });
  const start: Workplace['start'] = (args, environment = aws.environment) => {
    const child = spawn(process.execPath, [START, ...args], { cwd: folder, env: { ...bare(), ...environment } });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (text.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (text.stderr += String(chunk)));
    return { child, ended: new Promise((done) => child.on('close', (status) => done({ status, ...text }))) };
  };
  return {
    folder,
    suite: ['--suites', join(folder, 'small')],
    start,
    run: (args, environment) => start(args, environment).ended,
    ask: (args) => askHere([...args, '--recordings', join(folder, 'recordings')]),
    files: (below = '.') => read(join(folder, below)),
  };
};

/** The arguments that name a look-alike as AWS. */
export const awsArgs = (aws: LookAlike): readonly string[] => ['--region', aws.region, '--account', aws.accountId];
