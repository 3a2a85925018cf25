import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cassetteFile, readLock, sha256, writeCassette, writeLock } from '../cassette/store.ts';
import type { Lock, Provenance } from '../cassette/types.ts';
import { cassetteOf, emptyLock, tidy } from '../cli/recorder.ts';
import type { CaseRun } from '../run-case.ts';
import type { Suite } from '../scenario/types.ts';
import type { Journal } from './journal.ts';
import type { Job } from './record-scenarios.ts';

/** The origin that only this recorder writes. */
export const ORIGIN = 'aws';

/** The lock of what is recorded so far. */
export const lockOf = (recordings: string, suite: Suite): Lock => {
  const folder = join(recordings, ORIGIN);
  return existsSync(join(folder, 'lock.json')) ? readLock(folder) : emptyLock(ORIGIN, suite);
};

const undated = (provenance: Provenance): string => JSON.stringify({ ...provenance, date: '' });

/** A resumed run that heard the same server with the same tools goes on with the session that it began. */
const sessionFor = (lock: Lock, provenance: Provenance, resumed: boolean): { lock: Lock; session: number } => {
  const found = resumed ? lock.sessions.findIndex((session) => undated(session) === undated(provenance)) : -1;
  if (found >= 0) return { lock, session: found };
  return { lock: { ...lock, sessions: [...lock.sessions, provenance] }, session: lock.sessions.length };
};

const inOrder = (cassettes: Lock['cassettes'], order: readonly string[]): Lock['cassettes'] => {
  const place = new Map(order.map((id, index) => [id, index]));
  return Object.fromEntries(Object.entries(cassettes).sort(([a], [b]) => (place.get(a) ?? -1) - (place.get(b) ?? -1)));
};

/** What writing a recording needs. */
export interface RecordingOptions {
  readonly recordings: string;
  readonly suite: Suite;
  readonly journal: Journal;
  readonly resumed: boolean;
  /** Every scenario of this recording, in the order in which they run. */
  readonly order: readonly string[];
  provenance(): Provenance;
}

/** Writes scenarios as they are finished: cassette, lock, then the journal's line, so that a crash loses none and doubles none. */
export const createRecording = (options: RecordingOptions): { keep(job: Job, runs: readonly CaseRun[]): void } => {
  const { recordings, suite, journal, resumed, order } = options;
  const folder = join(recordings, ORIGIN);
  let opened: { lock: Lock; session: number } | null = null;
  const keep = ({ scenario, planned }: Job, runs: readonly CaseRun[]): void => {
    opened ??= sessionFor({ ...lockOf(recordings, suite), suite: suite.digest }, options.provenance(), resumed);
    const digest = writeCassette(folder, cassetteOf(scenario, runs, planned, ORIGIN));
    const { lock, session } = opened;
    const cassettes = inOrder({ ...lock.cassettes, [scenario.id]: { sha256: digest, session } }, order);
    opened = { session, lock: { ...lock, cassettes } };
    writeLock(folder, tidy(opened.lock));
    journal.write({ kind: 'scenario', id: scenario.id, sends: scenario.sends, sha256: digest });
  };
  return { keep };
};

const digestOnDisk = (path: string): string => (existsSync(path) ? sha256(readFileSync(path, 'utf8')) : '');

/** Whether an interrupted run left this scenario whole on disk. */
export const isFinished = ({ scenario }: Job, journal: Journal, recordings: string, lock: Lock): boolean => {
  const done = journal.finished.get(scenario.id);
  if (done === undefined || done.sends !== scenario.sends) return false;
  const pinned = lock.cassettes[scenario.id]?.sha256;
  return pinned === done.sha256 && digestOnDisk(join(recordings, ORIGIN, cassetteFile(scenario.id))) === done.sha256;
};
