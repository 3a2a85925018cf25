import { HarnessError } from '../../errors.ts';
import { planCases } from '../../plan.ts';
import { reporters } from '../../report/index.ts';
import { type BaselineDifference, compareBaseline } from '../../result/baseline.ts';
import { exitCodeOf } from '../../result/exit-code.ts';
import { type RunOptions, type RunOutcome, runSuite } from '../../run.ts';
import { loadSuite } from '../../scenario/load.ts';
import type { Suite } from '../../scenario/types.ts';
import { httpTarget } from '../../targets/http-target.ts';
import type { Target } from '../../targets/target.ts';
import { waitForAnswer } from '../../targets/wait.ts';
import { createControl } from '../../wire/control.ts';
import { callerOf } from '../environment.ts';
import { onInterrupt } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { modelTarget } from '../model-target.ts';
import { paintFor } from '../paint.ts';
import { createProgress } from '../progress.ts';
import { readBaseline } from '../read-run.ts';
import { completeFlags, type RunFlags, type RunSettings } from '../run-flags.ts';
import { writeRun } from '../write-run.ts';

const openTarget = (flags: RunFlags, settings: RunSettings, io: Io): Target => {
  const caller = callerOf(io.environment, flags.region);
  if (settings.endpoint === null) return modelTarget(caller);
  return httpTarget({
    endpoint: settings.endpoint,
    name: settings.name,
    version: flags.targetVersion ?? null,
    caller,
    signed: flags.signed === true,
    timeoutMs: settings.timeoutMs,
    sockets: settings.concurrency,
    restApiId: flags.restApiId ?? null,
  });
};

const refuseGoldens = (flags: RunFlags): void => {
  if (flags.updateGoldens !== true) return;
  throw new HarnessError(
    'usage',
    'Failed to update goldens: the origin of this run is no evidence of AWS',
    'Goldens are written from AWS recordings alone, never from an emulator or the model.',
  );
};

const optionsOf = (flags: RunFlags, settings: RunSettings): RunOptions => ({
  only: flags.only ?? [],
  skip: flags.skip ?? [],
  strict: flags.strict === true,
  requireImplemented: flags.requireImplemented === true,
  concurrency: settings.concurrency,
});

interface Session {
  readonly suite: Suite;
  readonly target: Target;
  readonly options: RunOptions;
  readonly quiet: boolean;
}

const execute = async ({ suite, target, options, quiet }: Session, io: Io): Promise<RunOutcome> => {
  const progress = createProgress(io, quiet);
  const interrupt = onInterrupt(io);
  const control = createControl({ endpoint: target.endpoint, caller: target.caller, signed: target.signed });
  try {
    const planned = planCases(suite, options);
    const events = { onCase: progress.show, stopped: interrupt.asked, now: () => performance.now() };
    return await runSuite({ suite, planned, target, control, options, events });
  } finally {
    interrupt.undo();
    progress.clear();
    await target.close();
  }
};

const print = (flags: RunFlags, outcome: RunOutcome, difference: BaselineDifference | null, io: Io): void => {
  if (flags.quiet === true) return;
  const format = flags.format ?? 'text';
  io.out(reporters[format]?.(outcome.document, { difference, paint: paintFor(io), full: false }) ?? '');
};

/** Runs the suite against the target that the flags name, prints and writes the reports, and gives the exit code. */
export const run = async (flags: RunFlags, io: Io): Promise<number> => {
  refuseGoldens(flags);
  const settings = completeFlags(flags, io.environment);
  const baseline = flags.baseline === undefined ? null : readBaseline(flags.baseline);
  const suite = loadSuite(flags.suites);
  const started = new Date().toISOString();
  const target = openTarget(flags, settings, io);
  if (settings.waitMs > 0) await waitForAnswer(target.send, settings.waitMs);
  const outcome = await execute({ suite, target, options: optionsOf(flags, settings), quiet: flags.quiet === true }, io);
  const difference = baseline === null ? null : compareBaseline(outcome.document, baseline);
  writeRun(settings.out, outcome.document, { started, ...outcome.timing });
  print(flags, outcome, difference, io);
  if (flags.quiet !== true && (flags.format ?? 'text') === 'text') io.out(`\nreport: ${settings.out}/report.md\n`);
  return exitCodeOf(outcome.document, difference);
};

/** The offline main job: the suite against the embedded model. */
export const offline = (io: Io): Promise<number> => run({}, { ...io, environment: {} });
