import { HarnessError } from '../../errors.ts';
import { reporters } from '../../report/index.ts';
import { type BaselineDifference, compareBaseline } from '../../result/baseline.ts';
import { checkedNothing, exitCodeOf } from '../../result/exit-code.ts';
import type { RunOutcome } from '../../run.ts';
import { execute, prepare } from '../execute.ts';
import type { Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { readBaseline } from '../read-run.ts';
import { completeFlags, type RunFlags } from '../run-flags.ts';
import { writeRun } from '../write-run.ts';

const refuseGoldens = (flags: RunFlags): void => {
  if (flags.updateGoldens !== true) return;
  throw new HarnessError(
    'usage',
    'Failed to update goldens: the origin of this run is no evidence of AWS',
    'Goldens are written from AWS recordings alone, never from an emulator or the model.',
  );
};

const print = (flags: RunFlags, outcome: RunOutcome, difference: BaselineDifference | null, io: Io): void => {
  if (flags.quiet === true) return;
  const format = flags.format ?? 'text';
  io.out(reporters[format]?.(outcome.document, { difference, paint: paintFor(io), full: false }) ?? '');
};

const NOTHING_CHECKED =
  'Nothing was checked: every case was skipped, or is a probe that only observes. Choose others with --only and --skip; the report is written.\n';

/** Runs the suite against the target that the flags name, prints and writes the reports, and gives the exit code. */
export const run = async (flags: RunFlags, io: Io): Promise<number> => {
  refuseGoldens(flags);
  const settings = completeFlags(flags, io.environment);
  const baseline = flags.baseline === undefined ? null : readBaseline(flags.baseline);
  const session = await prepare(flags, settings, io);
  const started = new Date().toISOString();
  const outcome = await execute(session, io);
  const difference = baseline === null ? null : compareBaseline(outcome.document, baseline);
  writeRun(settings.out, outcome.document, { started, ...outcome.timing });
  print(flags, outcome, difference, io);
  if (flags.quiet !== true && (flags.format ?? 'text') === 'text') io.out(`\nreport: ${settings.out}/report.md\n`);
  if (!outcome.document.interrupted && checkedNothing(outcome.document)) io.err(NOTHING_CHECKED);
  return exitCodeOf(outcome.document, difference);
};
