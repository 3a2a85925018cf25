import { describe, expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { awsRules } from '../../../suites/model/rules.ts';
import type { WireRequest } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import { modelTarget } from '../../targets/model-target.ts';
import type { Target } from '../../targets/target.ts';
import { functionTarget, IS_WHOLE, MINI_SUITE, runTest, type TestAnswer, testCaller } from '../../testing.ts';
import { exitCodeOf } from '../baseline/exit-code.ts';
import { loadSuite } from '../load/load.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';

const suite = loadSuite();

/** Every operation with its witnesses and refusals; the whole suite says no more, and takes seconds for each target. */
const ONLY = IS_WHOLE
  ? ['life-cycle', 'defaults', 'published', 'refusals', 'wire/rest-api', 'wire/routes', 'example', 'probes/no-operations']
  : [...MINI_SUITE, 'life-cycle', 'wire/routes'];

const changed = (change: (answer: TestAnswer, request: WireRequest) => TestAnswer): Target => {
  const model = createModel();
  return functionTarget((request) => {
    const { status, headers, body } = model.handle(request);
    return change({ status, body, headers: Object.fromEntries(headers) }, request);
  });
};

/** The model, where what some operations did is forgotten. */
const forgetful = (...operations: readonly string[]): Target =>
  modelTarget(testCaller, { save: (store, where, state) => (operations.includes(where.operation) ? undefined : awsRules.save(store, where, state)) });

const of = (run: RunDocument, operation: Operation): readonly CaseResult[] =>
  run.cases.filter(({ scenario }) => suite.scenarios.find(({ id }) => id === scenario)?.operation === operation);

const verdicts = (cases: readonly CaseResult[]): readonly string[] => [...new Set(cases.map(({ verdict }) => verdict))].sort();
const failed = (run: RunDocument): readonly CaseResult[] => run.cases.filter(({ verdict }) => verdict === 'failed');
const reasonsOf = (cases: readonly CaseResult[]): string => cases.map(({ reason }) => reason ?? '').join('\n');

describe('what accepts and does nothing is wrong', () => {
  test.each([
    ['PATCH that is ignored', 'UpdateGatewayResponse'],
    ['Delete that keeps', 'DeleteGatewayResponse'],
    ['Put that stores nothing', 'PutGatewayResponse'],
  ] as const)('%s is hollow, alone, and its line says so', async (_, operation) => {
    const run = await runTest(suite, forgetful(operation), { only: ONLY });
    expect(Object.entries(run.operations).filter(([, state]) => state !== 'implemented')).toEqual([[operation, 'hollow']]);
    expect(reasonsOf(failed(run))).toContain(`${operation} accepts and ignores: `);
    expect(reasonsOf(run.cases)).not.toMatch(/undefined|null where/);
    expect(exitCodeOf(run, null)).toBe(1);
    const accused = failed(run).flatMap(({ reason }) => /^(\w+) accepts and ignores/.exec(reason ?? '')?.[1] ?? []);
    expect(new Set(accused)).toEqual(new Set([operation]));
  });

  test('a right refusal of a hollow operation is not held against it, and passes nothing', async () => {
    const run = await runTest(suite, forgetful('UpdateGatewayResponse'), { only: ['refusals/add-status-code'] });
    expect(run.cases.find(({ support }) => !support)).toMatchObject({
      verdict: 'unimplemented',
      reason: expect.stringContaining('/statusCode has "404" where "444" is expected'),
    });
  });

  test('a case whose given state needs a hollow operation accuses none of its own', async () => {
    const run = await runTest(suite, forgetful('PutGatewayResponse'), { only: ['support-table/replace-status-code'] });
    const own = run.cases.filter(({ support }) => !support);
    expect(verdicts(own)).toEqual(['unimplemented']);
    expect(reasonsOf(own)).toContain('PutGatewayResponse accepts and ignores');
    expect(run.operations['UpdateGatewayResponse']).toBe('implemented');
  });

  test('a list named items on the wire is read by nobody: GetAll is hollow, and hides no other operation', async () => {
    const target = changed((own, { path }) =>
      /\/gatewayresponses(\?|$)/.test(path) ? { ...own, body: (own.body ?? '').replace(/"item"\s*:/g, '"items":') } : own,
    );
    const run = await runTest(suite, target, { only: ONLY });
    const { GetGatewayResponses, ...others } = run.operations;
    expect([GetGatewayResponses, new Set(Object.values(others))]).toEqual(['hollow', new Set(['implemented'])]);
    expect(verdicts(of(run, 'GetGatewayResponses'))).toContain('failed');
    expect(exitCodeOf(run, null)).toBe(1);
  });

  test.each([
    ['200 {} to all that is about gateway responses', { status: 200, body: '{}' }],
    ['200 with a list of nothing', { status: 200, body: '{"item":[]}' }],
  ])('%s fails', async (_, answer) => {
    const run = await runTest(
      suite,
      changed((own, { path }) => (path.includes('/gatewayresponses') ? answer : own)),
      { only: ONLY },
    );
    expect([run.operations['GetGatewayResponse'], run.operations['GetGatewayResponses']]).toEqual(['hollow', 'hollow']);
    expect(run.cases.filter(({ verdict, scenario }) => verdict === 'passed' && scenario !== 'wire/rest-api')).toEqual([]);
    expect(exitCodeOf(run, null)).toBe(1);
  });

  test('the right answer to each request, and nothing stored, fails: what writes is hollow where what reads is known to read', async () => {
    const run = await runTest(suite, forgetful('PutGatewayResponse', 'UpdateGatewayResponse', 'DeleteGatewayResponse'), { only: ONLY });
    expect(run.operations).toMatchObject({ GetGatewayResponse: 'implemented', PutGatewayResponse: 'hollow', UpdateGatewayResponse: 'hollow' });
    expect(run.operations['DeleteGatewayResponse']).toBe('absent');
    expect(exitCodeOf(run, null)).toBe(1);
  });
});

describe('what declines is absent, and accused of nothing', () => {
  const isRoute =
    (method: string, ending: RegExp) =>
    (request: WireRequest): boolean =>
      request.method === method && ending.test(request.path);

  test.each([
    ['Get', isRoute('GET', /\/gatewayresponses\/\w+$/), 'GetGatewayResponse'],
    ['GetAll', isRoute('GET', /\/gatewayresponses(\?.*)?$/), 'GetGatewayResponses'],
    ['Put', isRoute('PUT', /./), 'PutGatewayResponse'],
    ['Update', isRoute('PATCH', /./), 'UpdateGatewayResponse'],
    ['Delete', isRoute('DELETE', /\/gatewayresponses\/\w+$/), 'DeleteGatewayResponse'],
  ] as const)('a target without %s', async (_, isIt, operation) => {
    const run = await runTest(
      suite,
      changed((own, request) => (isIt(request) ? { status: 404, body: '{"message":"Not Found"}' } : own)),
      { only: ONLY },
    );
    expect(run.operations[operation]).toBe('absent');
    expect(Object.values(run.operations)).not.toContain('hollow');
    expect(failed(run).map(({ id, reason }) => [id, reason])).toEqual([]);
  });

  test('a target with no gateway responses at all: nothing passes, nothing fails', async () => {
    const run = await runTest(
      suite,
      changed((own, { path }) => (path.includes('/gatewayresponses') ? { status: 404, body: '{"message":"Not Found"}' } : own)),
      { only: ONLY },
    );
    expect(failed(run)).toEqual([]);
    expect(run.cases.filter(({ verdict, scenario }) => verdict === 'passed' && scenario !== 'wire/rest-api')).toEqual([]);
  });

  test('every PATCH a 500 is absent, and against our own rule with --strict', async () => {
    const target = (): Target => changed((own, { method }) => (method === 'PATCH' ? { status: 500, body: 'oops' } : own));
    const lenient = await runTest(suite, target(), { only: ONLY });
    expect([lenient.operations['UpdateGatewayResponse'], failed(lenient)]).toEqual(['absent', []]);
    expect(lenient.cases.some(({ verdict, findings }) => verdict === 'unimplemented' && findings.some(({ fact }) => fact === 'R-001'))).toBe(true);
    const strict = await runTest(suite, target(), { only: ONLY, strict: true });
    const blamed = failed(strict).flatMap(({ findings }) => findings.filter(({ gating }) => gating).map(({ fact }) => fact));
    expect(new Set(blamed)).toEqual(new Set(['R-001']));
    expect([exitCodeOf(lenient, null), exitCodeOf(strict, null)]).toEqual([0, 1]);
  });
});

test('a target that never shows defaultResponse fails by that alone, and no operation is hidden', async () => {
  const hidden = modelTarget(testCaller, {
    resource: (view) => Object.fromEntries(Object.entries(awsRules.resource(view)).filter(([name]) => name !== 'defaultResponse')),
  });
  const run = await runTest(suite, hidden, { only: ONLY });
  expect(new Set(Object.values(run.operations))).toEqual(new Set(['implemented']));
  const places = failed(run).flatMap(({ findings }) => findings.filter(({ gating }) => gating).map(({ pointer }) => pointer));
  expect(places.length).toBeGreaterThan(20);
  expect(places.filter((pointer) => !pointer.endsWith('/defaultResponse'))).toEqual([]);
  expect(verdicts(run.cases)).not.toContain('unimplemented');
});
