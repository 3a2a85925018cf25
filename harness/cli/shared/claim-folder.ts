import { existsSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { takeLock } from '../../base/lock-file.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { requireWritable, type Writing } from '../../base/write-file.ts';

/** What is said of a folder of reports that cannot be written. */
export const OUT: Writing = { what: 'the report', hint: 'Name another folder with --out DIR.' };

const LOCK = '.lock';

const removeEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it.
  }
};

/**
 * Makes a folder of reports this process's own for as long as it runs, before anything is sent; gives what lets go of it.
 * @throws HarnessError `usage` where another process writes there, `configuration` where nothing can be written
 */
export const claimFolder = (folder: string, writing: Writing = OUT): (() => void) => {
  const path = resolve(folder);
  const isOurs = !existsSync(path);
  makeFolder(folder, writing.hint);
  const release = takeLock(join(path, LOCK), { what: `${writing.what} to ${folder}`, hint: writing.hint });
  const letGo = (): void => {
    release();
    if (isOurs) removeEmpty(path);
  };
  try {
    requireWritable(join(path, 'run.json'), writing);
    return letGo;
  } catch (thrown) {
    letGo();
    throw thrown;
  }
};

/** Does something while a folder of reports is this process's own. */
export const inFolder = async <T>(folder: string, act: () => Promise<T>, writing: Writing = OUT): Promise<T> => {
  const release = claimFolder(folder, writing);
  try {
    return await act();
  } finally {
    release();
  }
};
