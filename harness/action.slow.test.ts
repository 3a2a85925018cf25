import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModel } from '../suites/model/model.ts';
import { awsRules } from '../suites/model/rules.ts';
import { type ModelServer, startModelServer } from '../suites/model/server.ts';
import { readRun } from './cli/shared/read-run.ts';
import { initBaseline } from './engine/baseline/write-baseline.ts';
import { type ActionOutcome, runAction, type Values } from './workshop/build/run-action.ts';

const ROOT = resolve(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'action-'));
const workspace = join(work, 'workspace');
const { AWS_ENDPOINT_URL: _, AWS_ENDPOINT_URL_API_GATEWAY: __, FORCE_COLOR: ___, ...environment } = process.env;

/** The command of this source tree is what is installed in the workspace; the page's follower installs the archive. */
const act = (inputs: Values): Promise<ActionOutcome> => runAction({ version: 'installed', ...inputs }, { workspace, temp: work, environment });

const ONLY = 'life-cycle/put-default-5xx';
const servers: ModelServer[] = [];
let good: string;
let broken: string;
let frame: string;
let page: string;
const pages = http.createServer((_, response) => response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>'));
const withoutResponses: typeof awsRules.route = (method, path) => (path.includes('gatewayresponses') ? undefined : awsRules.route(method, path));
beforeAll(async () => {
  mkdirSync(join(workspace, 'node_modules/.bin'), { recursive: true });
  const launcher = `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'harness/cli/start.mjs')}" "$@"\n`;
  writeFileSync(join(workspace, 'node_modules/.bin/apigw-conformance'), launcher, { mode: 0o755 });
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done));
  page = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const wrongStatus = { successStatus: { ...awsRules.successStatus, PutGatewayResponse: 200 } };
  servers.push(await startModelServer(), await startModelServer({ model: createModel(wrongStatus) }));
  servers.push(await startModelServer({ model: createModel({ route: withoutResponses }) }));
  [good = '', broken = '', frame = ''] = servers.map(({ endpoint }) => endpoint);
});
afterAll(async () => {
  pages.close();
  for (const server of servers) await server.close();
  rmSync(work, { recursive: true });
});

test('a target that conforms: exit code 0, both figures, the report in the workspace', async () => {
  const { exitCode, outputs, log } = await act({ endpoint: good, name: 'mine', only: ONLY, report: 'tap, sarif:more/it.sarif' });
  expect([exitCode, log]).toEqual([0, expect.stringContaining('divergence 0 of')]);
  expect(outputs).toEqual({ 'exit-code': '0', divergence: '0.0', coverage: '100.0', unchecked: '', report: join(workspace, 'apigw-report') });
  expect(JSON.parse(readFileSync(join(workspace, 'apigw-report/run.json'), 'utf8'))).toMatchObject({
    target: { name: 'mine' },
    options: { only: [ONLY] },
  });
  for (const file of ['apigw-report/report.tap', 'more/it.sarif']) expect(existsSync(join(workspace, file))).toBe(true);
});

test('a deviation: exit code 1 and figures; as known, 0; known and gone, 1', async () => {
  const failed = await act({ endpoint: broken, name: 'broken', only: `\n${ONLY}\n  wire/rest-api\n`, out: 'out/broken' });
  expect([failed.failedStep, failed.exitCode, failed.outputs['exit-code']]).toEqual(['run', 1, '1']);
  expect(failed.outputs).toMatchObject({ divergence: '50.0', coverage: '100.0' });
  expect(failed.log).toContain('F-042');
  expect(failed.log).toMatch(/^::error file=suites\/life-cycle\/put-default-5xx\.json,line=\d+,title=broken%3A /m);
  expect(failed.summary).toContain('## broken: gateway responses against AWS');
  const run = readRun(join(failed.outputs['report'] ?? '', 'run.json'));
  writeFileSync(join(workspace, 'baseline.json'), JSON.stringify(initBaseline(run)));
  const known = { only: ONLY, baseline: 'baseline.json', name: 'broken' };
  expect((await act({ ...known, endpoint: broken })).exitCode).toBe(0);
  expect((await act({ ...known, endpoint: good })).exitCode).toBe(1);
});

test('a target that does not answer: exit code 3, and a report', async () => {
  const { exitCode, outputs } = await act({ endpoint: 'http://127.0.0.1:1', only: ONLY, wait: '0' });
  expect(exitCode).toBe(3);
  expect(outputs).toMatchObject({ 'exit-code': '3', divergence: 'n/a', coverage: 'n/a' });
});

test('a target of which nothing works: exit code 2 or 3, one annotation, no figure that looks like success', async () => {
  const nothing = await act({ endpoint: page, only: ONLY });
  expect([nothing.exitCode, nothing.outputs['divergence']]).toEqual([3, 'n/a']);
  expect(nothing.outputs['unchecked']).toMatch(/^Nothing was checked: POST \/restapis was answered 404 text\/html/);
  expect(nothing.log.match(/^::error .*/gm)).toEqual([`::error title=target%3A nothing was checked::${nothing.outputs['unchecked']}`]);
  expect(nothing.summary).toContain('Nothing was checked: POST /restapis was answered 404 text/html');
  const absent = await act({ endpoint: frame, only: `${ONLY},wire/rest-api` });
  expect([absent.exitCode, absent.outputs['divergence']]).toEqual([2, 'n/a']);
  expect(absent.outputs['unchecked']).toMatch(/^Nothing was checked: PutGatewayResponse is not there: PUT .* was answered 40\d /);
});

test.each([
  ['no endpoint', { endpoint: '' }, 'endpoint is empty'],
  ['an endpoint that is no URL', { endpoint: '--help' }, 'Failed to read endpoint --help'],
  ['a switch that is neither on nor off', { strict: 'yes' }, 'strict is neither true nor false'],
  ['a folder with a line break, which would write outputs', { out: 'a\nexit-code=0' }, 'out is no folder'],
  ['a baseline that is not there', { baseline: 'nowhere.json' }, 'nowhere.json'],
])('%s: exit code 2, the reason, and no figure', async (_, given, reason) => {
  const { exitCode, outputs, log } = await act({ endpoint: good, only: ONLY, ...given });
  expect([exitCode, outputs['exit-code'], outputs['divergence'], outputs['report']]).toEqual([2, '2', '', '']);
  expect(log).toContain(reason);
});

test('an input is data: what a shell would expand or run is passed on as it stands', async () => {
  const name = '$(touch pwned)`touch pwned`"; touch pwned; "';
  const { exitCode, log } = await act({ endpoint: good, name });
  expect([exitCode, log]).toEqual([2, expect.stringContaining(`Failed to read --name ${name}`)]);
  expect(() => readFileSync(join(workspace, 'pwned'))).toThrow('ENOENT');
});

test('a version that is not installed fails before anything runs', async () => {
  const { failedStep, exitCode, outputs } = await act({ endpoint: good, version: 'file:/nowhere/at-all.tgz' });
  expect([failedStep, exitCode === 0, outputs['exit-code']]).toEqual(['install', false, '']);
});
