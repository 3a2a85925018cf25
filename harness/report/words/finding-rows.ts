import { groupBy } from '../../base/group-by.ts';
import { canonicalJson } from '../../base/json.ts';
import type { CauseFinding } from '../../engine/causes/causes.ts';
import { showActual, showExpected } from '../../engine/causes/show-value.ts';
import type { CaseResult } from '../../engine/result/types.ts';
import { expectedWithoutType, responseTypeOf, typeAt, valueWithoutType, withoutType } from './response-type.ts';
import { showSides } from './value.ts';

/** What was found alike in some cases, with response types generalised. */
export interface FindingRow {
  /** What was looked at, and where in it: every place that shows the same. */
  readonly where: readonly string[];
  /** The values that AWS has, where they differ only by type. */
  readonly expected: readonly string[];
  readonly actual: string;
  readonly cases: readonly CaseResult[];
}

const VALUE_LIMIT = 300;

const SIDE = /^(?:expected|actual) +/;

interface Placed {
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
  readonly one: CaseResult;
}

const placed = ({ one, finding }: CauseFinding): Placed => {
  const type = typeAt(one, finding);
  const general = { ...finding, expected: expectedWithoutType(finding.expected, type), actual: valueWithoutType(finding.actual, type) };
  const shown = showSides(general, VALUE_LIMIT);
  const [expected, actual] = shown.kind === 'values' ? shown.lines.map((line) => line.replace(SIDE, '')) : [];
  const looked = finding.where === 'sdk' ? 'answer as the SDK decodes it' : withoutType(finding.where, responseTypeOf(one, finding.step));
  const place = `${looked}, ${finding.aspect}`;
  return {
    where: finding.pointer === '' ? place : `${place} ${withoutType(finding.pointer, type)}`,
    expected: expected ?? showExpected(general.expected, VALUE_LIMIT),
    actual: actual ?? showActual(general.actual, VALUE_LIMIT),
    one,
  };
};

/** Findings as rows: the same once, and those of the same cases together where only what was expected differs, or only the place. */
export const findingRows = (found: readonly CauseFinding[]): readonly FindingRow[] => {
  const values = groupBy(found.map(placed), ({ where, expected, actual }) => canonicalJson([where, expected, actual])).map((group) => {
    const cases = [...new Set(group.map(({ one }) => one))];
    return { ...group[0], cases, ids: cases.map(({ id }) => id).join(' ') };
  });
  const rows = groupBy(values, ({ where, actual, ids }) => canonicalJson([where, actual, ids])).map((group) => ({
    ...group[0],
    expected: group.map(({ expected }) => expected),
  }));
  return groupBy(rows, ({ expected, actual, ids }) => canonicalJson([expected, actual, ids])).map((group) => ({
    where: group.map(({ where }) => where),
    expected: group[0].expected,
    actual: group[0].actual,
    cases: group[0].cases,
  }));
};
