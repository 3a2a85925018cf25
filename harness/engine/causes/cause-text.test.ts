import { expect, test } from 'vitest';
import { failed, finding, runOf } from '../../report/testing/run-of.ts';
import type { Finding } from '../judge/types.ts';
import type { CaseResult } from '../result/types.ts';
import { causeLine, causeTitle } from './cause-text.ts';
import { causesOf } from './causes.ts';

const titleOf = (one: CaseResult): string => {
  const run = runOf([one]);
  const [cause] = causesOf(run);
  return cause === undefined ? '' : causeTitle(cause, run);
};

const body = (change: Partial<Finding>): Finding => finding({ aspect: 'body', ...change });
const shape = (change: Partial<Finding>): Finding => finding({ aspect: 'shape', fact: 'M-X', ...change, class: 'documented' });

test.each<[string, Finding]>([
  ['AWS accepts; emu refuses with 404', finding({ actual: 404 })],
  ['AWS accepts; emu fails with 500', finding({ expected: { rule: 'accepted (2xx)' }, actual: 500 })],
  ['AWS refuses with 400; emu answers 200', finding({ expected: { value: 400 }, actual: 200 })],
  ['AWS refuses; emu answers 500', finding({ expected: { rule: 'refused (4xx)' }, actual: 500 })],
  ['AWS answers 201; emu answers 200', finding({ expected: { value: 201 }, actual: 200 })],
  ["AWS's error is A; emu's is without a name", finding({ aspect: 'error', expected: { value: 'A' }, actual: null })],
  ['AWS has texts; emu 1 (statusCode)', shape({ pointer: '/statusCode', expected: { rule: 'must be string,null' }, actual: 1 })],
  [
    'AWS has [1-5]\\d\\d in statusCode; emu an empty text',
    shape({ pointer: '/statusCode', expected: { rule: 'must match pattern "^[1-5]\\d\\d$"' }, actual: '' }),
  ],
  ["AWS lists a type; emu's list lacks it", body({ pointer: '/item/A', expected: { value: {} }, actual: null })],
  ['AWS shows statusCode; emu does not', body({ pointer: '/statusCode', expected: { value: '1' }, actual: null })],
  ['AWS has nothing in responseParameters; emu "x"', body({ pointer: '/responseParameters/a', expected: { value: null }, actual: 'x' })],
  ['AWS has "1" in statusCode; emu "2"', body({ pointer: '/statusCode', expected: { value: '1' }, actual: '2' })],
])('%s', (sentence, found) => {
  expect(titleOf(failed('x/y', found))).toBe(`UpdateGatewayResponse: ${sentence}`);
});

test('an operation that accepts and ignores, and a case without a finding, are told too', () => {
  const reason = 'PutGatewayResponse accepts and ignores: 201, and nothing is there';
  expect(titleOf({ ...failed('x/y'), reason })).toBe('PutGatewayResponse: AWS does what is asked; emu accepts and ignores it');
  expect(titleOf({ ...failed('x/y'), reason: 'why' })).toBe('UpdateGatewayResponse: failed without a finding: why');
});

test('a line is never longer than its room, and the request goes before the sentence', () => {
  const run = runOf([failed('x/y', finding({ expected: { value: 400 }, actual: 200 }))]);
  const [cause] = causesOf(run);
  if (cause === undefined) throw new Error('a cause');
  const lines = [200, 60, 50, 20].map((room) => causeLine(cause, run, room));
  expect(lines).toEqual([
    'UpdateGatewayResponse: AWS refuses with 400; emu answers 200 (title of x/y)',
    'Update: AWS refuses with 400; emu answers 200',
    'Update: AWS refuses with 400; emu answers 200',
    'Update: AWS refuses…',
  ]);
});
