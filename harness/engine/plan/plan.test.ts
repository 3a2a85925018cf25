import { describe, expect, test } from 'vitest';
import type { Operation } from '../../service/operations.ts';
import type { Case, Expectation, Fact, Scenario, Step, StepRef, Suite } from '../load/types.ts';
import { apisOf, callsOf, companionsIn, planCases } from './plan.ts';
import { shareOf } from './shard.ts';

interface Sent {
  readonly effect?: boolean;
  readonly witness?: StepRef;
  readonly fact?: string;
  readonly input?: Readonly<Record<string, string>>;
}

const expectation = (more: Partial<Expectation>): Expectation => ({
  aspect: 'state',
  fact: 'F-1',
  matcher: { kind: 'accepted' },
  read: null,
  effect: null,
  at: null,
  golden: null,
  pointer: '',
  ...more,
});

const step = (name: string, operation: Operation, { effect = false, witness, fact = 'F-1', input = {} }: Sent = {}): Step => ({
  name,
  request: { kind: 'call', operation, input },
  witness: witness ?? null,
  expect: [expectation({ fact, effect: effect ? name : null })],
});

const scenario = (id: string, cases: Readonly<Record<string, readonly Step[]>>, more: Partial<Scenario> = {}): Scenario => {
  const unfolded = Object.entries(cases).map(([name, steps]): Case => ({ id: name === '' ? id : `${id}@${name}`, scenario: id, given: [], steps }));
  const operation = unfolded[0]?.steps[0]?.request.operation ?? '';
  const texts = { area: id.split('/')[0] ?? '', title: id, note: '', file: `${id}.json`, line: 1, meaning: '', sends: '' };
  return { id, operation, clients: [], facts: [], ...texts, cases: unfolded, ...more };
};

const fact = (id: string, factClass: Fact['class']): readonly [string, Fact] => [id, { id, statement: id, class: factClass, sources: [] }];

const suite: Suite = {
  root: '',
  digest: '',
  serviceModel: '',
  goldens: new Map(),
  givens: new Map(),
  version: '1',
  facts: new Map([fact('F-1', 'documented'), fact('F-2', 'open'), fact('C-1', 'observed')]),
  scenarios: [
    scenario('refusals/add', { '': [step('update', 'Update', { witness: { caseId: 'table/add@A', step: 'update' } })] }),
    scenario('table/add', { A: [step('update', 'Update', { effect: true })], B: [step('update', 'Update', { effect: true })] }),
    scenario('table/address', { '': [step('put', 'Put', { effect: true })] }, { clients: ['C-1'] }),
    scenario('probes/empty', { '': [step('get', 'Get', { fact: 'F-2' })] }),
    scenario('reads/get', { '': [step('get', 'Get', { effect: true })] }),
  ],
};

const planned = (only: readonly string[], skip: readonly string[] = []): readonly string[] =>
  planCases(suite, { only, skip }).map(({ case: { id }, support }) => (support ? `(${id})` : id));

describe('a selection', () => {
  test('of nothing is everything, sorted by id, and nothing comes along', () => {
    expect(planned([])).toEqual(['probes/empty', 'reads/get', 'refusals/add', 'table/add@A', 'table/add@B', 'table/address']);
  });

  test.each([
    ['a case', 'table/add@B', ['table/add@B']],
    ['another case', 'table/add@A', ['table/add@A', '(table/add@B)']],
    ['a scenario', 'table/add', ['table/add@A', 'table/add@B']],
    ['a folder', 'table', ['table/add@A', 'table/add@B', 'table/address']],
    ['an operation', 'Put', ['table/address']],
    ['a fact', 'F-2', ['probes/empty', '(reads/get)']],
    ['a class', 'open', ['probes/empty', '(reads/get)']],
    ['a client', 'C-1', ['table/address']],
  ])('names %s', (_, term, expected) => {
    expect(planned([term])).toEqual(expected);
  });

  test('brings along the witness of a refusal, and for each operation what can show that it is there', () => {
    expect(planned(['refusals/add'])).toEqual(['refusals/add', '(table/add@A)', '(table/add@B)']);
  });

  test('of several terms is all of them, without what is skipped, and what is skipped may still support', () => {
    expect(planned(['probes', 'Put'])).toEqual(['probes/empty', '(reads/get)', 'table/address']);
    expect(planned(['refusals', 'table'], ['table/add'])).toEqual(['refusals/add', '(table/add@A)', '(table/add@B)', 'table/address']);
    expect(planned([], ['table', 'probes'])).toEqual(['reads/get', 'refusals/add', '(table/add@A)', '(table/add@B)']);
  });

  test.each([
    ['--only', ['nope'], []],
    ['--only', ['tab'], []],
    ['--skip', [], ['table', 'nope']],
  ])('a term of %s that matches nothing is refused by name', (option, only, skip) => {
    expect(() => planned(only, skip)).toThrow(new RegExp(`^Failed to select cases: ${option} (nope|tab) matches none$`));
  });
});

test('of many scenarios that can show an operation, five are asked, one case of each', () => {
  const many = Array.from({ length: 8 }, (_, at) => scenario(`many/${at}`, { A: [step('x', 'X', { effect: true })], B: [step('x', 'X')] }));
  const companions = companionsIn({ ...suite, scenarios: [...many, scenario('one/x', { '': [step('x', 'X')] })] });
  expect([...companions('one/x')].sort()).toEqual(['many/0@A', 'many/1@A', 'many/2@A', 'many/3@A', 'many/4@A', 'one/x']);
});

describe('shards', () => {
  test('keep a scenario whole, and share all cases without one twice', () => {
    const shards = [1, 2, 3].map((index) => planCases(suite, { only: [], skip: [], shard: { index, total: 3 } }).filter(({ support }) => !support));
    expect(shards.flatMap((shard) => shard.map(({ case: { id } }) => id)).sort()).toEqual(planned([]));
    const ofScenario = shards.filter((shard) => shard.some(({ scenario: { id } }) => id === 'table/add'));
    expect(ofScenario.map((shard) => shard.filter(({ scenario: { id } }) => id === 'table/add').length)).toEqual([2]);
  });

  test('more than there are scenarios are refused, with how many there are', () => {
    expect(() => planCases(suite, { only: ['table'], skip: [], shard: { index: 3, total: 3 } })).toThrow(
      'shard 3/3 has none, only 2 scenarios are chosen',
    );
  });

  test('the heaviest goes first, each to the shard that has least, whatever the order', () => {
    const loads = [
      { id: 'a', calls: 1 },
      { id: 'b', calls: 5 },
      { id: 'c', calls: 3 },
      { id: 'd', calls: 3 },
    ];
    const shares = (given: typeof loads) => [1, 2].map((index) => [...shareOf(given, { index, total: 2 })].sort());
    expect(shares(loads)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(shares(loads.toReversed())).toEqual(shares(loads));
  });
});

describe('the APIs and calls of a case', () => {
  const caseOf = (...steps: readonly Step[]): Case => ({ id: 'a/b', scenario: 'a/b', given: [step('put', 'Put')], steps });

  test('one API is made and deleted, two where the second is named', () => {
    expect([apisOf(caseOf(step('get', 'Get'))), callsOf(caseOf(step('get', 'Get')))]).toEqual([1, 4]);
    const two = caseOf(step('get', 'Get', { input: { restApiId: 'api0000002' } }));
    expect([apisOf(two), callsOf(two)]).toEqual([2, 6]);
  });

  test('an API that the case makes itself is deleted too', () => {
    const own = caseOf(step('create', 'CreateRestApi'), step('get', 'Get', { input: { restApiId: 'api0000002' } }));
    expect([apisOf(own), callsOf(own)]).toEqual([1, 6]);
  });

  test('each state that is read back is one call, however much is expected of it', () => {
    const read = { call: 'GetGatewayResponse', restApiId: 'api0000001', responseType: 'A' } as const;
    const list = { call: 'GetGatewayResponses', restApiId: 'api0000001' } as const;
    const all = [read, read, { ...read, responseType: 'B' }, list, list, null].map((one) => expectation({ read: one }));
    expect(callsOf(caseOf({ ...step('update', 'Update'), expect: all }))).toBe(4 + 3);
  });
});
