import { visible } from '../../base/foreign-text.ts';
import type { Json } from '../../base/json.ts';
import { clip, showValue } from '../../engine/causes/show-value.ts';
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

/** Whether what a finding expects is the message of a schema, and no value. */
export const isSchemaMessage = ({ aspect, class: factClass, fact }: Finding): boolean =>
  aspect === 'shape' && fact.startsWith('M-') && (factClass === 'documented' || fact === 'M-Pattern');

const expectedText = (finding: Finding, expected: Json, limit: number): string =>
  isSchemaMessage(finding) && typeof expected === 'string' ? clip(visible(expected), limit) : showValue(expected, limit);

/** Renders the two sides of a finding: as a difference where both have structure, else one line each. */
export const showSides = (finding: Finding, limit: number): Shown => {
  if (isContainer(finding.expected) && isContainer(finding.actual)) return showDiff(finding.expected, finding.actual, limit);
  const [expected, actual, from] = fromWhereTheyPart(finding.expected, finding.actual, limit);
  return {
    kind: 'values',
    lines: [`expected  ${from}${expectedText(finding, expected, limit)}`, `actual    ${from}${showValue(actual, limit)}`],
  };
};

/** Where a finding was made, in words: step, what was looked at and aspect; the pointer says where in it. */
export const placeOf = ({ step, where, aspect }: Finding): string =>
  `${step}: ${where === 'sdk' ? 'answer as the SDK decodes it' : where}, ${aspect}`;

/** The place of a finding down to the pointer. */
export const exactPlaceOf = (finding: Finding): string => (finding.pointer === '' ? placeOf(finding) : `${placeOf(finding)} ${finding.pointer}`);
