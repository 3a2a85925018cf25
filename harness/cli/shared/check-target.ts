import { loadSuite } from '../../engine/load/load.ts';
import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { type RunEvents, type RunOptions, type RunOutcome, runSuite } from '../../engine/run/run.ts';
import { createControl } from '../../service/control.ts';
import { httpTarget } from '../../targets/http-target.ts';
import { modelTarget } from '../../targets/model-target.ts';
import type { Target } from '../../targets/target.ts';
import { waitForAnswer } from '../../targets/wait.ts';
import type { ChoiceOptions, RunSettings } from './run-settings.ts';

/** What is checked of the suite: known before there is a target. */
export interface Choice {
  readonly suite: Suite;
  readonly planned: readonly PlannedCase[];
  readonly options: Omit<RunOptions, 'concurrency'>;
}

/** Loads the suite and chooses its cases. @throws HarnessError where a term selects nothing */
export const chooseCases = (asked: ChoiceOptions): Choice => {
  const { suites, only = [], skip = [], shard, strict = false, requireImplemented = false, whole = false } = asked;
  const suite = loadSuite(suites);
  const options = { only, skip, ...(shard === undefined ? {} : { shard }), strict, requireImplemented, whole };
  return { suite, planned: planCases(suite, options), options };
};

/** The target that an endpoint names; without one it is the embedded model. */
export const openEndpoint = (settings: RunSettings): Target => {
  const { endpoint, concurrency: sockets } = settings;
  return endpoint === null ? modelTarget(settings.caller) : httpTarget({ ...settings, endpoint, sockets });
};

/** Opens what the settings name. nock, which replay brings along, puts itself before every connection of a process: it comes for a replay alone. */
const openTarget = async (settings: RunSettings, { serviceModel }: Suite): Promise<Target> => {
  const { replay: origin, recordings, caller, oldest } = settings;
  if (origin === null) return openEndpoint(settings);
  const { replayTarget } = await import('../../targets/replay-target.ts');
  return replayTarget({ recordings, origin, caller, freshness: { oldest, serviceModel } });
};

/** A run on its way: what runs, against what. */
export interface RunSession extends Omit<Choice, 'options'> {
  readonly target: Target;
  readonly options: RunOptions;
}

/** Opens the target of a run, and waits for it where that was asked. */
export const openSession = async (settings: RunSettings, choice: Choice): Promise<RunSession> => {
  const target = await openTarget(settings, choice.suite);
  try {
    if (settings.waitMs > 0) await waitForAnswer(target.send, settings.waitMs);
  } catch (thrown) {
    await target.close();
    throw thrown;
  }
  return { ...choice, target, options: { ...choice.options, concurrency: settings.concurrency } };
};

/** Runs what was chosen, and closes the target. */
export const runSession = async ({ target, ...session }: RunSession, events: RunEvents): Promise<RunOutcome> => {
  const control = createControl({ endpoint: target.endpoint, caller: target.caller });
  try {
    return await runSuite({ ...session, target, control, events });
  } finally {
    await target.close();
  }
};
