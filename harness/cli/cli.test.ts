import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startModelServer } from '../../suites/model/server.ts';
import type { RunDocument } from '../engine/result/types.ts';
import { readRun as readRunFile } from './shared/read-run.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const START = join(ROOT, 'harness/cli/start.mjs');
const work = mkdtempSync(join(tmpdir(), 'cli-'));

const OURS = /^(AWS_ENDPOINT_URL|FORCE_COLOR|GITHUB_)/;
const clean: NodeJS.ProcessEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));

const cli = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [START, ...args], { cwd: work, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...clean, ...environment } });

/** For runs against a server of this process, which a synchronous child would block. */
const cliAsync = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<{ status: number | null; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [START, ...args], { cwd: work, env: { ...clean, ...environment } });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (text.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (text.stderr += String(chunk)));
    child.on('close', (status) => done({ status, ...text }));
  });

const readRun = (folder: string): RunDocument => readRunFile(join(work, folder, 'run.json'));

let model: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

const ONE = ['--only', 'support-table/replace-status-code@DEFAULT_4XX'];

test('without arguments every recording that comes along is replayed, and agrees with the committed reports', { timeout: 240_000 }, () => {
  const { status, stdout, stderr } = cli([], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('equal to the committed reports: aws-documentation, aws-published, localstack, ministack, moto\n');
  for (const origin of ['localstack', 'ministack', 'moto']) expect(stdout).toContain(`${origin}: divergence`);
  expect(stdout).toMatch(/aws-documentation: answers of AWS for 2 of \d+ scenarios; 0 contradict the suite/);
  expect(stdout).toMatch(/aws-published: answers of AWS for 4 of \d+ scenarios; 0 contradict the suite/);
});

test('run without an endpoint asks the embedded model', () => {
  const { status, stdout, stderr } = cli(['run']);
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
])('%s is one clear error and exit code 2', (_, args, text) => {
  const { status, stderr } = cli(args);
  expect(status).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr).not.toContain('    at ');
});

test.each([
  ['probes alone', ['--only', 'probes/empty-object-as-body']],
  ['no case at all', ['--only', 'probes', '--skip', 'probes']],
])('a run of %s checks nothing, which is exit code 2, with a full report', (_, args) => {
  const { status, stderr } = cli(['run', '--out', 'nothing', ...args]);
  expect([status, stderr.includes('Nothing was checked')]).toEqual([2, true]);
  expect(readRun('nothing').cases).toHaveLength(readRun('nothing').planned.length);
});

test('an endpoint that nobody listens on is exit code 3, with a full report', () => {
  const { status, stdout } = cli(['run', '--endpoint', 'http://127.0.0.1:1', '--name', 'dead', '--out', 'dead']);
  expect(status).toBe(3);
  expect(stdout).toContain('Nothing listens on 127.0.0.1:1. Start the emulator, or use --wait 30.\n');
  expect(stdout.trimEnd().split('\n').length).toBeLessThan(10);
  const run = readRun('dead');
  expect(run.cases.length).toBe(run.planned.length);
  expect(readFileSync(join(work, 'dead/junit.xml'), 'utf8')).toContain('<error');
});

test('an endpoint that hangs is exit code 3 within a few timeouts', async () => {
  const server = http.createServer(() => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const { status } = await cliAsync(['run', '--endpoint', `http://127.0.0.1:${port}`, '--timeout', '0.2', '--out', 'hang', '--quiet']);
  server.closeAllConnections();
  server.close();
  expect(status).toBe(3);
  expect(readRun('hang').smoke.verdict).toBe('dead');
});

test('a run over HTTP gives the document that the same answers give without sockets', async () => {
  const { status } = await cliAsync(['run', '--name', 'model', '--out', 'http', '--quiet'], { AWS_ENDPOINT_URL_API_GATEWAY: model.endpoint });
  expect(status).toBe(0);
  expect(readRun('http').cases).toEqual(readRun('apigw-report/model').cases);
});

test('--only brings along what the chosen cases rest on, and counts the chosen alone', async () => {
  const { status, stdout } = await cliAsync(['run', '--endpoint', model.endpoint, '--out', 'only', '--only', 'refusals/add-status-code']);
  expect(status).toBe(0);
  expect(stdout).toContain('divergence 0 of 1 implemented');
  expect(readRun('only').cases.filter(({ support }) => support).length).toBeGreaterThan(0);
});

test('keys of the environment reach neither a file nor a line of output', async () => {
  const secrets = { AWS_ACCESS_KEY_ID: 'AKIASECRETSECRET1234', AWS_SECRET_ACCESS_KEY: 'verysecretkey', AWS_SESSION_TOKEN: 'verysecrettoken' };
  for (const signed of [[], ['--signed']]) {
    const { status, stdout, stderr } = await cliAsync(['run', '--endpoint', model.endpoint, '--out', 'secret', ...ONE, ...signed], secrets);
    expect(status).toBe(0);
    const files = ['run.json', 'exchanges.json', 'timing.json', 'junit.xml', 'report.md'].map((name) =>
      readFileSync(join(work, 'secret', name), 'utf8'),
    );
    for (const text of [stdout, stderr, ...files]) for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  }
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
  const run = (endpoint: string, more: readonly string[] = []) => cliAsync(['run', '--endpoint', endpoint, '--out', 'base', ...ONE, ...more]);
  expect((await run(wrong)).status).toBe(1);
  expect(cli(['baseline', 'init', 'base/run.json']).status).toBe(0);
  expect(cli(['baseline', 'init', 'base/run.json']).stderr).toContain('it is there already');
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
  const { status, stdout } = await cliAsync(args);
  expect([status, stdout.includes('lends one')]).toEqual([0, true]);
  expect((await fetch(`${model.endpoint}/restapis/${id}`)).status).toBe(200);
});

test('list counts, explain shows evidence, coverage misses nothing, and the committed index is that of the suite', () => {
  expect(cli(['list', '--count']).stdout).toMatch(/^\d+ scenarios, \d+ cases, \d+ calls\n$/);
  expect(cli(['explain', 'refusals/add-status-code']).stdout).toContain('Invalid patch path /statusCode');
  expect(cli(['explain', 'F-010']).stdout).toContain('refusals/add-status-code');
  const coverage = cli(['coverage']);
  expect([coverage.status, coverage.stdout.includes('NO SCENARIO')]).toEqual([0, false]);
  expect(cli(['index', '--check']).status).toBe(0);
});

test('prove names the case that catches a mutant, and all scenarios that do where it is asked', () => {
  const one = cli(['prove', '--only', 'get-all-called-items', '--full', '--check']);
  expect([one.status, one.stderr]).toEqual([0, '']);
  expect(one.stdout).toMatch(/^get-all-called-items {2}.*, \d+ scenarios$/m);
  expect(one.stdout).toContain('proved: 1 of 1 mutants');
});

test('reports come from a run document alone', () => {
  for (const format of ['text', 'json', 'junit', 'markdown']) {
    const { status, stdout } = cli(['report', 'apigw-report/model/run.json', '--format', format]);
    expect([format, status, stdout.length > 200]).toEqual([format, 0, true]);
  }
});

test('an interrupted run cleans up, writes what is there, and is exit 130', async () => {
  const slow = http.createServer((request, response) => setTimeout(() => void wrongStatus(request, response), 20));
  await new Promise<void>((done) => slow.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [START, 'run', '--endpoint', endpoint, '--out', 'stopped', '--quiet'], {
    cwd: work,
    env: clean,
    stdio: 'ignore',
  });
  setTimeout(() => child.kill('SIGINT'), 4000);
  const status = await new Promise((done) => child.on('exit', done));
  slow.closeAllConnections();
  slow.close();
  expect(status).toBe(130);
  const run = readRun('stopped');
  expect(run.interrupted).toBe(true);
  expect(run.cases.some(({ reason }) => reason === 'interrupted')).toBe(true);
});

test('what was recorded replays the same, and a changed byte is exit 4', async () => {
  const only = ['--only', 'life-cycle/put-all-members', '--only', 'refusals/add-status-code'];
  const where = ['--recordings', 'tapes'];
  expect((await cliAsync(['record', '--endpoint', model.endpoint, '--origin', 'mine', '--out', 'live', ...where, ...only])).status).toBe(0);
  expect(cli(['run', '--replay', 'mine', '--out', 'again', ...where, ...only]).status).toBe(0);
  expect(readRun('again').cases).toEqual(readRun('live').cases);
  expect(cli(['verify', ...where]).status).toBe(0);
  expect(cli(['verify', '--max-age', '0', ...where]).status).toBe(4);
  expect(cli(['export', 'mine', 'life-cycle/put-all-members', ...where]).stdout).toContain('"rawHeaders"');
  const path = join(work, 'tapes/mine/life-cycle/put-all-members.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('201', '200'));
  const { status, stderr } = cli(['run', '--replay', 'mine', '--out', 'again', ...where, ...only]);
  expect([status, stderr.includes('its checksum is not the one in lock.json')]).toEqual([4, true]);
  expect(cli(['verify', ...where]).status).toBe(4);
});

test('the name of AWS is refused for what an endpoint answers', () => {
  for (const origin of ['aws', 'aws-mine']) {
    const { status, stderr } = cli(['record', '--endpoint', 'http://127.0.0.1:1', '--origin', origin]);
    expect([status, stderr.includes('kept for what AWS answered')]).toEqual([2, true]);
  }
});
