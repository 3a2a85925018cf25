import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { HarnessError } from './errors.ts';
import { writeError } from './file-error.ts';
import { isObject, parseJson } from './json.ts';
import { makeLevels } from './make-folder.ts';

/** Who holds a lock. `started` is what the system says of its start, where it does: process ids come back. */
interface Holder {
  readonly pid: number;
  readonly started: string | null;
}

/** What is locked, as an error says it, and what to do where it is not to be had. */
export interface LockPlace {
  /** As in "Failed to write <what>: process 12 is at it". */
  readonly what: string;
  readonly hint: string;
}

/** Locks that this process holds: its own id in a file says nothing where ids come back, as in a container. */
const held = new Set<string>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const releaseAll = (): void => {
  for (const file of held) rmSync(file, { force: true });
  held.clear();
  for (const signal of SIGNALS) process.off(signal, onSignal);
  process.off('exit', releaseAll);
};

/** Where nobody else listens the process dies of the signal, as it would have; who does listen comes to an end by itself. */
const onSignal = (signal: NodeJS.Signals): void => {
  if (process.listenerCount(signal) > 1) return;
  releaseAll();
  process.kill(process.pid, signal);
};

const hold = (file: string): void => {
  if (held.size === 0) {
    for (const signal of SIGNALS) process.on(signal, onSignal);
    process.on('exit', releaseAll);
  }
  held.add(file);
};

const letGo = (file: string): void => {
  if (!held.delete(file)) return;
  rmSync(file, { force: true });
  if (held.size === 0) releaseAll();
};

const STARTED = 19;

/** When a process began, in the ticks of Linux since it booted; null where that cannot be told. */
const startOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[STARTED] ?? null;
  } catch {
    return null;
  }
};

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: it is there, and another user's.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
};

const holderIn = (file: string): Holder | null => {
  const json = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
  if (!isObject(json) || typeof json['pid'] !== 'number') return null;
  return { pid: json['pid'], started: typeof json['started'] === 'string' ? json['started'] : null };
};

const isAlive = (holder: Holder | null, file: string): holder is Holder => {
  if (holder === null) return false;
  if (holder.pid === process.pid) return held.has(file);
  if (!isThere(holder.pid)) return false;
  const started = startOf(holder.pid);
  return holder.started === null || started === null || holder.started === started;
};

const codeOf = (thrown: unknown): unknown => (thrown instanceof Error && 'code' in thrown ? thrown.code : undefined);

/** Some file systems have no links; there a lock is empty for a moment, and an empty one is nobody's. */
const link = (own: string, file: string): void => {
  try {
    linkSync(own, file);
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') throw thrown;
    writeFileSync(file, readFileSync(own), { flag: 'wx' });
  }
};

/** Makes the lock with its text in one step; false where it is there already. */
const make = (file: string): boolean => {
  const own = `${file}.${process.pid}`;
  try {
    writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    link(own, file);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
};

/** Takes a dead process's lock away; one that was made anew meanwhile is put back. */
const clear = (file: string): void => {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
    if (isAlive(holderIn(aside), file)) linkSync(aside, file);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT' && codeOf(thrown) !== 'EEXIST') throw thrown;
  } finally {
    rmSync(aside, { force: true });
  }
};

const refuse = (file: string, { what, hint }: LockPlace): void => {
  const holder = holderIn(file);
  if (!isAlive(holder, file)) return;
  throw new HarnessError('usage', `Failed to write ${what}: process ${holder.pid} is at it`, `Wait for it, or end it. ${hint}`);
};

const ATTEMPTS = 3;

const take = (file: string, place: LockPlace): void => {
  makeLevels(dirname(file));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (!held.has(file) && make(file)) return;
    refuse(file, place);
    clear(file);
  }
  throw new HarnessError('usage', `Failed to write ${place.what}: other processes are at it`, place.hint);
};

/**
 * Takes a lock for this process, also from one that died; gives what releases it. It is released at exit and by a signal, too.
 * @throws HarnessError `usage` where a living process holds it, `configuration` where it cannot be written
 */
export const takeLock = (file: string, place: LockPlace): (() => void) => {
  try {
    take(file, place);
  } catch (thrown) {
    if (thrown instanceof HarnessError) throw thrown;
    throw writeError(place.what, place.hint, thrown);
  }
  hold(file);
  return () => letGo(file);
};
