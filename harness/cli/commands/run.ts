import { reporters } from '../../report/index.ts';
import type { ReportOptions } from '../../report/options.ts';
import { compareBaseline } from '../../result/compare-baseline.ts';
import { EXIT, exitCodeOf } from '../../result/exit-code.ts';
import { staleGoldens } from '../../result/goldens.ts';
import type { RunOutcome } from '../../run.ts';
import { STALE } from '../../targets/replay-target.ts';
import { execute, prepare, type RunSession } from '../execute.ts';
import { wantedReports, withGithub, writeReports } from '../extra-reports.ts';
import type { Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { readBaseline } from '../read-run.ts';
import { completeFlags, type RunFlags } from '../run-flags.ts';
import { today } from '../today.ts';
import { requireEvidence, updateGoldens } from '../update-goldens.ts';
import { writeRun } from '../write-run.ts';

const isText = ({ quiet, format }: RunFlags): boolean => quiet !== true && (format ?? 'text') === 'text';

/** Prints the report, and writes those that are asked for beside it; what GitHub takes comes by itself beside the text only. */
const publish = (flags: RunFlags, { document }: RunOutcome, { out, ...options }: ReportOptions & { out: string }, io: Io): void => {
  const wanted = wantedReports(flags.report);
  if (flags.quiet !== true) io.out(reporters[flags.format ?? 'text'](document, { ...options, paint: paintFor(io), full: false }));
  if (isText(flags)) io.out(`\nreport: ${out}/report.md\n`);
  writeReports(isText(flags) ? withGithub(wanted, io.environment) : wanted, document, { folder: out, io, options });
};

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
  publish(flags, outcome, { out: settings.out, difference, times }, io);
  if (evidence !== null) {
    updateGoldens(evidence, { ...session, outcome }, io);
    return EXIT.ok;
  }
  const stale = settings.oldest === null ? [] : staleEvidence(session, outcome, settings.oldest);
  for (const line of stale) io.err(`stale: ${line}\n`);
  const code = exitCodeOf(outcome.document, difference);
  return stale.length > 0 && code !== EXIT.interrupted ? EXIT.tampered : code;
};
