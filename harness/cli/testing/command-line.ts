import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ioOver } from '../../terminal/io.ts';
import { runCommand } from '../run-command.ts';

/** How a command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line without a process of its own, in a folder of its own. */
export interface CommandLine {
  readonly folder: string;
  /** Runs a command in the folder, with no other variables than those given. */
  run(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The text of a file of the folder. */
  read(...path: readonly string[]): string;
  /** The data of a file of the folder. */
  readJson<T>(...path: readonly string[]): T;
}

const HOME = process.cwd();

/** Commands at work in this process: its folder is theirs, so that all have to be of the same one. */
let atWork = 0;

const within = async <T>(folder: string, act: () => Promise<T>): Promise<T> => {
  const before = process.cwd();
  if (atWork > 0 && folder !== before) throw new Error(`a command is at work in ${before}`);
  process.chdir(folder);
  atWork += 1;
  try {
    return await act();
  } finally {
    atWork -= 1;
    if (atWork === 0) process.chdir(HOME);
  }
};

/** The command line in a folder, a new one where none is named. */
export const commandLine = (folder: string = mkdtempSync(join(tmpdir(), 'command-'))): CommandLine => {
  const read = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8');
  return {
    folder,
    read,
    readJson: <T>(...path: readonly string[]) => JSON.parse(read(...path)) as T,
    run: async (words, environment = {}) => {
      const out: string[] = [];
      const err: string[] = [];
      const io = ioOver({
        environment,
        outIsTerminal: false,
        errIsTerminal: false,
        writeOut: (text) => void out.push(text),
        writeErr: (text) => void err.push(text),
      });
      const status = await within(folder, () => runCommand(words, io));
      return { status, stdout: out.join(''), stderr: err.join('') };
    },
  };
};
