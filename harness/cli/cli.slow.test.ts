import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModel } from '../../suites/model/model.ts';
import { type ModelServer, startModelServer } from '../../suites/model/server.ts';
import type { RunDocument } from '../engine/result/types.ts';
import { readRun as readRunFile } from './shared/read-run.ts';
import { type EndedProcess, startCommand } from './testing/command-process.ts';

const work = mkdtempSync(join(tmpdir(), 'cli-'));

const cli = (words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<EndedProcess> => startCommand(work, words, environment).ended;

const readRun = (folder: string): RunDocument => readRunFile(join(work, folder, 'run.json'));

let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

const ONE = ['--only', 'support-table/replace-status-code@DEFAULT_4XX'];

test('without arguments every recording that comes along is replayed, and agrees with the committed reports', async () => {
  const { status, stdout, stderr } = await cli([], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('equal to the committed reports: aws-documentation, aws-published, localstack, ministack, moto\n');
  for (const origin of ['localstack', 'ministack', 'moto']) expect(stdout).toContain(`${origin}: divergence`);
  expect(stdout).toMatch(/aws-documentation: answers of AWS for 2 of \d+ scenarios; 0 contradict the suite/);
  expect(stdout).toMatch(/aws-published: answers of AWS for 4 of \d+ scenarios; 0 contradict the suite/);
});

test('a run of the whole suite over HTTP gives the document that the same answers give without sockets', async () => {
  const over = await cli(['run', '--name', 'model', '--out', 'http', '--quiet'], { AWS_ENDPOINT_URL_API_GATEWAY: model.endpoint });
  const without = await cli(['run', '--out', 'without']);
  expect([over.status, without.status, without.stderr]).toEqual([0, 0, '']);
  expect(without.stdout).toContain('divergence 0 of');
  expect(readRun('http').cases).toEqual(readRun('without').cases);
});

test.each([
  ['an unknown option', ['run', '--nope'], 2, "error: unknown option '--nope'"],
  ['a mistake of usage', ['run', '--endpoint', 'localhost'], 2, 'Failed to read endpoint localhost'],
  ['a dead endpoint', ['run', '--endpoint', 'http://127.0.0.1:1', '--wait', '0.1', ...ONE], 3, ''],
  ['help', ['--help'], 0, ''],
])('%s gives the process its exit code, and standard error its sentence alone', async (_, words, code, sentence) => {
  const { status, stderr } = await cli(words);
  expect(status).toBe(code);
  expect(stderr.slice(0, sentence.length)).toBe(sentence);
  expect(stderr).not.toContain('    at ');
});

test('keys of the environment reach neither a file nor a line of output', async () => {
  const secrets = { AWS_ACCESS_KEY_ID: 'AKIASECRETSECRET1234', AWS_SECRET_ACCESS_KEY: 'verysecretkey', AWS_SESSION_TOKEN: 'verysecrettoken' };
  for (const signed of [[], ['--signed']]) {
    const { status, stdout, stderr } = await cli(['run', '--endpoint', model.endpoint, '--out', 'secret', ...ONE, ...signed], secrets);
    expect(status).toBe(0);
    const files = ['run.json', 'exchanges.json', 'timing.json', 'junit.xml', 'report.md'].map((name) =>
      readFileSync(join(work, 'secret', name), 'utf8'),
    );
    for (const text of [stdout, stderr, ...files]) for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  }
});

test('an interrupted run cleans up, writes what is there, and is exit 130', async () => {
  const own = createModel();
  let asked = 0;
  const handle: typeof own.handle = (request) => {
    if (++asked === 100) child.kill('SIGINT');
    return own.handle(request);
  };
  const server = await startModelServer({ model: { ...own, handle } });
  const { child, ended } = startCommand(work, ['run', '--endpoint', server.endpoint, '--out', 'stopped', '--quiet']);
  const { status } = await ended;
  await server.close();
  expect(status).toBe(130);
  const run = readRun('stopped');
  expect(run.interrupted).toBe(true);
  expect(run.cases.some(({ reason }) => reason === 'interrupted')).toBe(true);
  expect(JSON.parse(own.handle({ method: 'GET', path: '/restapis', headers: [], body: '' }).body)).toEqual({ item: [] });
});
