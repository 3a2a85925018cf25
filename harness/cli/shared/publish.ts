import type { RunDocument } from '../../engine/result/types.ts';
import { reporters } from '../../report/formats/index.ts';
import type { ReportOptions } from '../../report/words/options.ts';
import type { Io } from '../../terminal/io.ts';
import { ownOf, paintFor } from '../../terminal/paint.ts';
import { callerFor } from './command-name.ts';
import { wantedReports, withGithub, writeReports } from './extra-reports.ts';
import type { RunFlags } from './run-flags.ts';

type PublishFlags = Pick<RunFlags, 'quiet' | 'format' | 'report' | 'verbose' | 'endpoint'>;

const isText = ({ quiet, format }: PublishFlags): boolean => quiet !== true && (format ?? 'text') === 'text';

/** Prints the report, and writes those that are asked for beside it; what GitHub takes comes by itself beside the text only. */
export const publish = (flags: PublishFlags, run: RunDocument, { out, ...options }: ReportOptions & { out: string }, io: Io): void => {
  const wanted = wantedReports(flags.report);
  const format = flags.format ?? 'text';
  const shown = { ...options, paint: paintFor(io), full: flags.verbose === true, caller: callerFor(flags, io) };
  if (flags.quiet !== true) io.out(reporters[format](run, shown), ownOf(format));
  if (isText(flags)) io.out(`\nreport: ${out}/report.md\n`);
  writeReports(isText(flags) ? withGithub(wanted, io.environment) : wanted, run, { folder: out, io, options });
};
