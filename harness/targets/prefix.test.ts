import { mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createModel } from '../../suites/model/model.ts';
import { loadSuite } from '../engine/load/load.ts';
import { planCases } from '../engine/plan/plan.ts';
import { runSuite } from '../engine/run/run.ts';
import { writeRecording } from '../recording/recorder.ts';
import { createControl } from '../service/control.ts';
import type { HeaderPair } from '../service/exchange.ts';
import { runTest, testCaller } from '../testing.ts';
import { verifySignature } from '../workshop/look-alike/verify-signature.ts';
import { httpTarget } from './http-target.ts';
import { modelTarget } from './model-target.ts';
import { replayTarget } from './replay-target.ts';

const suite = loadSuite();
/** The one through the SDK, the other as raw requests. */
const only = ['life-cycle/put-all-members', 'wire/form-of-update'];
const planned = planCases(suite, { only, skip: [] });

const PREFIX = '/aws/apigw';
const model = createModel();
const keyring = { find: () => ({ credentials: testCaller.credentials, expired: false }) } as never;
const asked: string[] = [];
const rejected: string[] = [];

const pairs = (raw: readonly string[]): HeaderPair[] => raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));

const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url: path = '' } = request;
  const received = { method, path, headers: pairs(request.rawHeaders), body: Buffer.concat(chunks).toString() };
  const rejection = verifySignature(received as never, { service: 'apigateway', region: 'us-east-1' }, keyring, testCaller.now());
  if (rejection !== undefined) rejected.push(`${method} ${path}`);
  asked.push(path);
  const { status, headers, body } = model.handle({ ...received, path: path.replace(PREFIX, '') });
  response.sendDate = false;
  response.writeHead(status, headers.flat());
  response.end(body);
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const targetAt = (path: string, signed: boolean) => {
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  return httpTarget({ endpoint, name: 'test', version: null, caller: testCaller, signed, timeoutMs: 5000, sockets: 4, restApiId: null });
};

test.each([PREFIX, `${PREFIX}/`, `${PREFIX}//`])(
  'what stands before the paths at %s stands there once, for the SDK, for raw requests and in the signature',
  async (path) => {
    asked.length = 0;
    rejected.length = 0;
    const target = targetAt(path, true);
    const run = await runTest(suite, target, { planned, only });
    await target.close();
    expect(asked.filter((one) => !one.startsWith(`${PREFIX}/restapis`))).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
    expect(rejected).toEqual([]);
    expect(target.endpoint).toMatch(new RegExp(`:\\d+${PREFIX}$`));
    const model = await runTest(suite, modelTarget(testCaller), { planned, only });
    expect(run.cases).toEqual(model.cases);
  },
);

test('a recording holds the paths of the service, and replays whatever stood before them', async () => {
  const target = targetAt(PREFIX, false);
  const options = { only, skip: [], strict: false, requireImplemented: false, concurrency: 4 };
  const control = createControl({ endpoint: target.endpoint, caller: testCaller });
  const events = { onCase: () => {}, stopped: () => false, now: () => 0 };
  const { document, runs } = await runSuite({ suite, planned, target, control, options, events });
  await target.close();
  const recordings = mkdtempSync(join(tmpdir(), 'prefix-'));
  const session = { kind: 'recorded', source: 's', date: '2026-01-02', target: { name: 'test', version: null }, region: 'us-east-1' } as const;
  const provenance = { ...session, tool: 't', sdk: 's', node: 'n', serviceModel: suite.serviceModel };
  writeRecording(planned, runs, { recordings, origin: 'test', suite, provenance });
  for (const id of only) expect(readFileSync(join(recordings, `test/${id}.json`), 'utf8')).not.toContain(PREFIX);
  const replayed = replayTarget({ recordings, origin: 'test', caller: testCaller, freshness: null });
  const again = await runTest(suite, replayed, { planned, only });
  await replayed.close();
  expect(again.cases).toEqual(document.cases);
});
