import { expect, test } from 'vitest';
import { fileJson } from './base/json.ts';
import { exitCodeOf } from './engine/baseline/exit-code.ts';
import { loadSuite } from './engine/load/load.ts';
import { callsOf, planCases } from './engine/plan/plan.ts';
import type { NamedRun } from './engine/result/shards.ts';
import type { RunDocument } from './engine/result/types.ts';
import { mergeRuns } from './engine/run/merge.ts';
import type { Exchange } from './service/exchange.ts';
import { modelTarget } from './targets/model-target.ts';
import type { Target } from './targets/target.ts';
import { functionTarget, IS_WHOLE, MINI_SUITE, runTest, targetOver, testCaller } from './testing.ts';

const suite = loadSuite();
const TOTAL = 3;
const INDEXES = Array.from({ length: TOTAL }, (_, at) => at + 1);
const ONLY = IS_WHOLE ? ['refusals', 'several-operations', 'life-cycle', 'probes'] : MINI_SUITE;

/** What runs several times and judges little. */
const LIFE = IS_WHOLE ? ['life-cycle'] : ['life-cycle/delete-twice', 'life-cycle/put-all-members', 'life-cycle/updates-in-a-row', 'example'];

const shardsOf = async (target: () => Target, only: readonly string[] = ONLY): Promise<readonly NamedRun[]> => {
  const runs: NamedRun[] = [];
  for (const index of INDEXES) runs.push({ path: `${index}.json`, run: await runTest(suite, target(), { only, shard: { index, total: TOTAL } }) });
  return runs;
};

const model = (): Target => modelTarget(testCaller);

/** What shards of one target have in common. */
const pick = ({ kind, name, version, origin }: Target): Pick<Target, 'kind' | 'name' | 'version' | 'origin'> => ({ kind, name, version, origin });

/** Implements one op on one path of one type: most of a run never sees PATCH work. */
const halfBuilt = (): Target => {
  const { send } = model();
  return targetOver((request): Promise<Exchange> => {
    const isBuilt = request.path.endsWith('/WAF_FILTERED') && /"replace".*"\/statusCode"/.test(request.body);
    if (request.method !== 'PATCH' || isBuilt) return send(request);
    const response = { status: 404, headers: [], body: '{"message":"Not Found"}', encoding: 'utf8' as const };
    return Promise.resolve({ request, outcome: { kind: 'response', response } });
  });
};

test('every case is in one shard, brought along in others at most, and the shards are alike in calls', () => {
  const whole = planCases(suite, { only: [], skip: [] });
  for (const total of [1, 2, 4, 7]) {
    const shards = Array.from({ length: total }, (_, at) =>
      planCases(suite, { only: [], skip: [], shard: { index: at + 1, total } }).filter(({ support }) => !support),
    );
    expect(shards.flatMap((shard) => shard.map(({ case: { id } }) => id)).sort()).toEqual(whole.map(({ case: { id } }) => id));
    const calls = shards.map((shard) => shard.reduce((sum, { case: one }) => sum + callsOf(one), 0));
    expect(Math.max(...calls) / Math.min(...calls)).toBeLessThan(1.1);
  }
});

test('merged shards are the whole run, byte for byte', async () => {
  const whole = await runTest(suite, model(), { only: ONLY });
  expect(whole.cases.some(({ support }) => support)).toBe(true);
  const shards = await shardsOf(model);
  const merged = mergeRuns(suite, [...shards].reverse()).document;
  expect(fileJson(merged)).toBe(fileJson(whole));
  expect(merged.shard).toBeUndefined();
});

test('an operation that only one shard sees at work is implemented in the merged run, and all that is wrong with it is there', async () => {
  const only = IS_WHOLE
    ? ['support-table']
    : ['replace-status-code', 'add-response-parameter', 'remove-status-code'].map((name) => `support-table/${name}`);
  const whole = await runTest(suite, halfBuilt(), { only });
  const shards = await shardsOf(halfBuilt, only);
  const seen = shards.map(({ run }) => run.operations['UpdateGatewayResponse']);
  expect([seen.includes('absent'), whole.operations['UpdateGatewayResponse']]).toEqual([true, 'implemented']);
  const isHidden = (run: RunDocument): boolean =>
    run.cases.some(({ id, verdict }) => verdict === 'unimplemented' && whole.cases.find((one) => one.id === id)?.verdict === 'failed');
  expect(shards.some(({ run }) => isHidden(run))).toBe(true);
  expect(fileJson(mergeRuns(suite, shards).document)).toBe(fileJson(whole));
});

/** Makes APIs, and has none of their gateway responses. */
const frameAlone = (): Target => {
  const { send } = model();
  return targetOver((request): Promise<Exchange> => {
    if (!request.path.includes('/gatewayresponses')) return send(request);
    const response = { status: 404, headers: [['Content-Type', 'text/html'] as const], body: '<h1>Not Found</h1>', encoding: 'utf8' as const };
    return Promise.resolve({ request, outcome: { kind: 'response', response } });
  });
};

test('a shard may check nothing without a word; where all of them did, the merged run says so', async () => {
  const only = [...LIFE, 'wire/rest-api'];
  const parts = await shardsOf(frameAlone, only);
  expect(parts.map(({ run }) => [run.unchecked, exitCodeOf(run, null)])).toEqual(INDEXES.map(() => [undefined, 0]));
  const { document } = mergeRuns(suite, parts);
  expect([exitCodeOf(document, null), document.unchecked]).toEqual([
    2,
    expect.stringMatching(/^Nothing was checked: none of .* was answered 404 text\/html\.$/),
  ]);
  expect(fileJson(document)).toBe(fileJson(await runTest(suite, frameAlone(), { only })));
});

test('a shard that no API Gateway answered is exit code 3, alone and merged with others that were checked', async () => {
  const [, ...others] = await shardsOf(model, LIFE);
  const nobody = functionTarget(() => ({ status: 404, body: '<h1>Not Found</h1>', headers: { 'content-type': 'text/html' } }));
  const foreign = await runTest(suite, { ...nobody, ...pick(model()) }, { only: LIFE, shard: { index: 1, total: TOTAL } });
  expect([foreign.smoke.verdict, exitCodeOf(foreign, null)]).toEqual(['foreign', 3]);
  const { document } = mergeRuns(suite, [{ path: '1.json', run: foreign }, ...others]);
  expect([document.smoke.verdict, document.unchecked, exitCodeOf(document, null)]).toEqual(['foreign', undefined, 3]);
});

const shards = await shardsOf(model, LIFE);

const changed = (index: number, change: (run: RunDocument) => Partial<RunDocument>): readonly NamedRun[] =>
  shards.map((one, at) => (at === index ? { ...one, run: { ...one.run, ...change(one.run) } } : one));

const withoutShard = ({ shard: _, records: __, ...run }: RunDocument): RunDocument => run;

const refusals: readonly (readonly [string, readonly NamedRun[], string])[] = [
  ['no shard', [], 'none was named'],
  ['a shard that is missing', shards.slice(1), '1/3 is missing'],
  ['two shards that are missing', shards.slice(2), '1/3, 2/3 are missing'],
  ['a shard that is there twice', [...shards, ...shards.slice(1, 2)], 'shard 2/3 is there twice: 2.json, 2.json'],
  ['a whole run', shards.map(({ path, run }) => ({ path, run: withoutShard(run) })), '1.json is a whole run'],
  ['an interrupted shard', changed(1, () => ({ interrupted: true })), 'shard 2/3 (2.json) was interrupted'],
  ['another version of the target', changed(1, ({ target }) => ({ target: { ...target, version: '9' } })), '1.json and 2.json differ in target'],
  ['other options', changed(1, ({ options }) => ({ options: { ...options, strict: true } })), 'differ in options'],
  ['another selection', changed(1, ({ options }) => ({ options: { ...options, skip: ['life-cycle'] } })), 'differ in options'],
  ['another suite', changed(1, ({ suite: { version } }) => ({ suite: { version, digest: '0' } })), 'differ in suite'],
  [
    'shards of a suite that is not this one',
    shards.map(({ path, run }) => ({ path, run: { ...run, suite: { version: '0', digest: '0' } } })),
    '1.json is of suite 0',
  ],
  ['a shard that lacks a case', changed(1, ({ cases }) => ({ cases: cases.slice(1) })), '2.json lacks 1 of its cases in "cases"'],
  ['a shard that planned less', changed(1, ({ planned }) => ({ planned: planned.slice(1) })), '2.json lacks 1 of its cases in "planned"'],
  ['a shard that lacks what verdicts are made from', changed(1, () => ({ records: {} })), 'of its cases in "records"'],
  ['a shard under the number of another', changed(1, () => ({ shard: { index: 3, total: TOTAL } })), '2/3 is missing'],
  ['a shard that lacks a body', changed(1, () => ({ bodies: {} })), '2.json lacks the body'],
];

test.each(refusals)('%s is refused, and named', (_, runs, text) => {
  expect(() => mergeRuns(suite, runs)).toThrow(text);
});
