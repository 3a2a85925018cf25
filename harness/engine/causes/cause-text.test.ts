import { expect, test } from 'vitest';
import { failed, finding, runOf } from '../../report/testing/run-of.ts';
import type { Finding } from '../judge/types.ts';
import type { CaseResult } from '../result/types.ts';
import { causeHeading, causeLine, causeTitle } from './cause-text.ts';
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
  [
    'the service model has texts only; emu shows 1 (statusCode)',
    shape({ pointer: '/statusCode', expected: { rule: 'must be string,null' }, actual: 1 }),
  ],
  [
    'the service model has [1-5]\\d\\d in statusCode; emu shows an empty text',
    shape({ pointer: '/statusCode', expected: { rule: 'must match pattern "^[1-5]\\d\\d$"' }, actual: '' }),
  ],
  ['AWS lists every type; emu leaves some out', body({ pointer: '/item/A', expected: { value: {} }, actual: null })],
  ['AWS shows statusCode; emu does not', body({ pointer: '/statusCode', expected: { value: '1' }, actual: null })],
  ['AWS has nothing in responseParameters; emu has "x"', body({ pointer: '/responseParameters/a', expected: { value: null }, actual: 'x' })],
  ['AWS has "1" in statusCode; emu has "2"', body({ pointer: '/statusCode', expected: { value: '1' }, actual: '2' })],
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

test('every status that came is told, and what documentation alone says is told as that', () => {
  const refused = (actual: number, change: Partial<Finding> = {}): CaseResult =>
    failed(`x/${actual}`, finding({ expected: { value: 400 }, actual, fact: 'F-1', ...change }));
  const run = runOf([refused(202), refused(201)]);
  const [cause] = causesOf(run);
  expect(cause === undefined ? '' : causeTitle(cause, run)).toBe('UpdateGatewayResponse: AWS refuses with 400; emu answers 201 or 202');
  const documented = finding({ expected: { rule: 'refused (4xx)' }, actual: 200, class: 'documented' });
  expect(titleOf(failed('x/y', documented))).toBe('UpdateGatewayResponse: AWS documents a refusal; emu answers 200');
});

test('two causes that differ in the request alone can be told apart by their headings', () => {
  const bad = (id: string): CaseResult => failed(id, finding({ expected: { value: 400 }, actual: 201, fact: id }));
  const run = runOf([bad('x/key'), bad('x/value')]);
  const headings = causesOf(run).map((cause) => causeHeading(cause, run));
  expect(headings).toEqual([
    'UpdateGatewayResponse: AWS refuses with 400; emu answers 201 (title of x/key)',
    'UpdateGatewayResponse: AWS refuses with 400; emu answers 201 (title of x/value)',
  ]);
});
