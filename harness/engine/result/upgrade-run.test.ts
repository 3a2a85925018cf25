import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { upgradeRun } from './upgrade-run.ts';

const old = (expected: Json, more: Json = {}): Json => ({ format: 1, cases: [{ findings: [{ ...(more as object), expected }] }] });

test.each<[string, Json, Json, Json]>([
  ['a number is a value', 201, {}, { value: 201 }],
  ['structure is a value', { rule: 'x' }, {}, { value: { rule: 'x' } }],
  ['a text is a value', 'refused', {}, { value: 'refused' }],
  ['nothing is a value', null, {}, { value: null }],
  ['an acceptance is a rule', 'accepted (2xx)', {}, { rule: 'accepted (2xx)' }],
  ['a pattern is a rule, over lines too', 'matches a\nb', {}, { rule: 'matches a\nb' }],
  ['no fault is a rule', 'no 5xx', { aspect: 'status', fact: 'R-001' }, { rule: 'no 5xx' }],
  ['the message of a schema is a rule', 'must be string', { aspect: 'shape', fact: 'M-Error', class: 'documented' }, { rule: 'must be string' }],
  ['the same words about a body are a value', 'must be string', { aspect: 'body', fact: 'F-1', class: 'documented' }, { value: 'must be string' }],
])('of a document of format 1 %s', (_, expected, more, upgraded) => {
  expect(upgradeRun(old(expected, more))).toEqual({ format: 2, cases: [{ findings: [{ ...(more as object), expected: upgraded }] }] });
});

test('what a shard keeps of an effect is upgraded too', () => {
  const run = (format: number, expected: Json, miss: Json = { expected }): Json => ({
    format,
    cases: [],
    records: { 'a/b': { steps: [{ effects: [{ miss }, { miss: null }] }] } },
  });
  expect(upgradeRun(run(1, 'accepted (2xx)'))).toEqual(run(2, { rule: 'accepted (2xx)' }));
});

test.each<[Json]>([[{ format: 2, cases: [{ findings: [{ expected: { value: 'accepted (2xx)' } }] }] }], [{ format: 3 }], [[1]], ['text'], [null]])(
  'other JSON stays as it is: %j',
  (json) => {
    expect(upgradeRun(json)).toBe(json);
  },
);

test.each<[Json]>([[{ cases: 1, records: 2 }], [{ cases: [null, { findings: {} }], records: { a: { steps: [7, { effects: [null, {}] }] } } }]])(
  'what is no run document is left for the schema to name: %j',
  (broken) => {
    expect(upgradeRun({ format: 1, ...(broken as object) })).toEqual({ format: 2, ...(broken as object) });
  },
);
