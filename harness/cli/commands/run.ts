import { visible } from '../../foreign-text.ts';
import { shownDifference } from '../../report/visible-run.ts';
import { compareBaseline } from '../../result/compare-baseline.ts';
import { checkedNothing, EXIT, exitCodeOf, NOTHING_CHECKED } from '../../result/exit-code.ts';
import { staleGoldens } from '../../result/goldens.ts';
import type { RunOutcome } from '../../run.ts';
import { STALE } from '../../targets/replay-target.ts';
import { execute, prepare, type RunSession } from '../execute.ts';
import { wantedReports } from '../extra-reports.ts';
import type { Io } from '../io.ts';
import { publish } from '../publish.ts';
import { readBaseline } from '../read-run.ts';
import { completeFlags, type RunFlags } from '../run-flags.ts';
import { today } from '../today.ts';
import { requireEvidence, updateGoldens } from '../update-goldens.ts';
import { writeRun } from '../write-run.ts';

/** With --max-age: the goldens of what ran, and the recorded scenarios, that are older. */
const staleEvidence = ({ suite, planned }: RunSession, { document }: RunOutcome, oldest: number): readonly string[] => {
  const goldens = staleGoldens(suite, planned, { oldest, serviceModel: suite.serviceModel });
  const skipped = document.cases.filter(({ reason }) => reason?.startsWith(STALE) === true);
  const scenarios = [...new Map(skipped.map(({ scenario, reason }) => [scenario, `${scenario}: ${reason?.slice(STALE.length)}`])).values()];
  return [...goldens, ...scenarios];
};

/** Runs the suite against the target that the flags name, prints and writes the reports, and gives the exit code. */
export const run = async (flags: RunFlags, io: Io): Promise<number> => {
  const settings = completeFlags(flags, io.environment);
  wantedReports(flags.report);
  const evidence = flags.updateGoldens === true ? requireEvidence(flags.replay, settings.recordings) : null;
  const baseline = flags.baseline === undefined ? null : readBaseline(flags.baseline);
  const session = await prepare(flags, settings, io);
  const started = new Date().toISOString();
  const outcome = await execute(session, io);
  const difference = baseline === null ? null : compareBaseline(outcome.document, baseline, today());
  const times = { started, ...outcome.timing };
  writeRun(settings.out, outcome.document, times);
  publish(flags, outcome.document, { out: settings.out, difference: shownDifference(outcome.document, baseline, today()), times }, io);
  if (evidence !== null) {
    updateGoldens(evidence, { ...session, outcome }, io);
    return EXIT.ok;
  }
  const stale = settings.oldest === null ? [] : staleEvidence(session, outcome, settings.oldest);
  for (const line of stale) io.err(`stale: ${visible(line)}\n`);
  if (stale.length > 0 && !outcome.document.interrupted) return EXIT.tampered;
  if (!outcome.document.interrupted && checkedNothing(outcome.document)) io.err(NOTHING_CHECKED);
  return exitCodeOf(outcome.document, difference);
};
