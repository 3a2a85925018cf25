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
import { chooseCases, openSession, type RunSession } from './check-target.ts';
import { inFolder } from './claim-folder.ts';
import { execute } from './execute.ts';
import { requireReports } from './extra-reports.ts';
import { publish } from './publish.ts';
import { readBaseline, requireOwn } from './read-run.ts';
import type { CheckOptions } from './run-flags.ts';
import { completeOptions, type RunSettings } from './run-settings.ts';
import { today } from './today.ts';
import { requireEvidence, updateGoldens } from './update-goldens.ts';
import { writeRun } from './write-run.ts';

/** With --max-age: the goldens of what ran, and the recorded scenarios, that are older. */
const staleEvidence = ({ suite, planned }: RunSession, { document }: RunOutcome, oldest: number): readonly string[] => {
  const goldens = staleGoldens(suite, planned, { oldest, serviceModel: suite.serviceModel });
  const skipped = document.cases.filter(({ reason }) => reason?.startsWith(STALE) === true);
  const scenarios = [...new Map(skipped.map(({ scenario, reason }) => [scenario, `${scenario}: ${reason?.slice(STALE.length)}`])).values()];
  return [...goldens, ...scenarios];
};

/** The text report begins with it; other formats have no place for it. */
const saysItself = ({ quiet, format }: CheckOptions): boolean => quiet === true || (format ?? 'text') === 'text';

const runIn = async (options: CheckOptions, settings: RunSettings, io: Io): Promise<number> => {
  const { quiet = false, updateGoldens: whole = false } = options;
  const evidence = whole ? requireEvidence(options.replay, settings.recordings) : null;
  const baseline = options.baseline === undefined ? null : readBaseline(options.baseline);
  const session = await openSession(settings, chooseCases({ ...options, whole }));
  if (baseline !== null) requireOwn(baseline, options.baseline ?? '', session.target.name);
  if (session.target.kind === 'model' && !saysItself(options)) io.err(`${NO_ENDPOINT}\n`);
  const started = new Date().toISOString();
  const outcome = await execute(session, io, quiet);
  const difference = baseline === null ? null : compareBaseline(outcome.document, baseline, today());
  const times = { started, ...outcome.timing };
  writeRun(settings.out, outcome.document, times);
  publish(options, outcome.document, { out: settings.out, difference: shownDifference(outcome.document, baseline, today()), times }, io);
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

/** Runs the suite against the target that the options name, prints and writes the reports, and gives the exit code. */
export const runTarget = async (options: CheckOptions, io: Io): Promise<number> => {
  const settings = completeOptions(options, io.environment);
  return inFolder(settings.out, async () => {
    requireReports(options.report ?? [], settings.out);
    return runIn(options, settings, io);
  });
};
