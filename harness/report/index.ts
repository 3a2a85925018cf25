import type { RunDocument } from '../result/types.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { ReportOptions } from './options.ts';
import { textReport } from './text.ts';

/** A report: a pure function of a run. */
export type Reporter = (run: RunDocument, options?: ReportOptions) => string;

/** The reports that `--format` names. */
export const reporters: Readonly<Record<string, Reporter>> = {
  text: textReport,
  json: (run) => jsonReport(run),
  junit: (run) => junitReport(run),
  markdown: (run) => markdownReport(run),
};
