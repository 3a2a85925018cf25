import { loadSuite } from '../../engine/load/load.ts';
import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { type RunOptions, type RunOutcome, runSuite } from '../../engine/run/run.ts';
import { createControl } from '../../service/control.ts';
import { callerOf } from '../../service/environment.ts';
import { httpTarget } from '../../targets/http-target.ts';
import { modelTarget } from '../../targets/model-target.ts';
import { replayTarget } from '../../targets/replay-target.ts';
import type { Target } from '../../targets/target.ts';
import { waitForAnswer } from '../../targets/wait.ts';
import { onInterrupt } from '../../terminal/interrupt.ts';
import type { Io } from '../../terminal/io.ts';
import { createProgress } from '../../terminal/progress.ts';
import { rememberApis } from './remember-apis.ts';
import { type RunFlags, type RunSettings, shardOf } from './run-flags.ts';

const openTarget = (flags: RunFlags, settings: RunSettings, { suite, io }: { suite: Suite; io: Io }): Target => {
  const caller = callerOf(io.environment, flags.region);
  if (flags.replay !== undefined) {
    const freshness = { oldest: settings.oldest, serviceModel: suite.serviceModel };
    return replayTarget({ recordings: settings.recordings, origin: flags.replay, caller, freshness });
  }
  if (settings.endpoint === null) return modelTarget(caller);
  return httpTarget({
    endpoint: settings.endpoint,
    name: settings.name,
    version: flags.targetVersion ?? null,
    caller,
    signed: flags.signed === true,
    timeoutMs: settings.timeoutMs,
    maxBodyBytes: settings.maxBodyBytes,
    sockets: settings.concurrency,
    restApiId: flags.restApiId ?? null,
  });
};

const optionsOf = (flags: RunFlags, settings: RunSettings): RunOptions => ({
  only: flags.only ?? [],
  skip: flags.skip ?? [],
  ...(flags.shard === undefined ? {} : { shard: shardOf(flags.shard) }),
  strict: flags.strict === true,
  requireImplemented: flags.requireImplemented === true,
  concurrency: settings.concurrency,
  whole: settings.whole,
});

/** A run on its way: what runs, against what. */
export interface RunSession {
  readonly planned: readonly PlannedCase[];
  readonly suite: Suite;
  readonly target: Target;
  readonly options: RunOptions;
  readonly quiet: boolean;
}

/** Loads the suite, chooses the cases, makes the folder of the report, opens the target and waits for it where that was asked. */
export const prepare = async (flags: RunFlags, settings: RunSettings, io: Io): Promise<RunSession> => {
  const suite = loadSuite(flags.suites);
  const options = optionsOf(flags, settings);
  const planned = planCases(suite, options);
  const target = openTarget(flags, settings, { suite, io });
  if (settings.waitMs > 0) await waitForAnswer(target.send, settings.waitMs);
  return { planned, suite, target, options, quiet: flags.quiet === true };
};

/** Runs what was prepared, with progress, and closes the target. */
export const execute = async ({ planned, suite, target, options, quiet }: RunSession, io: Io): Promise<RunOutcome> => {
  const progress = createProgress(io, quiet);
  const control = createControl({ endpoint: target.endpoint, caller: target.caller });
  const own = await rememberApis(target, control, io);
  const interrupt = onInterrupt(io);
  try {
    const events = { onCase: progress.show, stopped: interrupt.asked, now: () => performance.now() };
    const outcome = await runSuite({ suite, planned, target: own.target, control, options, events });
    own.close();
    return outcome;
  } finally {
    interrupt.undo();
    progress.clear();
    await target.close();
  }
};
