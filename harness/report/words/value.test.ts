import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import type { Expected } from '../../engine/judge/expected.ts';
import type { Finding } from '../../engine/judge/types.ts';
import { showSides } from './value.ts';

const difference = (expected: Expected, actual: Json): Finding => ({
  step: 'update',
  where: 'answer',
  aspect: 'body',
  pointer: '/statusCode',
  expected,
  actual,
  fact: 'F-005',
  class: 'observed',
  gating: true,
});

const finding = (value: Json, actual: Json): Finding => difference({ value }, actual);

test('a string is told from the same number, and an absent value is named', () => {
  expect(showSides(finding('444', 444), 80).lines).toEqual(['expected  "444"', 'actual    444']);
  expect(showSides(finding('444', null), 80).lines[1]).toBe('actual    absent');
});

test('a rule stands without quotes, and a value of the same words with them', () => {
  expect(showSides(difference({ rule: 'refused (4xx)' }, 'status 200'), 80).lines).toEqual(['expected  refused (4xx)', 'actual    status 200']);
  expect(showSides(finding('refused (4xx)', 200), 80).lines).toEqual(['expected  "refused (4xx)"', 'actual    200']);
});

test('two values with structure are shown as a difference', () => {
  const shown = showSides(finding({ a: '1', same: 'x' }, { a: '2', same: 'x' }), 80);
  expect(shown.kind).toBe('diff');
  expect(shown.lines).toEqual([' {', '-  a: "1"', '+  a: "2"', ' }']);
});

test('long strings are shown from where they part', () => {
  const start = 'x'.repeat(500);
  const { lines } = showSides(finding(`${start}one`, `${start}two`), 80);
  expect(lines).toEqual([`expected  from character 480 on: "${'x'.repeat(20)}one"`, `actual    from character 480 on: "${'x'.repeat(20)}two"`]);
});

test('a control character of the target does not reach the terminal', () => {
  expect(showSides(finding('a', '\u001b[2J\u009b1m'), 80).lines[1]).toBe('actual    "\\u001b[2J\\u009b1m"');
});
