import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startModelServer } from '../../suites/model/server.ts';
import type { RunDocument } from '../engine/result/types.ts';
import { MINI_SUITE } from '../testing.ts';
import { readRun as readRunFile } from './shared/read-run.ts';
import { commandLine } from './testing/command-line.ts';

const { folder: work, run: cli, read } = commandLine();

const readRun = (folder: string): RunDocument => readRunFile(join(work, folder, 'run.json'));

let model: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

const ONE = ['--only', 'support-table/replace-status-code@DEFAULT_4XX'];

const MINI = MINI_SUITE.flatMap((term) => ['--only', term]);

test('run without an endpoint asks the embedded model', async () => {
  const { status, stdout, stderr } = await cli(['run', ...MINI]);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('divergence 0 of');
  expect(readRun('apigw-report/model').summary.cases.failed).toBe(0);
});

test.each([
  ['an unknown option', ['run', '--nope'], "unknown option '--nope'"],
  ['an unknown command', ['nope'], 'nope'],
  ['an endpoint that is no URL', ['run', '--endpoint', 'localhost'], 'Failed to read endpoint localhost'],
  ['a timeout that is no number', ['run', '--timeout', 'soon'], 'Failed to read --timeout soon'],
  ['a term that matches nothing', ['run', '--only', 'nope/nope'], '--only nope/nope matches none'],
  ['a folder without scenarios', ['run', '--suites', 'nowhere'], 'Failed to read suite nowhere'],
  ['a run that is not there', ['report', 'nowhere.json'], 'Failed to read run nowhere.json'],
  ['an id that is not there', ['explain', 'nope'], 'Failed to explain nope'],
  ['a mutant that is not there', ['prove', '--only', 'nope'], '--only nope matches none'],
  ['goldens from what is no evidence', ['run', '--update-goldens'], 'Failed to update goldens'],
])('%s is one clear error and exit code 2', async (_, args, text) => {
  const { status, stderr } = await cli(args);
  expect(status).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr).not.toContain('    at ');
});

test.each([
  ['probes alone', ['--only', 'probes/empty-object-as-body']],
  ['no case at all', ['--only', 'probes', '--skip', 'probes']],
])('a run of %s checks nothing, which is exit code 2, with a full report', async (_, args) => {
  const { status, stderr } = await cli(['run', '--out', 'nothing', ...args]);
  expect([status, stderr.includes('Nothing was checked')]).toEqual([2, true]);
  expect(readRun('nothing').cases).toHaveLength(readRun('nothing').planned.length);
});

test('an endpoint that nobody listens on is exit code 3, with a full report', async () => {
  const { status, stdout } = await cli(['run', '--endpoint', 'http://127.0.0.1:1', '--name', 'dead', '--out', 'dead']);
  expect(status).toBe(3);
  expect(stdout).toContain('Nothing listens on 127.0.0.1:1. Start the emulator, or use --wait 30.\n');
  expect(stdout.trimEnd().split('\n').length).toBeLessThan(10);
  const run = readRun('dead');
  expect(run.cases.length).toBe(run.planned.length);
  expect(read('dead/junit.xml')).toContain('<error');
});

test('an endpoint that hangs is exit code 3 within a few timeouts', async () => {
  const server = http.createServer(() => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const { status } = await cli(['run', '--endpoint', `http://127.0.0.1:${port}`, '--timeout', '0.2', '--out', 'hang', '--quiet']);
  server.closeAllConnections();
  server.close();
  expect(status).toBe(3);
  expect(readRun('hang').smoke.verdict).toBe('dead');
});

test('a run over HTTP gives the document that the same answers give without sockets', async () => {
  const words = ['run', ...MINI, '--name', 'model', '--out', 'http', '--quiet'];
  const { status } = await cli(words, { AWS_ENDPOINT_URL_API_GATEWAY: model.endpoint });
  expect(status).toBe(0);
  expect(readRun('http').cases.length).toBeGreaterThan(40);
  expect(readRun('http').cases).toEqual(readRun('apigw-report/model').cases);
});

test('--only brings along what the chosen cases rest on, and counts the chosen alone', async () => {
  const { status, stdout } = await cli(['run', '--endpoint', model.endpoint, '--out', 'only', '--only', 'refusals/add-status-code']);
  expect(status).toBe(0);
  expect(stdout).toContain('divergence 0 of 1 implemented');
  expect(readRun('only').cases.filter(({ support }) => support).length).toBeGreaterThan(0);
});

const wrongStatus = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const upstream = http.request(model.endpoint + (request.url ?? ''), { method: request.method ?? 'GET', headers: request.headers }, (answer) => {
    response.writeHead(request.method === 'PATCH' && answer.statusCode === 200 ? 201 : (answer.statusCode ?? 500), answer.headers);
    answer.pipe(response);
  });
  upstream.end(Buffer.concat(chunks));
};

test('a baseline holds both ways: a known deviation is exit 0, a new and a vanished one are exit 1 and say what to do', async () => {
  const server = http.createServer((request, response) => void wrongStatus(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const wrong = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = (endpoint: string, more: readonly string[] = []) => cli(['run', '--endpoint', endpoint, '--out', 'base', ...ONE, ...more]);
  expect((await run(wrong)).status).toBe(1);
  expect((await cli(['baseline', 'init', 'base/run.json'])).status).toBe(0);
  expect((await cli(['baseline', 'init', 'base/run.json'])).stderr).toContain('it is there already');
  expect((await run(wrong, ['--baseline', 'base/baseline.json'])).status).toBe(0);
  const vanished = await run(model.endpoint, ['--baseline', 'base/baseline.json']);
  expect([vanished.status, vanished.stdout.includes('take each out of it')]).toEqual([1, true]);
  mkdirSync(join(work, 'empty'), { recursive: true });
  writeFileSync(join(work, 'empty/baseline.json'), '{"target":"target","entries":[]}');
  expect((await run(wrong, ['--baseline', 'empty/baseline.json'])).status).toBe(1);
  server.closeAllConnections();
  server.close();
});

test('a lent API is reset between cases and kept', async () => {
  const created = await fetch(`${model.endpoint}/restapis`, { method: 'POST', body: '{"name":"lent"}' });
  const { id } = (await created.json()) as { id: string };
  const args = ['run', '--endpoint', model.endpoint, '--rest-api-id', id, '--out', 'lent', '--only', 'life-cycle', '--only', 'isolation'];
  const { status, stdout } = await cli(args);
  expect([status, stdout.includes('lends one')]).toEqual([0, true]);
  expect((await fetch(`${model.endpoint}/restapis/${id}`)).status).toBe(200);
});

test('list counts, explain shows evidence, coverage misses nothing, and the committed index is that of the suite', async () => {
  expect((await cli(['list', '--count'])).stdout).toMatch(/^\d+ scenarios, \d+ cases, \d+ calls\n$/);
  expect((await cli(['explain', 'refusals/add-status-code'])).stdout).toContain('Invalid patch path /statusCode');
  expect((await cli(['explain', 'F-010'])).stdout).toContain('refusals/add-status-code');
  const coverage = await cli(['coverage']);
  expect([coverage.status, coverage.stdout.includes('NO SCENARIO')]).toEqual([0, false]);
  expect((await cli(['index', '--check'])).status).toBe(0);
});

test('prove names the case that catches a mutant, and all scenarios that do where it is asked', async () => {
  const one = await cli(['prove', '--only', 'get-all-called-items', '--full', '--check']);
  expect([one.status, one.stderr]).toEqual([0, '']);
  expect(one.stdout).toMatch(/^get-all-called-items {2}.*, \d+ scenarios$/m);
  expect(one.stdout).toContain('proved: 1 of 1 mutants');
});

test('reports come from a run document alone', async () => {
  for (const format of ['text', 'json', 'junit', 'markdown']) {
    const { status, stdout } = await cli(['report', 'apigw-report/model/run.json', '--format', format]);
    expect([format, status, stdout.length > 200]).toEqual([format, 0, true]);
  }
});

test('what was recorded replays the same, and a changed byte is exit 4', async () => {
  const only = ['--only', 'life-cycle/put-all-members', '--only', 'refusals/add-status-code'];
  const where = ['--recordings', 'tapes'];
  expect((await cli(['record', '--endpoint', model.endpoint, '--origin', 'mine', '--out', 'live', ...where, ...only])).status).toBe(0);
  expect((await cli(['run', '--replay', 'mine', '--out', 'again', ...where, ...only])).status).toBe(0);
  expect(readRun('again').cases).toEqual(readRun('live').cases);
  expect((await cli(['verify', ...where])).status).toBe(0);
  expect((await cli(['verify', '--max-age', '0', ...where])).status).toBe(4);
  expect((await cli(['export', 'mine', 'life-cycle/put-all-members', ...where])).stdout).toContain('"rawHeaders"');
  const path = join(work, 'tapes/mine/life-cycle/put-all-members.json');
  writeFileSync(path, read('tapes/mine/life-cycle/put-all-members.json').replace('201', '200'));
  const { status, stderr } = await cli(['run', '--replay', 'mine', '--out', 'again', ...where, ...only]);
  expect([status, stderr.includes('its checksum is not the one in lock.json')]).toEqual([4, true]);
  expect((await cli(['verify', ...where])).status).toBe(4);
});

test('the name of AWS is refused for what an endpoint answers', async () => {
  for (const origin of ['aws', 'aws-mine']) {
    const { status, stderr } = await cli(['record', '--endpoint', 'http://127.0.0.1:1', '--origin', origin]);
    expect([status, stderr.includes('kept for what AWS answered')]).toEqual([2, true]);
  }
});
