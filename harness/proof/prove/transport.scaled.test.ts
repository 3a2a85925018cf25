import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import type { ModelResponse } from '../../../suites/model/wire.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { PlannedCase, StepRequest } from '../../engine/load/types.ts';
import { apisOf, planCases } from '../../engine/plan/plan.ts';
import { httpTarget } from '../../targets/http-target.ts';
import { IS_WHOLE, runTest, testCaller } from '../../testing.ts';

const suite = loadSuite();

/** The whole suite over loopback for each transport is slow, and says no more: these send every operation and every kind of body. */
const ONLY = [
  'example',
  ...(IS_WHOLE
    ? ['request-forms']
    : ['request-forms/bare-list', 'request-forms/no-body', 'request-forms/not-json', 'request-forms/put-as-documented']),
  'wire/rest-api',
  'life-cycle/delete-twice',
  'life-cycle/delete-customised',
  'wire/success-codes',
  'defaults/get',
  'refusals/unknown-type-get',
  'isolation/put-on-two-apis',
];
const planned: readonly PlannedCase[] = planCases(suite, { only: ONLY, skip: [] });

type Answer = (answer: ModelResponse, response: http.ServerResponse) => void;

const whole: Answer = ({ status, headers, body }, response) => void response.writeHead(status, headers.flat()).end(body);

const withoutLength = (headers: ModelResponse['headers']): [string, string][] => headers.filter(([name]) => name !== 'content-length');

/** In pieces of 100 bytes, none of which knows how many come. */
const chunked: Answer = ({ status, headers, body }, response) => {
  response.writeHead(status, [...withoutLength(headers), ['transfer-encoding', 'chunked']].flat());
  for (let at = 0; at < body.length; at += 100) response.write(body.slice(at, at + 100));
  response.end();
};

const TRANSPORTS: Readonly<Record<string, Answer>> = {
  'in chunks': chunked,
  'and closes each connection': ({ status, headers, body }, response) =>
    void response.writeHead(status, [...headers, ['connection', 'close']].flat()).end(body),
  'without a length, until the connection closes': ({ status, headers, body }, response) => {
    response.useChunkedEncodingByDefault = false;
    response.writeHead(status, [...withoutLength(headers), ['connection', 'close']].flat()).end(body);
  },
  late: (answer, response) => void setTimeout(() => whole(answer, response), 5),
  'with other cases in the names of headers': ({ status, headers, body }, response) =>
    void response
      .writeHead(
        status,
        headers.flatMap(([name, value]) => [name.toUpperCase(), value]),
      )
      .end(body),
  'with headers that AWS does not send': ({ status, headers, body }, response) =>
    void response.writeHead(status, [...headers, ['server', 'x'], ['x-other', 'a'], ['x-other', 'b'], ['set-cookie', 'c=d']].flat()).end(body),
};

const serve = async (answer: Answer): Promise<{ endpoint: URL; close: () => void }> => {
  const model = createModel();
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', rawHeaders } = request;
    const headers = rawHeaders.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : []));
    response.sendDate = false;
    answer(model.handle({ method, path: url, headers, body: Buffer.concat(chunks).toString() }), response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { endpoint, close: () => void server.close().closeAllConnections() };
};

const bodyKind = (request: StepRequest): string => {
  if (request.kind === 'call') return 'sdk';
  if (request.body === '') return 'none';
  return request.body.startsWith('{') ? 'object' : request.body.startsWith('[') ? 'list' : 'text';
};

/** Every operation that the suite calls. */
const asked = [
  ...new Set(
    suite.scenarios.flatMap(({ cases }) => cases.flatMap(({ given, steps }) => [...given, ...steps].map(({ request }) => request.operation ?? ''))),
  ),
]
  .filter((name) => name !== '')
  .sort();

test('the cases chosen for the transports send every operation, every kind of body, and use two APIs', () => {
  const requests = planned.flatMap(({ case: one }) => [...one.given, ...one.steps].map(({ request }) => request));
  expect([...new Set(requests.map(({ operation }) => operation))].sort()).toEqual(expect.arrayContaining(asked));
  expect([...new Set(requests.map(bodyKind))].sort()).toEqual(['list', 'none', 'object', 'sdk', 'text']);
  expect(planned.some(({ case: one }) => apisOf(one) === 2)).toBe(true);
});

test.each(Object.entries(TRANSPORTS))('a model that answers %s passes', async (_, answer) => {
  const { endpoint, close } = await serve(answer);
  const options = { endpoint, name: 'odd', version: null, caller: testCaller, signed: false, timeoutMs: 10_000, sockets: 4, restApiId: null };
  const run = await runTest(suite, httpTarget(options), { planned, only: ONLY });
  close();
  const troubled = run.cases.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'observed');
  expect(troubled.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([]);
  const onLength = run.cases.flatMap(({ findings }) => findings).filter(({ aspect, pointer }) => aspect === 'wire' && pointer !== '');
  expect(onLength).toEqual([]);
  expect(run.summary.cases.passed).toBeGreaterThan(20);
});
