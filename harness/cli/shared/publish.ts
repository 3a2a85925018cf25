import type { RunDocument } from '../../engine/result/types.ts';
import type { Format } from '../../report/formats/format-names.ts';
import { reporters } from '../../report/formats/index.ts';
import type { ReportOptions } from '../../report/words/options.ts';
import type { Io } from '../../terminal/io.ts';
import { ownOf, paintFor } from '../../terminal/paint.ts';
import { callerFor } from './command-name.ts';
import { type WantedReport, withGithub, writeReports } from './extra-reports.ts';
import type { TargetOptions } from './run-settings.ts';

/** What is printed of a run, and what is written beside it. */
export interface PublishOptions {
  readonly format?: Format;
  readonly report?: readonly WantedReport[];
  readonly quiet?: boolean;
  /** Print every case. */
  readonly verbose?: boolean;
}

const isText = ({ quiet, format }: PublishOptions): boolean => quiet !== true && (format ?? 'text') === 'text';

/** Prints the report, and writes those that are asked for beside it; what GitHub takes comes by itself beside the text only. */
export const publish = (
  wishes: PublishOptions & Pick<TargetOptions, 'endpoint'>,
  run: RunDocument,
  { out, ...options }: ReportOptions & { out: string },
  io: Io,
): void => {
  const { format = 'text', report: wanted = [], endpoint } = wishes;
  const shown = {
    ...options,
    paint: paintFor(io),
    full: wishes.verbose === true,
    caller: callerFor(endpoint === undefined ? {} : { endpoint: String(endpoint) }, io),
  };
  if (wishes.quiet !== true) io.out(reporters[format](run, shown), ownOf(format));
  if (isText(wishes)) io.out(`\nreport: ${out}/report.md\n`);
  writeReports(isText(wishes) ? withGithub(wanted, io.environment) : wanted, run, { folder: out, io, options });
};
