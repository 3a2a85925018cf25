import { betweenColours, harmlessCommands, harmlessLines } from '../../base/foreign-text.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { textReport } from '../text/text.ts';
import { NO_PAINT, type ReportOptions } from '../words/options.ts';
import { visibleDeep, visibleRun } from '../words/visible-run.ts';
import { badgeReport } from './badge.ts';
import { badgeSvgReport } from './badge-svg.ts';
import { ctrfReport } from './ctrf.ts';
import type { Format } from './format-names.ts';
import { githubReport } from './github.ts';
import { githubSummaryReport } from './github-summary.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { sarifReport } from './sarif.ts';
import { tapReport } from './tap.ts';

/** A report: a pure function of a run. */
export type Reporter = (run: RunDocument, options?: ReportOptions) => string;

const shownOptions = (options: ReportOptions): ReportOptions => ({
  ...options,
  ...(options.difference === undefined ? {} : { difference: visibleDeep(options.difference) }),
  ...(options.times === undefined ? {} : { times: visibleDeep(options.times) }),
});

/** Colours are ours alone where there are any; without them no escape is. */
const finishing = (text: string, finish: (text: string) => string, { paint = NO_PAINT }: ReportOptions): string =>
  paint.bad('x') === 'x' ? finish(text) : betweenColours(text, finish);

/** The door: a reporter sees foreign text made visible, and nothing that leaves it acts on a terminal or on a CI system. */
const harmless =
  (reporter: Reporter, finish: (text: string) => string = harmlessLines): Reporter =>
  (run, options = {}) =>
    finishing(reporter(visibleRun(run), shownOptions(options)), finish, options);

/** The reports that `--format` and `--report` name. */
export const reporters: Readonly<Record<Format, Reporter>> = {
  text: harmless(textReport),
  json: (run) => jsonReport(run),
  junit: harmless((run, options) => junitReport(run, options?.times ?? null)),
  markdown: harmless((run) => markdownReport(run)),
  ctrf: harmless(ctrfReport),
  sarif: harmless(sarifReport),
  tap: harmless(tapReport),
  badge: harmless((run) => badgeReport(run)),
  'badge-svg': harmless((run) => badgeSvgReport(run)),
  // Its lines are commands, and its own.
  github: harmless(githubReport, harmlessCommands),
  'github-summary': harmless(githubSummaryReport),
};
