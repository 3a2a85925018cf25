import type { Verdict } from '../../engine/judge/types.ts';
import { verdictOrder } from '../../engine/result/summary.ts';
import type { Counts, RunDocument } from '../../engine/result/types.ts';
import type { Paint } from '../words/options.ts';
import { areaRows, total } from '../words/tally.ts';

interface Row {
  readonly name: string;
  readonly scenarios: Counts;
  readonly cases: Counts;
}

const cell = (row: Row, verdict: Verdict): string => {
  const { [verdict]: scenarios } = row.scenarios;
  const { [verdict]: cases } = row.cases;
  if (cases === 0 && scenarios === 0) return '-';
  return cases === scenarios ? String(scenarios) : `${scenarios} (${cases})`;
};

const cells = (row: Row): readonly string[] => {
  const [scenarios, cases] = [total(row.scenarios), total(row.cases)];
  return [row.name, ...verdictOrder().map((verdict) => cell(row, verdict)), cases === scenarios ? String(scenarios) : `${scenarios} (${cases})`];
};

const pad = (texts: readonly string[], widths: readonly number[]): string =>
  texts
    .map((text, index) => (index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0)))
    .join('  ')
    .trimEnd();

/** Scenarios by area and verdict, the number of cases in brackets where it is another. */
export const areaTable = (run: RunDocument, paint: Paint): readonly string[] => {
  const head = ['scenarios (cases)', ...verdictOrder(), 'all'];
  const rows = areaRows(run).map(({ area, scenarios, cases }) => cells({ name: area, scenarios, cases }));
  const sum = cells({ name: 'all', ...run.summary });
  const lines = [head, ...rows, sum];
  const widths = head.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return [paint.weak(pad(head, widths)), ...rows.map((row) => pad(row, widths)), paint.strong(pad(sum, widths))];
};
