import * as nodeFs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { causeOf, HarnessError } from './errors.ts';
import { fileCause } from './file-error.ts';

/** What making folders needs of a file system; a test may give one that is full. */
export type FolderFs = Pick<typeof nodeFs, 'mkdirSync' | 'statSync'>;

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '');

const fail = (path: string, cause: string, hint: string): HarnessError =>
  new HarnessError('usage', `Failed to make the folder ${path}: ${cause}`, hint);

/** Undefined where nothing is. */
const isFolder = (path: string, fs: FolderFs): boolean | undefined => {
  try {
    return fs.statSync(path).isDirectory();
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ENOTDIR') return undefined;
    throw thrown;
  }
};

/** Makes one folder: never recursively, for Node does not come back from below /proc. */
const makeOne = (path: string, fs: FolderFs): void => {
  try {
    fs.mkdirSync(path);
  } catch (thrown) {
    // Another process may have been first.
    if (codeOf(thrown) !== 'EEXIST' || isFolder(path, fs) !== true) throw thrown;
  }
};

/** Makes a folder with all above it, level by level. @throws what the file system throws */
export const makeLevels = (folder: string, fs: FolderFs = nodeFs): void => {
  const missing: string[] = [];
  let at = resolve(folder);
  while (isFolder(at, fs) === undefined && dirname(at) !== at) {
    missing.unshift(at);
    at = dirname(at);
  }
  if (isFolder(at, fs) === false) throw Object.assign(new Error(`${at} is a file`), { code: 'EEXIST' });
  for (const one of missing) makeOne(one, fs);
};

/** Whether something can be written shows only where something is: rights, mounts and file systems say too little. */
const tryOut = (path: string): void => nodeFs.rmdirSync(nodeFs.mkdtempSync(join(path, '.apigw-')));

/**
 * Makes a folder for what is written, with all above it, and makes sure that it takes files: to be called before there is anything to lose.
 * @throws HarnessError `usage`
 */
export const makeFolder = (folder: string, hint = 'Name another folder with --out DIR.'): void => {
  try {
    makeLevels(folder);
    tryOut(resolve(folder));
  } catch (thrown) {
    // The message of a file in the way names the file.
    throw fail(folder, codeOf(thrown) === 'EEXIST' ? causeOf(thrown) : fileCause(thrown), hint);
  }
};
