import { plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import { groupBy } from '../../base/group-by.ts';
import { isKnown } from '../../engine/baseline/compare-baseline.ts';
import { causeCounts, causeFacts, causeHeading } from '../../engine/causes/cause-text.ts';
import { causesOf } from '../../engine/causes/causes.ts';
import { verdictOrder } from '../../engine/result/summary.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { caseRef } from '../reproduce/case-ref.ts';
import { baselineProblems } from '../words/baseline-problems.ts';
import { figureLines } from '../words/figure-lines.ts';
import { countedCases, deviations, type Entry } from '../words/group.ts';
import { isKnownCause } from '../words/known-cause.ts';
import { code, fence, prose, table } from '../words/markdown-text.ts';
import { targetText } from '../words/names.ts';
import type { ReportOptions } from '../words/options.ts';
import { areaRows, total } from '../words/tally.ts';
import { markdownEntry } from './markdown-entry.ts';

/** GitHub drops the whole summary of a step that is larger. */
const MEBIBYTE = 1_048_576;

type Lines = readonly string[];

const head = (run: RunDocument, { difference = null }: ReportOptions): Lines => {
  const known = countedCases(run).filter((one) => isKnown(difference, one)).length;
  return [
    `## ${prose(targetText(run))}: gateway responses against AWS`,
    '',
    ...(run.interrupted ? ['**Interrupted**: this is not the whole run.', ''] : []),
    ...(run.unchecked === undefined ? [] : [`**${prose(run.unchecked)}**`, '']),
    ...figureLines(run).map((line) => `- ${line}`),
    ...(difference === null ? [] : [`- ${plural(known, 'case')} with nothing but what the baseline knows`]),
    '',
  ];
};

const areas = (run: RunDocument): Lines => {
  const titles = ['area', ...verdictOrder(), 'all'];
  const rows = areaRows(run).map(({ area, scenarios }) => [
    area,
    ...[...verdictOrder().map((verdict) => scenarios[verdict]), total(scenarios)].map(String),
  ]);
  return [...table(titles, rows, titles.length - 1), ''];
};

/** Causes that the baseline does not know in all their cases, the one that explains most first. */
const causes = (run: RunDocument, { difference = null }: ReportOptions): Lines => {
  const told = causesOf(run).filter((cause) => !isKnownCause(cause, difference));
  if (told.length === 0) return [];
  const rows = told.map((cause) => [
    prose(causeHeading(cause, run)),
    causeCounts(cause),
    causeFacts(cause, 3),
    code(caseRef(cause.example?.one ?? { id: cause.cases[0]?.id ?? '' }, cause.example?.finding ?? null)),
  ]);
  return ['### What is wrong', '', ...table(['cause', 'explains', 'facts', 'such as'], rows), ''];
};

const LISTED = 50;

const baseline = ({ difference = null }: ReportOptions): Lines =>
  difference === null
    ? []
    : baselineProblems(difference).flatMap(({ title, sign, lines }) => [
        `### ${plural(lines.length, 'line')} ${prose(title)}`,
        '',
        ...fence(
          [
            ...lines.slice(0, LISTED).map((line) => `${sign} ${visible(line)}`),
            ...(lines.length > LISTED ? [`... and ${lines.length - LISTED} more`] : []),
          ],
          'diff',
        ),
        '',
      ]);

const isNew = (entry: Entry, { difference = null }: ReportOptions): boolean => entry.cases.some((one) => !isKnown(difference, one));

const scenarioBlock = (group: readonly [Entry, ...Entry[]], run: RunDocument): string => {
  const [{ scenario }] = group;
  const title = `<details><summary><code>${scenario.id}</code></summary>`;
  const lines = [
    title,
    '',
    `${prose(scenario.title)} (${code(`suites/${scenario.file}:${scenario.line}`)})`,
    '',
    ...group.flatMap((entry) => markdownEntry(entry, run)),
  ];
  return [...lines, '</details>', '', ''].join('\n');
};

/** Blocks up to a number of bytes: never a part of one. */
const fitting = (blocks: readonly string[], room: number): readonly string[] => {
  let left = room;
  const end = blocks.findIndex((block) => {
    left -= Buffer.byteLength(block);
    return left < 0;
  });
  return end === -1 ? blocks : blocks.slice(0, end);
};

const cutNotice = (left: number): string => `\n${plural(left, 'more scenario')} did not fit here: see report.md.\n`;

/** Kept free for the words that say that the summary was cut. */
const NOTICE_ROOM = 200;

/** The summary of a step of GitHub Actions: both figures, causes, areas, what differs from the baseline, and what it does not know; cut to fit, and says so. */
export const githubSummaryReport = (run: RunDocument, options: ReportOptions = {}): string => {
  const room = (options.room ?? MEBIBYTE) - NOTICE_ROOM;
  const entries = deviations(run).filter((entry) => isNew(entry, options));
  const groups = groupBy(entries, ({ scenario }) => scenario.id).map((group) => scenarioBlock(group, run));
  const top = [
    ...head(run, options),
    ...causes(run, options),
    ...areas(run),
    ...baseline(options),
    ...(groups.length === 0 ? [] : ['### What fails, and why', '', '']),
  ].join('\n');
  const first = fitting([top], room);
  const shown = first.length === 0 ? [] : fitting(groups, room - Buffer.byteLength(top));
  const left = groups.length - shown.length;
  const text = `${first.join('')}${shown.join('')}${left === 0 ? '' : cutNotice(left)}`;
  return Buffer.byteLength(text) > (options.room ?? MEBIBYTE) ? '' : text;
};
