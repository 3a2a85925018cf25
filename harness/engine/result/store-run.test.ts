import { expect, test } from 'vitest';
import { parseJson } from '../../base/json.ts';
import { caseOf, failed, finding, runOf } from '../../report/testing/run-of.ts';
import { causesOf } from '../causes/causes.ts';
import { restoreRun } from './restore-run.ts';
import { runText } from './run-text.ts';
import { storeRun } from './store-run.ts';
import type { StoredRun } from './stored-run.ts';
import { exchangesFile, trafficDigest, trafficOf } from './traffic.ts';
import type { CaseResult, RunDocument, StoredExchange } from './types.ts';

const read = (run: RunDocument): StoredRun => parseJson(runText(storeRun(run))) as unknown as StoredRun;

const throughFiles = (run: RunDocument): RunDocument => restoreRun(read(run), { texts: run, traffic: trafficOf(run) });

const withoutTraffic = (run: RunDocument): RunDocument => restoreRun(read(run), { texts: run, traffic: { why: 'it is gone' } });

const LONG = 'a text that is longer than what stands where it is, however often';
const ADDRESS = '/restapis/api0000001/gatewayresponses';

const patched = (step: string, type: string, operation: object): StoredExchange => ({
  step,
  request: { method: 'PATCH', path: `${ADDRESS}/${type}`, headers: [['a', 'b']], body: { text: JSON.stringify({ patchOperations: [operation] }) } },
  response: { status: 200, headers: [], body: { text: '{}' } },
});

const readBack = (step: string, type: string): StoredExchange => ({
  step: `${step}/Get-${type}`,
  request: { method: 'GET', path: `${ADDRESS}/${type}`, headers: [] },
});

const inType = (type: string): CaseResult => ({
  ...failed(
    `x/types@${type}`,
    finding({ where: `Get ${type}`, aspect: 'state', pointer: '/statusCode', expected: { value: '404' }, actual: { of: type } }),
    finding({ where: `Get ${type}`, aspect: 'state', pointer: '/responseType', expected: { value: type }, actual: null }),
  ),
  exchanges: [patched('update', type, { op: 'replace', path: '/statusCode', value: '404' }), readBack('update', type)],
});

const ODD: readonly (readonly [string, readonly CaseResult[]])[] = [
  ['cases that differ in their type alone', ['DEFAULT_4XX', 'THROTTLED', 'ACCESS_DENIED'].map(inType)],
  ['an answer that holds the very stand-in', [failed('x/a@THROTTLED', finding({ actual: '<case> of THROTTLED' }))]],
  ['a name of digits, which would move among the members of an object', [failed('x/a@404', finding({ actual: { b: 1, 404: 2, a: '404' } }))]],
  ['an answer that looks like a name', [failed('x/a', finding({ actual: { $: '12345' } }), finding({ actual: { $: '12345' } }))]],
  [
    'values that stand twice, one in another',
    [failed('x/a', finding({ actual: [LONG, { b: LONG }] })), failed('x/b', finding({ actual: { b: LONG } }))],
  ],
  [
    'the same finding twice, and a pointer twice',
    [failed('x/a', finding(), finding(), finding({ pointer: '/a' }), finding({ pointer: '/a', actual: 1 }))],
  ],
  [
    'pointers that look like numbers',
    [failed('x/a', finding({ pointer: '/b' }), finding({ pointer: '7' }), finding({ pointer: '/c' }), finding({ pointer: '1' }))],
  ],
  [
    'both sides lists',
    [failed('x/a', finding({ expected: { value: [1, [2]] }, actual: [] }), finding({ pointer: '/a', expected: { value: ['/a'] }, actual: [null] }))],
  ],
  [
    'rules, and values that look like them',
    [
      failed(
        'x/a',
        finding({ expected: { rule: 'accepted (2xx)' } }),
        finding({ expected: { value: 'accepted (2xx)' } }),
        finding({ expected: { value: { rule: 'a' } } }),
        finding({ pointer: '/a', expected: { value: { value: { rule: 'a' } } } }),
        finding({ pointer: '/b', expected: { rule: 'no 5xx' }, actual: { rule: 'no 5xx' } }),
      ),
    ],
  ],
  ['what was excused, and what decides against its class', [failed('x/a', finding({ gating: false }), finding({ class: 'inferred', fact: 'F-9' }))]],
  ['one fact of two classes', [failed('x/a', finding(), finding({ class: 'documented' }))]],
  ['a step with blanks, and a place of many words', [failed('x/a', finding({ step: 'a b' }), finding({ where: 'Get THROTTLED of api0000002' }))]],
  ['a member called __proto__', [failed('x/a', finding({ actual: parseJson('{"__proto__":{"a":1}}') ?? null }))]],
  [
    'paths of another API, of none, and with what names begin with',
    [
      {
        ...caseOf('x/a'),
        exchanges: ['/restapis/api0000002/gatewayresponses', '/restapis', '~', '=', `${ADDRESS}x`, ADDRESS, `${ADDRESS}?a=b c`, ''].map((path) => ({
          step: 'update',
          request: { method: 'GET', path, headers: [] },
        })),
      },
    ],
  ],
  [
    'observations, some of one aspect',
    [
      caseOf('x/a', {
        verdict: 'observed',
        observations: (['status', 'error', 'status'] as const).map((aspect, value) => ({ step: 'a', where: 'answer', aspect, fact: 'Q-1', value })),
      }),
    ],
  ],
  [
    'what was skipped, and what only supports',
    [caseOf('x/a', { verdict: 'skipped', reason: 'not recorded', exchanges: [] }), caseOf('x/b', { support: true })],
  ],
];

test.each(ODD)('a run comes back from its two files as it was: %s', (_, cases) => {
  const sorted = [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
  const run = runOf(sorted, { planned: [...sorted.map(({ id }) => id), 'x/never'] });
  const back = throughFiles(run);
  expect(back).toEqual(run);
  expect(JSON.stringify(back.cases)).toBe(JSON.stringify(run.cases));
});

test('cases that differ in their type alone stand once, and a finding that stands twice is written once', () => {
  const types = ['ACCESS_DENIED', 'DEFAULT_4XX', 'THROTTLED'];
  const { scenarios } = read(runOf(types.map(inType)));
  expect(scenarios['x/types x untold']).toEqual([
    {
      failed: types,
      sent: ['update PATCH ~/<case>', '/Get-<case> GET ='],
      asks: { update: 'replace /statusCode' },
      bytes: expect.any(Number),
      findings: [['update Get <case> state F-005', { '/statusCode': ['404', { of: '<case>' }], '/responseType': ['<case>', null] }]],
    },
  ]);
  const twice = read(runOf([failed('x/a', finding({ actual: LONG })), failed('x/b', finding({ actual: LONG }))]));
  expect(Object.values(twice.values)).toEqual([[['update status F-005', [200, LONG]]]]);
});

test('run.json holds no traffic, and exchanges.json all of it', () => {
  const run = runOf([inType('THROTTLED')]);
  expect(runText(storeRun(run))).not.toContain('patchOperations');
  expect(exchangesFile(run)?.cases).toEqual({ 'x/types@THROTTLED': run.cases[0]?.exchanges });
  expect(read(run).exchanges).toBe(trafficDigest(trafficOf(run)));
});

test('without its traffic a run has the same causes, and is written the same again', () => {
  const run = runOf(['ACCESS_DENIED', 'DEFAULT_4XX', 'THROTTLED'].map(inType));
  const bare = withoutTraffic(run);
  expect(bare.bare).toEqual({ digest: trafficDigest(trafficOf(run)), why: 'it is gone' });
  expect(exchangesFile(bare)).toBe(null);
  const shown = (one: RunDocument): unknown =>
    causesOf(one).map(({ id, about, example, cases }) => [id, about, example?.one.id, cases.map((each) => each.id)]);
  expect(shown(bare)).toEqual(shown(run));
  expect(runText(storeRun(bare))).toBe(runText(storeRun(run)));
});

test('where nobody has the texts of the suite, findings, verdicts and classes are there all the same', () => {
  const run = runOf([inType('THROTTLED')]);
  const untold = restoreRun(read(run), { texts: null, traffic: { why: 'it is gone' } });
  expect(untold.cases.map(({ verdict, findings }) => [verdict, findings])).toEqual(run.cases.map(({ verdict, findings }) => [verdict, findings]));
  expect(untold.scenarios).toEqual([expect.objectContaining({ id: 'x/types', title: 'x/types', meaning: 'x' })]);
  expect(untold.facts).toEqual([expect.objectContaining({ id: 'F-005', class: 'observed' })]);
});
