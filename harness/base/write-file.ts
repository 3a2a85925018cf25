import { randomUUID } from 'node:crypto';
import * as nodeFs from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { writeError } from './file-error.ts';
import { makeLevels } from './make-folder.ts';

/** What writing needs of a file system; a test may give one that is full. */
export type WritingFs = Pick<
  typeof nodeFs,
  'appendFileSync' | 'chmodSync' | 'mkdirSync' | 'realpathSync' | 'renameSync' | 'rmSync' | 'statSync' | 'writeFileSync'
>;

/** How a file is called in an error, and what to do when it cannot be written. */
export interface Writing {
  /** As in "Failed to write the page to <path>". */
  readonly what: string;
  readonly hint: string;
  readonly fs?: WritingFs;
}

/** A file that is to be written, and its text. */
export type NamedText = readonly [path: string, text: string];

/** A text that stands beside its place, and goes there by one call. */
interface Staged {
  readonly path: string;
  put(): void;
  drop(): void;
}

/** A terminal, a pipe, a device: there is nothing to replace, and a rename would put a file in its stead. */
const DEVICES = /^\/(dev|proc)\//;

const REGULAR = { isFile: true, mode: undefined };

const modeBits = 0o7777;

const whatStands = (path: string, fs: WritingFs): { readonly isFile: boolean; readonly mode: number | undefined } => {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return REGULAR;
  if (stats.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  return { isFile: stats.isFile(), mode: stats.mode & modeBits };
};

/** A link stays a link: what it leads to is replaced. */
const targetOf = (path: string, fs: WritingFs): string => {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
};

/** No other process and no other call has this name. */
const besideOf = (path: string): string => join(dirname(path), `.${basename(path).slice(0, 50)}.${process.pid}.${randomUUID().slice(0, 8)}.part`);

const stage = (named: string, text: string, fs: WritingFs): Staged => {
  makeLevels(dirname(named), fs);
  const { isFile, mode } = whatStands(named, fs);
  if (!isFile || DEVICES.test(resolve(named))) return { path: named, put: () => fs.appendFileSync(named, text), drop: () => {} };
  const path = targetOf(named, fs);
  const beside = besideOf(path);
  const drop = (): void => fs.rmSync(beside, { force: true });
  try {
    fs.writeFileSync(beside, text, { flag: 'wx' });
    if (mode !== undefined) fs.chmodSync(beside, mode);
  } catch (thrown) {
    drop();
    throw thrown;
  }
  return { path: named, put: () => fs.renameSync(beside, path), drop };
};

/**
 * Writes files that belong together: all of them beside their places first, so that a full disk
 * or a process that dies leaves each as it was. Folders are made.
 * @throws HarnessError `configuration`
 */
export const replaceFiles = (files: readonly NamedText[], { what, hint, fs = nodeFs }: Writing): void => {
  const staged: Staged[] = [];
  let at = '';
  try {
    for (const [path, text] of files) {
      at = path;
      staged.push(stage(path, text, fs));
    }
    for (const { path, put } of staged) {
      at = path;
      put();
    }
  } catch (thrown) {
    for (const { drop } of staged) drop();
    throw writeError(`${what} to ${at}`, hint, thrown);
  }
};

/** Writes one file beside its place, then puts it there. @throws HarnessError `configuration` */
export const replaceFile = (path: string, text: string, writing: Writing): void => replaceFiles([[path, text]], writing);

/** Adds to a file that others write to as well. @throws HarnessError `configuration` */
export const appendText = (path: string, text: string, { what, hint, fs = nodeFs }: Writing): void => {
  try {
    makeLevels(dirname(path), fs);
    fs.appendFileSync(path, text);
  } catch (thrown) {
    throw writeError(`${what} to ${path}`, hint, thrown);
  }
};

/** Tries whether a file could be written, and leaves nothing behind: for before a run. @throws HarnessError `configuration` */
export const requireWritable = (path: string, { what, hint, fs = nodeFs }: Writing): void => {
  try {
    // A full disk takes an empty file.
    stage(path, ' ', fs).drop();
  } catch (thrown) {
    throw writeError(`${what} to ${path}`, hint, thrown);
  }
};
