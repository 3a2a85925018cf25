import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createModel } from '../suites/model/model.ts';
import { exitCodeOf } from './engine/baseline/exit-code.ts';
import { loadSuite } from './engine/load/load.ts';
import { wantsRefusal } from './engine/load/request-problems.ts';
import type { RunDocument } from './engine/result/types.ts';
import type { WireRequest } from './service/exchange.ts';
import { guarded } from './targets/guard.ts';
import { httpTarget } from './targets/http-target.ts';
import type { Target } from './targets/target.ts';
import { functionTarget, IS_WHOLE, runTest, SCALED_SUITE, type TestAnswer, targetOver, testCaller } from './testing.ts';

const suite = loadSuite();

const runOn = (target: Target): Promise<RunDocument> => runTest(suite, target, { only: SCALED_SUITE });

const HTML: TestAnswer = { status: 500, body: '<!doctype html><title>500 Internal Server Error</title>', headers: { 'content-type': 'text/html' } };
const NOT_FOUND: TestAnswer = {
  status: 404,
  body: '{"message":"Invalid API identifier specified 123456789012:abc"}',
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotFoundException' },
};

let made = 0;
/** Creates and deletes APIs as it should, so that only the gateway responses are lacking. */
const withApis =
  (answer: TestAnswer) =>
  ({ method, path }: WireRequest): TestAnswer => {
    if (path.includes('/gatewayresponses')) return answer;
    if (method === 'POST') return { status: 201, body: `{"id":"${(made++).toString(36).padStart(10, 'a')}"}` };
    if (path.endsWith('zzzzzzzzzz')) return NOT_FOUND;
    return method === 'DELETE' ? { status: 202 } : { status: 200, body: '{}' };
  };

const NOBODIES: Readonly<Record<string, TestAnswer>> = {
  '200 {}': { status: 200, body: '{}' },
  '200 and nothing': { status: 200 },
  '400 and nothing': { status: 400 },
  '404 and nothing': { status: 404 },
  '404 NotFoundException': NOT_FOUND,
  '500 HTML': HTML,
  '400 BadRequestException': { ...NOT_FOUND, status: 400, headers: { 'x-amzn-errortype': 'BadRequestException' } },
  '403': { status: 403, body: '{"message":"Missing Authentication Token"}' },
  '405 HTML': { ...HTML, status: 405 },
  '501': { status: 501 },
};

describe.each(Object.entries(NOBODIES))('a target that answers %s to all', (_, answer) => {
  test.each([
    ['to everything', () => answer],
    ['to gateway responses alone', withApis(answer)],
  ])('%s passes nothing, and fails where it says yes', async (which, handler) => {
    const run = await runOn(functionTarget(handler));
    const own = run.cases.filter(({ scenario }) => !isAboutApis(scenario));
    expect(own.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id)).toEqual([]);
    expect(own.some(({ verdict }) => verdict === 'failed')).toBe(answer.status < 300 && which === 'to gateway responses alone');
    expect(run.cases).toHaveLength(run.planned.length);
    const code = exitCodeOf(run, null);
    expect(code).toBeGreaterThan(0);
    expect(run.unchecked === undefined).toBe(code === 1);
  });
});

/** Scenarios of CreateRestApi, GetRestApi and DeleteRestApi, which such a target may well have. */
const isAboutApis = (id: string): boolean => suite.scenarios.find((one) => one.id === id)?.operation.endsWith('RestApi') === true;

/** Cases that hold a refusal against a fact that decides. */
const refusals = new Set(
  suite.scenarios.flatMap(({ cases }) =>
    cases.flatMap(({ id, steps }) =>
      steps.some(({ expect: all }) => all.some((one) => wantsRefusal(one) && /documented|observed/.test(suite.facts.get(one.fact)?.class ?? '')))
        ? [id]
        : [],
    ),
  ),
);

const verdictsOf = (run: RunDocument, ids: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(run.cases.filter(({ id }) => ids.has(id)).map(({ verdict }) => verdict));

const allAnsweredFor = (run: RunDocument): void => expect(run.cases.map(({ id }) => id)).toEqual(run.planned);

test('a target that gives the right JSON with status 200, whatever was asked, passes no refusal', async () => {
  const model = createModel();
  const run = await runOn(
    functionTarget((request) => {
      const { headers, body } = model.handle(request);
      return { status: 200, body, headers: Object.fromEntries(headers) };
    }),
  );
  allAnsweredFor(run);
  expect(refusals.size).toBeGreaterThan(50);
  expect(verdictsOf(run, refusals)).toEqual(new Set(['failed']));
  expect(exitCodeOf(run, null)).toBe(1);
});

test('a target that echoes the last Put passes no refusal, and nothing of the updates', async () => {
  let last = '{}';
  const run = await runOn(
    functionTarget((request) => {
      if (request.method === 'PUT') last = request.body;
      return withApis({ status: request.method === 'PUT' ? 201 : 200, body: last })(request);
    }),
  );
  allAnsweredFor(run);
  expect(verdictsOf(run, refusals)).toEqual(new Set(['failed']));
  const updates = new Set(run.cases.filter(({ scenario }) => scenario.startsWith('support-table/')).map(({ id }) => id));
  expect(verdictsOf(run, updates).has('passed')).toBe(false);
  expect(exitCodeOf(run, null)).toBe(1);
});

test('a server that drops every tenth connection ends with a full report and exit code 3, and nobody is accused', async () => {
  const model = createModel();
  let connections = 0;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const answer = model.handle({ method, path: url, headers: [['Accept', headers.accept ?? '*/*']], body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status, [...answer.headers, ['connection', 'close']].flat()).end(answer.body);
  });
  server.on('connection', (socket) => {
    connections += 1;
    if (connections % 10 === 0) socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const options = { endpoint, name: 'drops', version: null, caller: testCaller, signed: false, timeoutMs: 10_000, sockets: 1, restApiId: null };
  const run = await runTest(suite, httpTarget(options), { only: IS_WHOLE ? ['refusals', 'life-cycle', 'isolation'] : SCALED_SUITE });
  server.closeAllConnections();
  server.close();
  allAnsweredFor(run);
  expect(run.smoke.verdict).not.toBe('dead');
  const verdicts = new Set(run.cases.map(({ verdict }) => verdict));
  expect([verdicts.has('errored'), verdicts.has('failed')]).toEqual([true, false]);
  expect(run.cases.filter(({ verdict }) => verdict === 'errored').every(({ reason }) => /reset/.test(reason ?? ''))).toBe(true);
  expect(exitCodeOf(run, null)).toBe(3);
});

test('a target that never answers the first request ends with a full report of errored cases and exit code 3', async () => {
  const run = await runOn(
    targetOver(async (request) => ({
      request,
      outcome: { kind: 'failure', failure: { code: 'refused', message: 'connect ECONNREFUSED 127.0.0.1:1' } },
    })),
  );
  expect(run.smoke.verdict).toBe('dead');
  expect(run.unchecked).toMatch(/^Nothing was checked: the target gave no answer to the first request\. .*ECONNREFUSED/);
  expect(new Set(run.cases.map(({ verdict }) => verdict))).toEqual(new Set(['errored']));
  expect(exitCodeOf(run, null)).toBe(3);
});

test('a target that hangs after the first requests is sent nothing more after five timeouts in a row', async () => {
  let sent = 0;
  const lively = withApis({ status: 200, body: '{}' });
  const hanging = functionTarget(lively).send;
  const run = await runOn(
    targetOver(
      guarded(async (request) => {
        sent += 1;
        if (sent <= 4) return hanging(request);
        return { request, outcome: { kind: 'failure', failure: { code: 'timeout', message: 'no answer within 10 s' } } };
      }),
    ),
  );
  expect(sent).toBeLessThanOrEqual(4 + 5 + 4);
  expect(run.summary.cases.errored).toBe(run.cases.filter(({ support }) => !support).length);
  expect(run.cases).toHaveLength(run.planned.length);
  expect(exitCodeOf(run, null)).toBe(3);
});
