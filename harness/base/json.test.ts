import { expect, test } from 'vitest';
import { exceeds, parseJson } from './json.ts';

test.each([
  ['lists', `${'['.repeat(4000)}${']'.repeat(4000)}`],
  ['objects', `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`],
  ['lists that are never closed', '['.repeat(500_000)],
])('what is nested deeper than we follow is not parsed: %s', (_, text) => {
  expect(parseJson(text)).toBeUndefined();
});

test('brackets and commas inside strings are text', () => {
  const text = JSON.stringify(['[{'.repeat(500), `\\"${'['.repeat(500)}`, ','.repeat(500)]);
  expect(parseJson(text)).toEqual(JSON.parse(text));
  expect(exceeds(text, { depth: 1, values: 3 })).toBe(false);
});

test('values are counted by their commas, depth by what is open', () => {
  const text = '[[1,2],[3,4],[5,6]]';
  expect([6, 5].map((values) => exceeds(text, { depth: 2, values }))).toEqual([false, true]);
  expect([2, 1].map((depth) => exceeds(text, { depth, values: 99 }))).toEqual([false, true]);
});
