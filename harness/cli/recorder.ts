import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLock, writeCassette, writeLock } from '../cassette/store.ts';
import { tape } from '../cassette/tape.ts';
import type { Cassette, Lock, PackedBody, Provenance, TapedExchange } from '../cassette/types.ts';
import type { CaseRun } from '../run-case.ts';
import { caseName } from '../scenario/case-name.ts';
import type { PlannedCase, Scenario, Suite } from '../scenario/types.ts';

/** Where a recording goes, and what is said of it. */
export interface RecordingOptions {
  readonly recordings: string;
  readonly origin: string;
  readonly suite: Suite;
  readonly provenance: Provenance;
}

/** The cassette of one scenario's cases. */
export const cassetteOf = (scenario: Scenario, runs: readonly CaseRun[], planned: readonly PlannedCase[], origin: string): Cassette => {
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

/** Writes the exchanges of a run as a recording; scenarios that did not run keep what they have. */
export const writeRecording = (
  planned: readonly PlannedCase[],
  runs: readonly CaseRun[],
  { recordings, origin, suite, provenance }: RecordingOptions,
): number => {
  const folder = join(recordings, origin);
  const before = existsSync(join(folder, 'lock.json')) ? readLock(folder) : emptyLock(origin, suite);
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
