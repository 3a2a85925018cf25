import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../base/errors.ts';
import { caseName } from '../engine/load/case-name.ts';
import type { PlannedCase, Scenario, Suite } from '../engine/load/types.ts';
import type { Exchange } from '../service/exchange.ts';
import { claimRecording, type RecordingClaim } from './replace-recording.ts';
import { readLock, writeCassette, writeLock } from './store.ts';
import { tape } from './tape.ts';
import type { Cassette, Lock, PackedBody, Provenance, TapedExchange } from './types.ts';

/** One case that ran, as far as its traffic goes. */
export interface TapedCase {
  readonly exchanges: readonly { readonly step: string; readonly frame: boolean; readonly exchange: Exchange }[];
}

/** Where a recording goes, and what is said of it. */
export interface RecordingOptions {
  readonly recordings: string;
  readonly origin: string;
  readonly suite: Suite;
  readonly provenance: Provenance;
  /** Given where the recording was claimed before the run. */
  readonly claim?: RecordingClaim;
}

/** The cassette of one scenario's cases. */
export const cassetteOf = (scenario: Scenario, runs: readonly TapedCase[], planned: readonly PlannedCase[], origin: string): Cassette => {
  const bodies = new Map<string, PackedBody>();
  const cases: [string, readonly TapedExchange[]][] = planned.map((one, index) => [
    caseName(one.case),
    (runs[index]?.exchanges ?? []).map(({ step, frame, exchange }) => ({ ...tape(step, exchange, bodies), ...(frame ? { frame } : {}) })),
  ]);
  return { format: 1, origin, scenario: scenario.id, sends: scenario.sends, bodies: Object.fromEntries(bodies), cases: Object.fromEntries(cases) };
};

/** The lock of a recording that has nothing yet. */
export const emptyLock = (origin: string, suite: Suite): Lock => ({ format: 1, origin, suite: suite.digest, sessions: [], cassettes: {} });

/** Sessions that no cassette rests on any more are dropped. */
export const tidy = (lock: Lock): Lock => {
  const used = [...new Set(Object.values(lock.cassettes).map(({ session }) => session))].sort((a, b) => a - b);
  const cassettes = Object.fromEntries(
    Object.entries(lock.cassettes).map(([id, { sha256, session }]) => [id, { sha256, session: used.indexOf(session) }]),
  );
  return { ...lock, sessions: used.flatMap((index) => lock.sessions[index] ?? []), cassettes };
};

/**
 * What a recording pins so far.
 * @throws HarnessError `recording-invalid` where it cannot be read, or is another's: some file systems know no case
 */
export const lockBefore = (folder: string, origin: string, suite: Suite): Lock => {
  if (!existsSync(join(folder, 'lock.json'))) return emptyLock(origin, suite);
  const lock = readLock(folder);
  if (lock.origin === origin) return lock;
  const hint = 'Choose another --origin, or remove that folder.';
  throw new HarnessError('recording-invalid', `Failed to record into ${folder}: it holds origin ${JSON.stringify(lock.origin)}`, hint);
};

/** Writes the exchanges of a run as a recording; scenarios that did not run keep what they have. */
export const writeRecording = (planned: readonly PlannedCase[], runs: readonly TapedCase[], options: RecordingOptions): number => {
  const claim = options.claim ?? claimRecording(join(options.recordings, options.origin));
  try {
    const written = writeInto(claim.begin(false), { planned, runs, options });
    claim.put();
    return written;
  } finally {
    claim.drop();
    claim.release();
  }
};

interface Written {
  readonly planned: readonly PlannedCase[];
  readonly runs: readonly TapedCase[];
  readonly options: RecordingOptions;
}

const writeInto = (folder: string, { planned, runs, options: { origin, suite, provenance } }: Written): number => {
  const before = lockBefore(folder, origin, suite);
  const session = before.sessions.length;
  const scenarios = [...new Set(planned.map(({ scenario }) => scenario))];
  const written = scenarios.map((scenario): [string, { sha256: string; session: number }] => {
    const indexes = planned.flatMap((one, index) => (one.scenario === scenario ? [index] : []));
    const cassette = cassetteOf(
      scenario,
      indexes.flatMap((index) => runs[index] ?? []),
      indexes.flatMap((index) => planned[index] ?? []),
      origin,
    );
    return [scenario.id, { sha256: writeCassette(folder, cassette), session }];
  });
  const kept = Object.entries(before.cassettes).filter(([id]) => !written.some(([other]) => other === id));
  writeLock(
    folder,
    tidy({ ...before, suite: suite.digest, sessions: [...before.sessions, provenance], cassettes: Object.fromEntries([...kept, ...written]) }),
  );
  return written.length;
};
