import { HarnessError } from '../../base/errors.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { PlannedCase } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { judgeContext, type Ran, runCases } from '../../engine/run/run.ts';
import type { CaseRun } from '../../engine/run/run-case.ts';
import { createControl } from '../../service/control.ts';
import { callerOf } from '../../service/environment.ts';
import { replayTarget } from '../../targets/replay-target.ts';
import type { Target } from '../../targets/target.ts';
import { REPLAY_CONCURRENCY } from './run-settings.ts';

/** A part of a recording to play: planned cases from `from` up to, and without, `to`. */
export interface Task {
  readonly recordings: string;
  readonly origin: string;
  readonly from: number;
  readonly to: number;
}

/** How a played case travels: its case is known on the other side. */
export type PlayedCase = Omit<CaseRun, 'record'> & { readonly record: Omit<CaseRun['record'], 'case'> };

/** What comes back of a task. */
export type Played =
  | { readonly runs: readonly PlayedCase[]; readonly times: Ran['times'] }
  | { readonly error: { readonly code: HarnessError['code']; readonly message: string; readonly hint: string } };

const withoutCase = ({ record: { case: _, ...record }, ...run }: CaseRun): PlayedCase => ({ ...run, record });

type Play = (cases: readonly PlannedCase[], target: Target) => Promise<Ran>;

const player = (planned: readonly PlannedCase[], serviceModel: string, play: Play) => {
  let target: Target | null = null;
  const open = async ({ recordings, origin }: Task): Promise<Target> => {
    if (target?.origin === origin) return target;
    await target?.close();
    target = replayTarget({ recordings, origin, caller: callerOf({}, undefined), freshness: { oldest: null, serviceModel } });
    return target;
  };
  return async (task: Task): Promise<Played> => {
    const { runs, times } = await play(planned.slice(task.from, task.to), await open(task));
    return { runs: runs.map(withoutCase), times };
  };
};

const failed = (thrown: unknown): Played => {
  if (!(thrown instanceof HarnessError)) throw thrown;
  return { error: { code: thrown.code, message: thrown.message, hint: thrown.hint } };
};

/** Plays parts of recordings as its parent asks for them, until the parent lets go. */
export const serveReplays = (): Promise<void> => {
  const suite = loadSuite();
  const judge = judgeContext(suite, false);
  const events = { onCase: () => {}, stopped: () => false, now: () => performance.now() };
  const playPart = player(planCases(suite, { only: [], skip: [] }), suite.serviceModel, (cases, target) => {
    const control = createControl({ endpoint: target.endpoint, caller: target.caller });
    return runCases(cases, { target, control, judge }, { concurrency: REPLAY_CONCURRENCY, events });
  });
  // One after the other: a part of the next recording closes the last one.
  let last: Promise<unknown> = Promise.resolve();
  process.on('message', (task: Task) => {
    last = last.then(() => playPart(task).catch(failed)).then((played) => process.send?.(played));
  });
  return new Promise((done) => process.on('disconnect', done));
};
