import type { RunDocument } from '../result/types.ts';
import { badgeReport } from './badge.ts';
import { badgeSvgReport } from './badge-svg.ts';
import { ctrfReport } from './ctrf.ts';
import type { Format } from './format-names.ts';
import { githubReport } from './github.ts';
import { githubSummaryReport } from './github-summary.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { ReportOptions } from './options.ts';
import { sarifReport } from './sarif.ts';
import { tapReport } from './tap.ts';
import { textReport } from './text.ts';

/** A report: a pure function of a run. */
export type Reporter = (run: RunDocument, options?: ReportOptions) => string;

/** The reports that `--format` and `--report` name. */
export const reporters: Readonly<Record<Format, Reporter>> = {
  text: textReport,
  json: (run) => jsonReport(run),
  junit: (run, options) => junitReport(run, options?.times ?? null),
  markdown: (run) => markdownReport(run),
  ctrf: ctrfReport,
  sarif: sarifReport,
  tap: tapReport,
  badge: (run) => badgeReport(run),
  'badge-svg': (run) => badgeSvgReport(run),
  github: githubReport,
  'github-summary': githubSummaryReport,
};
