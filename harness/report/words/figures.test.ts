import { expect, test } from 'vitest';
import { summarise } from '../../engine/result/summary.ts';
import { coverageText, divergenceText, percent } from './figures.ts';

test('a figure over nothing prints n/a', () => {
  expect(percent({ part: 0, whole: 0 })).toBe('n/a');
  expect(divergenceText(summarise([]))).toBe('divergence n/a: no scenario is implemented');
  expect(coverageText(summarise([]))).toBe('coverage n/a: no scenario was decided');
});

test('a figure names its part, its whole and the percentage', () => {
  const summary = { ...summarise([]), divergence: { part: 12, whole: 80 }, coverage: { part: 80, whole: 95 } };
  expect(divergenceText(summary)).toBe('divergence 12 of 80 implemented scenarios are wrong (15.0 %)');
  expect(coverageText(summary)).toBe('coverage 80 of 95 scenarios are implemented (84.2 %)');
});
