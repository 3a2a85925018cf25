import { visible } from '../../base/foreign-text.ts';
import type { Json } from '../../base/json.ts';
import { clip, showActual, showExpected, showValue } from '../../engine/causes/show-value.ts';
import type { Finding } from '../../engine/judge/types.ts';
import { renderDiff } from './diff.ts';

const isContainer = (value: Json): boolean => typeof value === 'object' && value !== null;

const sharedStart = (a: string, b: string): number => {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
};

/** How much is shown of what two long strings have in common before they part. */
const CONTEXT = 20;

const fromWhereTheyPart = (expected: Json, actual: Json, limit: number): readonly [Json, Json, string] => {
  if (typeof expected !== 'string' || typeof actual !== 'string' || Math.max(expected.length, actual.length) <= limit) return [expected, actual, ''];
  const start = sharedStart(expected, actual) - CONTEXT;
  if (start <= 0) return [expected, actual, ''];
  return [expected.slice(start), actual.slice(start), `from character ${start} on: `];
};

/** What was expected and what came. */
export interface Shown {
  readonly kind: 'values' | 'diff';
  readonly lines: readonly string[];
}

const showDiff = (expected: Json, actual: Json, limit: number): Shown => {
  const lines = renderDiff(expected, actual)
    .split('\n')
    .map((line) => clip(visible(line), limit));
  return { kind: 'diff', lines };
};

const sideLines = (expected: string, actual: string): Shown => ({ kind: 'values', lines: [`expected  ${expected}`, `actual    ${actual}`] });

/** Renders the two sides of a finding: as a difference where both have structure, else one line each. */
export const showSides = ({ expected: wanted, actual: came }: Finding, limit: number): Shown => {
  if ('rule' in wanted) return sideLines(showExpected(wanted, limit), showActual(came, limit));
  if (isContainer(wanted.value) && isContainer(came)) return showDiff(wanted.value, came, limit);
  const [expected, actual, from] = fromWhereTheyPart(wanted.value, came, limit);
  return sideLines(`${from}${showValue(expected, limit)}`, `${from}${showActual(actual, limit)}`);
};

/** Where a finding was made, in words: step, what was looked at and aspect; the pointer says where in it. */
export const placeOf = ({ step, where, aspect }: Finding): string =>
  `${step}: ${where === 'sdk' ? 'answer as the SDK decodes it' : where}, ${aspect}`;

/** The place of a finding down to the pointer. */
export const exactPlaceOf = (finding: Finding): string => (finding.pointer === '' ? placeOf(finding) : `${placeOf(finding)} ${finding.pointer}`);
