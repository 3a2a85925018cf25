import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import type { Suite } from '../../engine/load/types.ts';
import type { CaseRun } from '../../engine/run/run-case.ts';
import { cassetteOf, lockBefore, tidy } from '../recorder.ts';
import { partOf, type RecordingClaim } from '../replace-recording.ts';
import { cassetteFile, sha256, writeCassette, writeLock } from '../store.ts';
import type { Lock, Provenance } from '../types.ts';
import { RecordingStopped } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Job } from './record-scenarios.ts';

/** The origin that only this recorder writes. */
export const ORIGIN = 'aws';

/** The folder of what is recorded: of an interrupted recording, where that is gone on with. */
export const folderOf = (recordings: string, resumed: boolean): string => {
  const folder = join(recordings, ORIGIN);
  return (resumed ? partOf(folder) : null) ?? folder;
};

/** The lock of what is recorded in a folder so far. */
export const lockOf = (folder: string, suite: Suite): Lock => lockBefore(folder, ORIGIN, suite);

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
  readonly claim: RecordingClaim;
  readonly suite: Suite;
  readonly journal: Journal;
  readonly resumed: boolean;
  /** Every scenario of this recording, in the order in which they run. */
  readonly order: readonly string[];
  provenance(): Provenance;
}

/** A recording on its way. */
export interface Recording {
  keep(job: Job, runs: readonly CaseRun[]): void;
  /** Puts what is finished in the place of what was recorded before. */
  finish(): void;
  /** Why a scenario could not be written; null where all could. */
  refused(): HarnessError | null;
}

interface Opened {
  readonly folder: string;
  readonly lock: Lock;
  readonly session: number;
}

const open = ({ claim, suite, resumed, provenance }: RecordingOptions): Opened => {
  const folder = claim.begin(resumed);
  return { folder, ...sessionFor({ ...lockOf(folder, suite), suite: suite.digest }, provenance(), resumed) };
};

/**
 * Writes scenarios as they are finished: cassette, lock, then the journal's line, so that a crash loses none and doubles none.
 * They are written beside what was recorded before, which stays whole until all of them take its place.
 */
export const createRecording = (options: RecordingOptions): Recording => {
  const { journal, claim, resumed, order } = options;
  let opened: Opened | null = null;
  let refused: HarnessError | null = null;
  const write = ({ scenario, planned }: Job, runs: readonly CaseRun[]): void => {
    opened ??= open(options);
    const { lock, session, folder } = opened;
    const digest = writeCassette(folder, cassetteOf(scenario, runs, planned, ORIGIN));
    const cassettes = inOrder({ ...lock.cassettes, [scenario.id]: { sha256: digest, session } }, order);
    opened = { ...opened, lock: { ...lock, cassettes } };
    writeLock(folder, tidy(opened.lock));
    journal.write({ kind: 'scenario', id: scenario.id, sends: scenario.sends, sha256: digest });
  };
  const keep = (job: Job, runs: readonly CaseRun[]): void => {
    try {
      write(job, runs);
    } catch (thrown) {
      // Its APIs are still to be deleted.
      if (!(thrown instanceof HarnessError)) throw thrown;
      refused = thrown;
      throw new RecordingStopped(`${thrown.message}. ${thrown.hint}`);
    }
  };
  const finish = (): void => {
    if (opened === null && !(resumed && claim.hasPart())) return;
    claim.begin(true);
    claim.put();
  };
  return { keep, finish, refused: () => refused };
};

const digestOnDisk = (path: string): string => (existsSync(path) ? sha256(readFileSync(path, 'utf8')) : '');

/** Whether an interrupted run left this scenario whole on disk. */
export const isFinished = ({ scenario }: Job, journal: Journal, folder: string, lock: Lock): boolean => {
  const done = journal.finished.get(scenario.id);
  if (done === undefined || done.sends !== scenario.sends) return false;
  const pinned = lock.cassettes[scenario.id]?.sha256;
  return pinned === done.sha256 && digestOnDisk(join(folder, cassetteFile(scenario.id))) === done.sha256;
};
