import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import { compareBaseline } from '../../engine/baseline/compare-baseline.ts';
import { exitCodeOf } from '../../engine/baseline/exit-code.ts';
import { staleGoldens } from '../../engine/run/goldens.ts';
import type { RunOutcome } from '../../engine/run/run.ts';
import { NO_ENDPOINT } from '../../report/text/text.ts';
import { shownDifference } from '../../report/words/visible-run.ts';
import { STALE } from '../../targets/replay-target.ts';
import type { Io } from '../../terminal/io.ts';
import { inFolder } from '../shared/claim-folder.ts';
import { execute, prepare, type RunSession } from '../shared/execute.ts';
import { requireReports, wantedReports } from '../shared/extra-reports.ts';
import { publish } from '../shared/publish.ts';
import { readBaseline, requireOwn } from '../shared/read-run.ts';
import { completeFlags, type RunFlags, type RunSettings } from '../shared/run-flags.ts';
import { today } from '../shared/today.ts';
import { requireEvidence, updateGoldens } from '../shared/update-goldens.ts';
import { writeRun } from '../shared/write-run.ts';

/** With --max-age: the goldens of what ran, and the recorded scenarios, that are older. */
const staleEvidence = ({ suite, planned }: RunSession, { document }: RunOutcome, oldest: number): readonly string[] => {
  const goldens = staleGoldens(suite, planned, { oldest, serviceModel: suite.serviceModel });
  const skipped = document.cases.filter(({ reason }) => reason?.startsWith(STALE) === true);
  const scenarios = [...new Map(skipped.map(({ scenario, reason }) => [scenario, `${scenario}: ${reason?.slice(STALE.length)}`])).values()];
  return [...goldens, ...scenarios];
};

/** The text report begins with it; other formats have no place for it. */
const saysItself = ({ quiet, format }: RunFlags): boolean => quiet === true || (format ?? 'text') === 'text';

const runIn = async (flags: RunFlags, settings: RunSettings, io: Io): Promise<number> => {
  const evidence = flags.updateGoldens === true ? requireEvidence(flags.replay, settings.recordings) : null;
  const baseline = flags.baseline === undefined ? null : readBaseline(flags.baseline);
  const session = await prepare(flags, settings, io);
  if (baseline !== null) requireOwn(baseline, flags.baseline ?? '', session.target.name);
  if (session.target.kind === 'model' && !saysItself(flags)) io.err(`${NO_ENDPOINT}\n`);
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
  if (outcome.document.unchecked !== undefined) io.err(`${outcome.document.unchecked}\n`);
  return exitCodeOf(outcome.document, difference);
};

/** Runs the suite against the target that the flags name, prints and writes the reports, and gives the exit code. */
export const run = async (flags: RunFlags, io: Io): Promise<number> => {
  const settings = completeFlags(flags, io.environment);
  const wanted = wantedReports(flags.report);
  return inFolder(settings.out, async () => {
    requireReports(wanted, settings.out);
    return runIn(flags, settings, io);
  });
};
