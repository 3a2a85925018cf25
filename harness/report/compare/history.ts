import { visible } from '../../base/foreign-text.ts';
import { shardText } from '../../engine/plan/shard.ts';
import type { Moved, Stretch, Trend, TrendPoint } from '../../engine/result/history.ts';
import { isAws } from '../words/evidence.ts';
import { code, prose, table } from '../words/markdown-text.ts';
import { NO_PAINT, type Paint } from '../words/options.ts';
import { figureCells } from './compare-group.ts';

const HEAD = ['run', 'version', 'divergence', 'points', 'coverage', 'points'] as const;

const step = ({ by }: Moved): string => {
  if (by === null) return '';
  return by === 0 ? '=' : `${by > 0 ? '+' : ''}${by.toFixed(1)}`;
};

const cells = (point: TrendPoint): readonly string[] => {
  const { label, version, divergence, coverage, scenarios } = point;
  const figures = { divergence: divergence.figure, coverage: coverage.figure, ...(scenarios === undefined ? {} : { scenarios }) };
  const shown = figureCells({ ...point, figures });
  const steps = isAws(point) ? ['', ''] : [step(divergence), step(coverage)];
  return [label, version ?? '', shown.divergence, steps[0] ?? '', shown.coverage, steps[1] ?? ''];
};

/** What was asked of the runs of a stretch. */
const askedText = ({ suite, options, interrupted, shard }: Stretch): string =>
  [
    `suite ${suite.version} (${suite.digest})`,
    ...(options.strict ? ['strict'] : []),
    ...(options.only.length > 0 ? [`only ${options.only.join(', ')}`] : []),
    ...(options.skip.length > 0 ? [`without ${options.skip.join(', ')}`] : []),
    ...(shard === undefined ? [] : [`shard ${shardText(shard)}`]),
    ...(interrupted ? ['interrupted'] : []),
  ].join(', ');

const BREAK = 'other questions: no line leads here from the figures above';

const textTrend = ({ target, stretches }: Trend, paint: Paint): readonly string[] => {
  const rows = [HEAD, ...stretches.flatMap(({ points }) => points.map(cells))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `  ${row.map((cell, column) => visible(cell).padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const stretchLines = (stretch: Stretch, index: number): readonly string[] => [
    ...(index === 0 ? [] : [paint.bad(`-- ${BREAK}`)]),
    paint.weak(askedText(stretch)),
    ...stretch.points.map((point) => line(cells(point))),
  ];
  return [paint.strong(target), paint.weak(line(HEAD)), ...stretches.flatMap(stretchLines), ''];
};

/** Trends for a terminal. */
export const historyText = (trends: readonly Trend[], paint: Paint = NO_PAINT): string =>
  trends.flatMap((trend) => textTrend(trend, paint)).join('\n');

const markdownStretch = (stretch: Stretch, index: number): readonly string[] => [
  ...(index === 0 ? [] : [`**Break**, ${BREAK}.`, '']),
  `${prose(askedText(stretch))}:`,
  '',
  ...table(
    HEAD,
    stretch.points.map(cells).map(([label = '', ...rest]) => [code(label), ...rest.map(prose)]),
    4,
  ),
  '',
];

/** Trends as Markdown: a table for each stretch in which the questions were the same. */
export const historyMarkdown = (trends: readonly Trend[]): string => {
  const lines = trends.flatMap(({ target, stretches }) => [`## ${prose(target)}`, '', ...stretches.flatMap(markdownStretch)]);
  return `${['# Divergence and coverage over time', '', ...lines].join('\n').trimEnd()}\n`;
};
