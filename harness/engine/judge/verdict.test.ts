import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { awsRules } from '../../../suites/model/rules.ts';
import type { WireRequest } from '../../service/exchange.ts';
import { modelTarget } from '../../targets/model-target.ts';
import { functionTarget, runTest, type TestAnswer, testCaller } from '../../testing.ts';
import { loadSuite } from '../load/load.ts';
import type { Suite } from '../load/types.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';

const suite = loadSuite();

const caseOf = (run: RunDocument, id: string): CaseResult | undefined => run.cases.find((one) => one.id === id);

const changed = (change: (answer: TestAnswer, request: WireRequest) => TestAnswer) => {
  const model = createModel();
  return functionTarget((request) => {
    const { status, headers, body } = model.handle(request);
    return change({ status, body, headers: Object.fromEntries(headers) }, request);
  });
};

const isPatch = (request: WireRequest): boolean => request.method === 'PATCH';

test('a refusal counts only beside its witness: where the accepted request is refused, it is unimplemented', async () => {
  const target = changed((answer, request) => (isPatch(request) && answer.status === 200 ? { ...answer, status: 400 } : answer));
  const run = await runTest(suite, target, { only: ['refusals/add-status-code'] });
  expect(caseOf(run, 'refusals/add-status-code')).toMatchObject({
    verdict: 'unimplemented',
    reason: expect.stringContaining('UpdateGatewayResponse accepted nothing that asks for its effect; answers: 400'),
  });
});

test('a PATCH that is accepted and forgotten fails', async () => {
  const target = modelTarget(testCaller, {
    save: (store, where, state) => (where.operation === 'UpdateGatewayResponse' ? undefined : awsRules.save(store, where, state)),
  });
  const run = await runTest(suite, target, { only: ['support-table/replace-status-code'] });
  expect(run.summary.cases).toMatchObject({ passed: 0, failed: 20, unimplemented: 0 });
});

test('prose and headers are advisory, and gate with --strict', async () => {
  const target = () => changed((answer) => (answer.status >= 400 ? { ...answer, body: '{"message":"no"}' } : answer));
  const only = ['refusals/add-status-code'];
  const lenient = caseOf(await runTest(suite, target(), { only }), 'refusals/add-status-code');
  expect([lenient?.verdict, new Set(lenient?.findings.map(({ aspect, gating }) => `${aspect} ${gating}`))]).toEqual([
    'passed',
    new Set(['message false']),
  ]);
  expect(caseOf(await runTest(suite, target(), { only, strict: true }), 'refusals/add-status-code')?.verdict).toBe('failed');
});

test('a 2xx that breaks the service model fails its shape, with the place by type', async () => {
  const target = changed((answer) => ({ ...answer, body: (answer.body ?? '').replace('"statusCode":"403"', '"statusCode":403') }));
  const run = await runTest(suite, target, { only: ['defaults/get-all'] });
  const shapes = caseOf(run, 'defaults/get-all')?.findings.filter(({ aspect }) => aspect === 'shape') ?? [];
  expect(shapes[0]).toMatchObject({ pointer: '/item/WAF_FILTERED/statusCode', fact: 'M-GetGatewayResponses', class: 'documented', gating: true });
});

test('a 5xx is against our own rule, which accuses nobody of differing from AWS', async () => {
  const target = changed((answer, request) => (isPatch(request) && request.body.includes('"move"') ? { status: 500, body: 'oops' } : answer));
  const run = await runTest(suite, target, { only: ['B-move-statusCode'] });
  const findings = run.cases.filter(({ support }) => !support).flatMap((one) => one.findings);
  expect(findings.filter(({ fact }) => fact === 'R-001')[0]).toMatchObject({
    class: 'ours',
    gating: false,
    expected: { rule: 'no 5xx' },
    actual: 500,
  });
  expect(run.summary.cases.failed).toBe(0);
});

const tiny = (...expectations: readonly object[]): Suite => {
  const root = mkdtempSync(join(tmpdir(), 'tiny-'));
  mkdirSync(join(root, 'area'));
  const step = { name: 'get', call: 'GetGatewayResponse', input: { responseType: 'THROTTLED' }, expect: expectations };
  writeFileSync(
    join(root, 'area/one.json'),
    JSON.stringify({ title: 'one expectation of one answer', operation: 'GetGatewayResponse', steps: [step] }),
  );
  return loadSuite(root);
};

const members = {
  defaultResponse: true,
  responseParameters: {},
  responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
  responseType: 'THROTTLED',
  statusCode: '429',
};

test.each([
  [
    'null counts as absent, and an unknown member is a wire finding',
    200,
    { ...members, statusCode: '429', extra: 1, nothing: null },
    'passed',
    [['wire', '/extra']],
  ],
  ['a missing map is a difference', 200, { ...members, responseParameters: undefined }, 'failed', [['body', '/responseParameters']]],
  [
    'an additional entry of a map is a difference',
    200,
    { ...members, responseParameters: { a: 'b' } },
    'failed',
    [['body', '/responseParameters/a']],
  ],
] as const)('%s', async (_, status, body, verdict, places) => {
  const target = functionTarget(({ method }) =>
    method === 'POST' ? { status: 201, body: '{"id":"abcdefghij"}' } : { status, body: JSON.stringify(body) },
  );
  const run = await runTest(
    tiny({ aspect: 'body', fact: 'F-100', includes: { statusCode: '429' }, effect: true }, { aspect: 'body', fact: 'F-100', equals: members }),
    target,
  );
  const [one] = run.cases;
  const wire = one?.findings.map(({ aspect, pointer }) => [aspect, pointer]).filter(([, pointer]) => pointer !== '/nothing');
  expect([one?.verdict, wire]).toEqual([verdict, places]);
});

test('accepting what AWS refuses fails, whatever the operation does else: the witness guards passes alone', async () => {
  const model = createModel();
  const ignoring = functionTarget((request) => {
    if (isPatch(request)) return { status: 200, body: '{}' };
    const { status, headers, body } = model.handle(request);
    return { status, body, headers: Object.fromEntries(headers) };
  });
  const run = await runTest(suite, ignoring, { only: ['refusals/unknown-path'] });
  expect(caseOf(run, 'refusals/unknown-path')).toMatchObject({ verdict: 'failed', reason: null });
});

test('what an absent operation did not answer is no deviation of a case that fails by another', async () => {
  const model = createModel();
  const target = (request: WireRequest): TestAnswer => {
    const { status, headers, body } = model.handle(request);
    return isPatch(request) ? { status: 404, body: '{"message":"Not Found"}' } : { status, body, headers: Object.fromEntries(headers) };
  };
  const keeps = functionTarget((request) =>
    request.method === 'DELETE' && request.path.endsWith('DEFAULT_4XX') ? { status: 202 } : target(request),
  );
  const run = await runTest(suite, keeps, { only: ['published/validation'] });
  const one = caseOf(run, 'published/validation');
  const blamed = one?.findings.filter(({ gating }) => gating).map(({ step }) => step);
  expect([one?.verdict, new Set(blamed)]).toEqual(['failed', new Set(['delete-gateway-response-no-api', 'delete-gateway-response-not-set'])]);
});

const NOT_FOUND: TestAnswer = {
  status: 404,
  body: '{"message":"Not found"}',
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotFoundException' },
};

test('a wrong refusal of an operation that is implemented fails', async () => {
  const target = changed((own, { path }) => (path.includes('FAKE_RESPONSE_TYPE') ? NOT_FOUND : own));
  const run = await runTest(suite, target, { only: ['refusals/unknown-type-get'] });
  expect(caseOf(run, 'refusals/unknown-type-get')?.verdict).toBe('failed');
});

test('a refusal by name passes only where another name is served in the same state', async () => {
  const customised = new Set<string>();
  const target = changed((own, { method, path }) => {
    if (method === 'PUT') customised.add(path);
    return method === 'POST' || method === 'DELETE' || customised.has(path) || !path.includes('/gatewayresponses/') ? own : NOT_FOUND;
  });
  const run = await runTest(suite, target, { only: ['refusals/unknown-api-update', 'refusals/unknown-api-get'] });
  expect([run.operations['UpdateGatewayResponse'], run.operations['GetGatewayResponse']]).toEqual(['implemented', 'implemented']);
  expect(caseOf(run, 'refusals/unknown-api-update')).toMatchObject({
    verdict: 'unimplemented',
    reason: 'witness life-cycle/update-not-customised#update was refused (404) where AWS accepts',
  });
  expect(caseOf(run, 'refusals/unknown-api-get')?.verdict).toBe('unimplemented');
});

test('an answer that breaks a pattern of the model is advisory, and fails with --strict', async () => {
  const broken = () => modelTarget(testCaller, { replaceStatusCode: (cell) => ({ stored: { ...cell.stored, statusCode: cell.value } }) });
  const only = ['probes/status-code-no-number'];
  const lenient = await runTest(suite, broken(), { only });
  const own = lenient.cases.filter(({ support }) => !support);
  expect(new Set(own.map(({ verdict }) => verdict))).toEqual(new Set(['observed']));
  expect(own.flatMap(({ findings }) => findings).some(({ fact, gating }) => fact === 'M-Pattern' && !gating)).toBe(true);
  expect((await runTest(suite, broken(), { only, strict: true })).summary.cases.failed).toBeGreaterThan(0);
});
