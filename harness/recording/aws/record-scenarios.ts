import { mapSeveral } from '../../base/map-several.ts';
import type { PlannedCase, Scenario } from '../../engine/load/types.ts';
import { apisOf, callsOf } from '../../engine/plan/plan.ts';
import type { RunContext } from '../../engine/run/case-session.ts';
import { type CaseRun, runCase } from '../../engine/run/run-case.ts';
import { type Failure, openAttempt } from './attempt.ts';
import { EXPIRED_CREDENTIALS, RecordingStopped } from './faults.ts';
import type { Journal } from './journal.ts';
import type { ApiPool, Lease } from './pool.ts';
import { type Patience, pause, type Trouble } from './retry.ts';
import type { Tags } from './tags.ts';

/** A scenario with those of its cases that are to be recorded. */
export interface Job {
  readonly scenario: Scenario;
  readonly planned: readonly PlannedCase[];
  /** How many APIs its cases need. */
  readonly apis: number;
}

/** Everything that recording scenarios needs. */
export interface DriverOptions {
  readonly context: RunContext;
  readonly pool: ApiPool;
  readonly journal: Journal;
  readonly patience: Patience;
  readonly workers: number;
  tags(): Tags;
  /** Takes the traffic of a finished scenario. */
  keep(job: Job, runs: readonly CaseRun[]): void;
  onCase(): void;
  /** True once the user asked to stop. */
  stopped(): boolean;
}

/** How recording ended. */
export interface DriverOutcome {
  /** How many scenarios gave a recording. */
  readonly kept: number;
  /** Scenarios that gave no recording, with the reason. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
  /** Why it ended before its time; null where it did not. */
  readonly stop: string | null;
}

const deletesApis = ({ planned }: Job): boolean =>
  planned.some(({ case: one }) => [...one.given, ...one.steps].some(({ request }) => request.operation === 'DeleteRestApi'));

const weight = ({ planned }: Job): number => planned.reduce((sum, { case: one }) => sum + callsOf(one), 0);

const compare = (a: Job, b: Job): number =>
  Number(deletesApis(b)) - Number(deletesApis(a)) || weight(b) - weight(a) || (a.scenario.id < b.scenario.id ? -1 : 1);

/** The order of recording: what deletes APIs first, for that quota is the slowest; then long scenarios, so that all end together. */
export const jobsOf = (planned: readonly PlannedCase[]): readonly Job[] =>
  [...new Set(planned.map(({ scenario }) => scenario))]
    .map((scenario): Job => {
      const own = planned.filter((one) => one.scenario === scenario);
      return { scenario, planned: own, apis: Math.max(...own.map(({ case: one }) => apisOf(one))) };
    })
    .sort(compare);

class Unrecordable extends Error {}

/** The user asked to stop: what is not finished says nothing. */
class Abandoned extends Error {}

/** How long to wait before the case begins again. */
const waitOf = ({ fault, remedy }: Failure, stopped: boolean): number => {
  if (fault.kind === 'expired') throw new RecordingStopped(`${EXPIRED_CREDENTIALS} (${fault.reason})`);
  if (stopped) throw new Abandoned();
  if (remedy.kind === 'give-up') throw new Unrecordable(remedy.reason);
  return remedy.waitMs;
};

/** Runs a case until no fault is in it, each time on APIs in their default state. */
const recordCase = async (planned: PlannedCase, leases: Lease[], options: DriverOptions): Promise<CaseRun> => {
  const { context, pool, patience, stopped } = options;
  const troubles = new Map<number, Trouble>();
  for (;;) {
    if (stopped()) throw new Abandoned();
    const lent = leases.slice(0, apisOf(planned.case));
    const { session, failure } = openAttempt({ ...options, send: context.target.send, leases: lent, troubles });
    const run = await runCase(planned, { ...context, target: { ...context.target, open: () => session } });
    const found = failure();
    if (found !== null) await pause(waitOf(found, stopped()), patience, stopped);
    await restoreUsed(leases, lent.length, pool);
    if (found === null) return run;
  }
};

const restoreUsed = async (leases: Lease[], count: number, pool: ApiPool): Promise<void> => {
  for (const [index, lease] of leases.slice(0, count).entries()) leases[index] = await pool.restore(lease);
};

const recordJob = async (job: Job, options: DriverOptions): Promise<readonly CaseRun[]> => {
  const leases = await options.pool.take(job.apis);
  const runs: CaseRun[] = [];
  try {
    for (const planned of job.planned) {
      runs.push(await recordCase(planned, leases, options));
      options.onCase();
    }
  } catch (thrown) {
    // Nothing is known of their state; one that cannot be restored now cannot be restored by the next case either.
    if (thrown instanceof Unrecordable) for (const lease of leases) await options.pool.giveBack(lease);
    throw thrown;
  }
  options.pool.giveBackClean(leases);
  return runs;
};

/** Records scenarios, several at a time, each on APIs of its own while it runs. */
export const recordScenarios = async (jobs: readonly Job[], options: DriverOptions): Promise<DriverOutcome> => {
  const failed: { id: string; reason: string }[] = [];
  let kept = 0;
  let stop: string | null = null;
  const stopped = (): boolean => stop !== null || options.stopped();
  const work = async (job: Job): Promise<void> => {
    if (stopped()) return;
    try {
      options.keep(job, await recordJob(job, { ...options, stopped }));
      kept += 1;
    } catch (thrown) {
      if (thrown instanceof Unrecordable) {
        failed.push({ id: job.scenario.id, reason: thrown.message });
        return;
      }
      // Whoever waits for APIs waits in vain.
      options.pool.abort(thrown);
      if (thrown instanceof Abandoned) return;
      if (!(thrown instanceof RecordingStopped)) throw thrown;
      stop ??= thrown.message;
    }
  };
  const filled = options.pool.fill();
  await Promise.all([filled, mapSeveral(jobs, work, { concurrency: options.workers })]);
  return { kept, failed, stop };
};
