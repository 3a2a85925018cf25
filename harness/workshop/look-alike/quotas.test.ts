import { expect, test } from 'vitest';
import { createQuotas } from './quotas.ts';

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

test('a burst of 40 passes, and the clock scale fills the bucket again', async () => {
  const quotas = createQuotas(10);
  const burst = (): number => Array.from({ length: 100 }, () => quotas.admit('GetRestApis', '')).filter(Boolean).length;
  expect(burst()).toBeGreaterThanOrEqual(40);
  expect(burst()).toBeLessThan(10);
  await wait(200);
  expect(burst()).toBeGreaterThanOrEqual(15);
});

test('regional APIs are made ten times as fast as edge ones, and each kind has its bucket', async () => {
  const quotas = createQuotas(20);
  const create = (type: string): boolean => quotas.admit('CreateRestApi', JSON.stringify({ name: 'x', endpointConfiguration: { types: [type] } }));
  expect([create('REGIONAL'), create('EDGE'), create('REGIONAL'), create('EDGE'), quotas.admit('GetRestApi', '')]).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
  await wait(200);
  expect([create('REGIONAL'), create('EDGE')]).toEqual([true, false]);
});
