import { cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HarnessError } from '../base/errors.ts';
import { writeError } from '../base/file-error.ts';
import { takeLock } from '../base/lock-file.ts';

const HINT = 'Name another folder with --recordings DIR.';

/** What stands beside a recording while it is replaced. None of it is a recording to whoever reads. */
interface Places {
  /** The recording itself, where a link leads. */
  readonly folder: string;
  readonly lock: string;
  /** The recording to be, as it is written. */
  readonly part: string;
  /** A copy that is not whole yet. */
  readonly copy: string;
  /** The recording that was, until the new one stands in its place. */
  readonly old: string;
}

const placesOf = (named: string): Places => {
  const folder = existsSync(named) ? realpathSync(named) : named;
  const beside = (end: string): string => join(dirname(folder), `.${basename(folder)}.${end}`);
  return { folder, lock: beside('lock'), part: beside('part'), copy: beside('copy'), old: beside('old') };
};

/** What is done to files; a process may die, or a disk be full, within any of them. */
export interface SwapFs {
  rename(from: string, to: string): void;
  copy(from: string, to: string): void;
  remove(path: string): void;
}

const REAL: SwapFs = {
  rename: renameSync,
  copy: (from, to) => cpSync(from, to, { recursive: true, verbatimSymlinks: true }),
  remove: (path) => rmSync(path, { recursive: true, force: true }),
};

/** A recording that is this process's own to replace. */
export interface RecordingClaim {
  /** Begins a new recording as a copy of the one that stands, or goes on with one that a killed process left; gives its folder. */
  begin(resume: boolean): string;
  /** Whether a recording was begun and not put. */
  hasPart(): boolean;
  /** Puts the new recording in the place of the old one. */
  put(): void;
  /** Throws away what was begun and not put. */
  drop(): void;
  /** Lets go of it. */
  release(): void;
}

/** A process that died between two renames left no recording, and the old one beside its place. */
const recover = ({ folder, old }: Places, fs: SwapFs): void => {
  if (!existsSync(old)) return;
  if (existsSync(folder)) fs.remove(old);
  else fs.rename(old, folder);
};

const swap = ({ folder, part, old }: Places, fs: SwapFs): void => {
  const isThere = existsSync(folder);
  if (isThere) fs.rename(folder, old);
  try {
    fs.rename(part, folder);
  } catch (thrown) {
    if (isThere) fs.rename(old, folder);
    throw thrown;
  }
  fs.remove(old);
};

/** Where a killed process left a recording that it was about to replace; null where the recording is in its place. */
export const strayRecording = (named: string): string | null => {
  const { folder, old } = placesOf(named);
  return !existsSync(folder) && existsSync(old) ? old : null;
};

/** The unfinished recording that a killed process left; null where there is none. */
export const partOf = (named: string): string | null => {
  const { part } = placesOf(named);
  return existsSync(part) ? part : null;
};

/**
 * Claims a recording before anything is sent: takes it back where a process died while it replaced it.
 * @throws HarnessError `usage` where another process records it, `configuration` where nothing can be written there
 */
export const claimRecording = (named: string, fs: SwapFs = REAL): RecordingClaim => {
  const places = placesOf(named);
  const trying = <T>(act: () => T): T => {
    try {
      return act();
    } catch (thrown) {
      throw thrown instanceof HarnessError ? thrown : writeError(`the recording to ${named}`, HINT, thrown);
    }
  };
  if (existsSync(named) && !statSync(named).isDirectory()) {
    throw new HarnessError('configuration', `Failed to write the recording to ${named}: a file stands where a folder should be`, HINT);
  }
  const release = takeLock(places.lock, { what: `the recording to ${named}`, hint: HINT });
  const drop = (): void => {
    for (const place of [places.part, places.copy]) fs.remove(place);
  };
  const begin = (resume: boolean): string =>
    trying(() => {
      if (resume && existsSync(places.part)) return places.part;
      drop();
      if (existsSync(places.folder)) fs.copy(places.folder, places.copy);
      else mkdirSync(places.copy);
      fs.rename(places.copy, places.part);
      return places.part;
    });
  try {
    trying(() => recover(places, fs));
  } catch (thrown) {
    release();
    throw thrown;
  }
  return { begin, hasPart: () => existsSync(places.part), put: () => trying(() => swap(places, fs)), drop, release };
};
