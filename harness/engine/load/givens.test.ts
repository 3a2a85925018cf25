import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { HarnessError } from '../../base/errors.ts';
import { loadSuite } from './load.ts';
import { nearNames } from './near-names.ts';

const put = { name: 'put', call: 'PutGatewayResponse', input: { responseType: '${type}', statusCode: '411' } };
const other = { name: 'put-other', call: 'PutGatewayResponse', input: { responseType: 'UNAUTHORIZED', statusCode: '411' } };
const last = { ...other, name: 'put-last' };

const step = {
  name: 'get',
  call: 'GetGatewayResponse',
  input: { responseType: '${type}' },
  expect: [{ aspect: 'body', fact: 'F-035', includes: { statusCode: '411' }, effect: true }],
};
const scenario = (given: readonly unknown[]): object => ({
  title: 'Get shows what was put',
  operation: 'GetGatewayResponse',
  repeat: { THROTTLED: { type: 'THROTTLED' } },
  given,
  steps: [step],
});
const state = (...requests: readonly object[]): object => ({ about: 'something is customised', requests });

const suiteOf = (files: Readonly<Record<string, unknown>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'suite-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), JSON.stringify(content));
  }
  return root;
};

const complaint = (files: Readonly<Record<string, unknown>>): string => {
  try {
    loadSuite(suiteOf(files));
    return 'no complaint';
  } catch (thrown) {
    return thrown instanceof HarnessError ? thrown.message : String(thrown);
  }
};

test('a named given means what its requests mean, written out in its place', () => {
  const written = loadSuite(suiteOf({ 'area/one.json': scenario([put, other, last]) }));
  const named = loadSuite(suiteOf({ 'area/one.json': scenario(['both', last]), 'given/both.json': state(put, other) }));
  expect(named.digest).toBe(written.digest);
  expect(named.scenarios).toEqual(written.scenarios);
});

test('a suite may name the givens that this package carries, and none of them is unused for it', () => {
  const name = 'throttled-customised';
  const [one] = loadSuite(suiteOf({ 'area/one.json': scenario([put, name]) })).scenarios;
  expect(one?.cases[0]?.given.map((given) => given.name)).toEqual(['put', 'put-other']);
});

test('a given that no file has is told with its place and the names that are near', () => {
  const text = complaint({ 'area/one.json': scenario([put, 'bth']), 'area/two.json': scenario(['both']), 'given/both.json': state(other) });
  expect(text).toContain('area/one.json at /given/1: no file given/bth.json\n      Did you mean both?');
  expect(complaint({ 'area/one.json': scenario([put, 'nothing-like-it']) })).toContain('or add given/nothing-like-it.json');
});

test('a given that no scenario names is told', () => {
  expect(complaint({ 'area/one.json': scenario([put]), 'given/both.json': state(other) })).toContain('given/both.json: no scenario names this given');
});

test('a file that is no given is told', () => {
  const told = complaint({ 'area/one.json': scenario([put, 'both']), 'given/both.json': state({ ...other, expect: [] }) });
  expect(told).toContain('given/both.json at /requests/0: unknown member "expect"');
  expect(complaint({ 'area/one.json': scenario(['both']), 'given/both.json': { requests: [put] } })).toContain(
    "given/both.json: must have required property 'about'",
  );
});

test('a mistake in a named given is told once, at its place there; one behind it at its place in the scenario', () => {
  const wrong = { ...other, input: { ...other.input, statusCode: '600' } };
  const two = { ...scenario(['both']), title: 'the same under another title' };
  const told = complaint({ 'area/one.json': scenario(['both']), 'area/two.json': two, 'given/both.json': state(put, wrong) });
  expect(told).toContain('1 mistake\n');
  expect(told).toContain('given/both.json at /requests/1/input/statusCode: must match pattern');
  expect(told).toContain('(as area/one.json has it)');
  const behind = complaint({ 'area/one.json': scenario(['both', { ...wrong, name: 'wrong' }]), 'given/both.json': state(put, other) });
  expect(behind).toContain('area/one.json at /given/1/input/statusCode: must match pattern');
});

test.each([
  ['customsed', ['customised']],
  ['customised-full', ['customised', 'customised-in-full']],
  ['throttled', ['throttled-customised']],
  ['something', []],
])('near %s are %j', (name, expected) => {
  expect(nearNames(name, ['throttled-customised', 'customised-in-full', 'customised'])).toEqual(expected);
});
