import { causeOf, HarnessError } from './errors.ts';

const TEXTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EACCES: 'permission is denied',
  EPERM: 'that is not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  EISDIR: 'a folder stands where the file should be',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such folder, and none can be made there',
  ELOOP: 'a symbolic link leads back to itself',
  EBUSY: 'something else holds it',
};

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '');

/** Why the file system refused, in words. */
export const fileCause = (thrown: unknown): string => TEXTS[codeOf(thrown)] ?? causeOf(thrown);

const FULL = /^(ENOSPC|EDQUOT)$/;

/** The one sentence on a file or folder that cannot be written; `hint` says how to name another place. */
export const writeError = (place: string, hint: string, thrown: unknown): HarnessError => {
  const remedy = FULL.test(codeOf(thrown)) ? `Free some space; what stood there before is as it was. ${hint}` : hint;
  return new HarnessError('configuration', `Failed to write ${place}: ${fileCause(thrown)}`, remedy, { cause: thrown });
};
