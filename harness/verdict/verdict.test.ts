import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createModel } from '../../suites/model/model.ts';
import { awsRules } from '../../suites/model/rules.ts';
import { modelTarget } from '../cli/model-target.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { loadSuite } from '../scenario/load.ts';
import type { Suite } from '../scenario/types.ts';
import { functionTarget, runTest, type TestAnswer, testCaller } from '../testing.ts';
import type { WireRequest } from '../wire/exchange.ts';

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
    reason: expect.stringContaining('UpdateGatewayResponse (no accepted request had its effect; answers: 400)'),
  });
});

test('a PATCH that is accepted and forgotten is no implementation', async () => {
  const target = modelTarget(testCaller, {
    save: (store, where, state) => (where.operation === 'UpdateGatewayResponse' ? undefined : awsRules.save(store, where, state)),
  });
  const run = await runTest(suite, target, { only: ['support-table/replace-status-code'] });
  expect(run.summary.cases).toMatchObject({ passed: 0, failed: 0, unimplemented: 20 });
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
  expect(findings.filter(({ fact }) => fact === 'R-001')[0]).toMatchObject({ class: 'ours', gating: false, expected: 'no 5xx', actual: 500 });
  expect(run.summary.cases.failed).toBe(0);
});

const tiny = (expectation: object): Suite => {
  const root = mkdtempSync(join(tmpdir(), 'tiny-'));
  mkdirSync(join(root, 'area'));
  const step = { name: 'get', call: 'GetGatewayResponse', input: { responseType: 'THROTTLED' }, expect: [expectation] };
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
  const run = await runTest(tiny({ aspect: 'body', fact: 'F-100', equals: members, effect: true }), target);
  const [one] = run.cases;
  const wire = one?.findings.map(({ aspect, pointer }) => [aspect, pointer]).filter(([, pointer]) => pointer !== '/nothing');
  expect([one?.verdict === 'unimplemented' ? 'failed' : one?.verdict, one?.verdict === 'unimplemented' ? places : wire]).toEqual([verdict, places]);
});
