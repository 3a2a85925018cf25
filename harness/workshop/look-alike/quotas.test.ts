import { expect, test } from 'vitest';
import { createQuotas } from './quotas.ts';

/** Quotas on a clock that the test moves. */
const quotasAt = (scale: number) => {
  let now = 0;
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { ...createQuotas(scale, () => now), pass };
};

test('a burst of 40 passes, and the clock scale fills the bucket again', () => {
  const quotas = quotasAt(10);
  const burst = (): number => Array.from({ length: 100 }, () => quotas.admit('GetRestApis', '')).filter(Boolean).length;
  expect(burst()).toBeGreaterThanOrEqual(40);
  expect(burst()).toBeLessThan(10);
  quotas.pass(200);
  expect(burst()).toBeGreaterThanOrEqual(15);
});

test('regional APIs are made ten times as fast as edge ones, and each kind has its bucket', () => {
  const quotas = quotasAt(20);
  const create = (type: string): boolean => quotas.admit('CreateRestApi', JSON.stringify({ name: 'x', endpointConfiguration: { types: [type] } }));
  expect([create('REGIONAL'), create('EDGE'), create('REGIONAL'), create('EDGE'), quotas.admit('GetRestApi', '')]).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
  quotas.pass(200);
  expect([create('REGIONAL'), create('EDGE')]).toEqual([true, false]);
});
