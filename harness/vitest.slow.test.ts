import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModel } from '../suites/model/model.ts';
import { awsRules } from '../suites/model/rules.ts';
import { type ModelServer, startModelServer } from '../suites/model/server.ts';
import { fileJson } from './base/json.ts';
import { readRun } from './cli/shared/read-run.ts';
import { initBaseline } from './engine/baseline/write-baseline.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FAILS = 'life-cycle/put-default-5xx';
const PASSES = 'support-table/add-status-code@THROTTLED';
const OBSERVED = 'probes/no-operations';

interface Assertion {
  readonly title: string;
  readonly ancestorTitles: readonly string[];
  readonly status: 'passed' | 'failed' | 'pending' | 'skipped';
  readonly failureMessages: readonly string[];
}

interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly assertions: readonly Assertion[];
}

/** Runs Vitest over test files of another project, as its owner would. */
const runVitest = (folder: string, environment: NodeJS.ProcessEnv): Promise<Outcome> =>
  new Promise((done) => {
    const args = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', '--outputFile.json=result.json'];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, VITEST: undefined, NO_COLOR: '1', FORCE_COLOR: undefined, ...environment },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('close', (exitCode) => {
      const { testResults } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as { testResults: { assertionResults: Assertion[] }[] };
      done({ exitCode, output, assertions: testResults.flatMap(({ assertionResults }) => assertionResults) });
    });
  });

const FILE = `
import { defineConformance } from '${join(ROOT, 'harness/vitest.ts')}';
const { MODEL, BROKEN, PART, FOREIGN } = process.env;
const only = ['${FAILS}', '${PASSES}', '${OBSERVED}'];
defineConformance({ name: 'model', endpoint: async () => MODEL, only });
defineConformance({ name: 'broken', endpoint: BROKEN, only, out: 'broken' });
defineConformance({ name: 'partial', endpoint: PART, only: ['${FAILS}', '${PASSES}'] });
defineConformance({ name: 'complete', endpoint: PART, only: ['${FAILS}', '${PASSES}'], requireImplemented: true });
defineConformance({ name: 'nothing', endpoint: PART, only: ['${PASSES}'] });
defineConformance({ name: 'foreign', endpoint: FOREIGN, only });
defineConformance({ name: 'dead', endpoint: 'http://127.0.0.1:1', only });
defineConformance({ name: 'unset', endpoint: () => process.env.NOT_SET, only });
`;

const WITH_BASELINE = `
import { defineConformance } from '${join(ROOT, 'harness/vitest.ts')}';
const { MODEL, BROKEN } = process.env;
const only = ['${FAILS}', '${PASSES}'];
defineConformance({ name: 'known', endpoint: BROKEN, only, baseline: 'known.json' });
defineConformance({ name: 'mended', endpoint: MODEL, only, baseline: 'mended.json' });
defineConformance({ name: 'new', endpoint: BROKEN, only, baseline: 'empty.json' });
defineConformance({ name: 'stray', endpoint: MODEL, suites: 'mini', baseline: 'stray.json' });
`;

const servers: ModelServer[] = [];
const serve = async (overrides: Parameters<typeof createModel>[0]): Promise<string> => {
  const server = await startModelServer({ model: createModel(overrides) });
  servers.push(server);
  return server.endpoint;
};

const page = http.createServer((_, response) => response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>'));
const servePage = async (): Promise<string> => {
  await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
};

const work = mkdtempSync(join(tmpdir(), 'vitest-'));
let plain: Outcome;
let held: Outcome;
beforeAll(async () => {
  writeFileSync(join(work, 'vitest.config.mjs'), 'export default {};\n');
  writeFileSync(join(work, 'conformance.test.mjs'), FILE);
  cpSync(join(ROOT, `suites/${FAILS}.json`), join(work, `mini/${FAILS}.json`), { recursive: true });
  const environment = {
    MODEL: await serve({}),
    BROKEN: await serve({ successStatus: { ...awsRules.successStatus, PutGatewayResponse: 200 } }),
    FOREIGN: await servePage(),
    PART: await serve({ route: (method, path) => (method === 'PATCH' ? undefined : awsRules.route(method, path)) }),
  };
  plain = await runVitest(work, environment);
  const run = readRun(join(work, 'broken/run.json'));
  const known = initBaseline(run);
  for (const target of ['known', 'mended']) writeFileSync(join(work, `${target}.json`), fileJson({ ...known, target }));
  writeFileSync(join(work, 'empty.json'), fileJson({ ...known, target: 'new', entries: [] }));
  const stray = known.entries.map((entry) => ({ ...entry, cases: ['no-such/scenario'] }));
  writeFileSync(join(work, 'stray.json'), fileJson({ ...known, target: 'stray', entries: stray }));
  writeFileSync(join(work, 'conformance.test.mjs'), WITH_BASELINE);
  held = await runVitest(work, environment);
});
afterAll(async () => {
  page.closeAllConnections();
  page.close();
  for (const server of servers) await server.close();
  rmSync(work, { recursive: true });
});

/** Status of each test of a suite, by the id that its title begins with. */
const statuses = ({ assertions }: Outcome, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    assertions
      .filter(({ ancestorTitles: [suite] }) => suite?.startsWith(`${name}: `))
      .map(({ title, status }) => [title.replace(/: .*/, ''), status]),
  );

const messageOf = ({ assertions }: Outcome, name: string): string =>
  assertions.flatMap(({ ancestorTitles: [suite], failureMessages }) => (suite?.startsWith(`${name}: `) ? failureMessages : [])).join('\n');

test('each case is a test: what passes passes, what was only observed is skipped with the reason', () => {
  expect(statuses(plain, 'model')).toEqual({ [FAILS]: 'passed', [PASSES]: 'passed', [OBSERVED]: 'skipped' });
  expect(plain.output).toContain('[observed: nothing documented or observed was checked]');
});

test('a failed test says what was expected and came, the fact with its class and source, and how to see it again', () => {
  expect(statuses(plain, 'broken')).toEqual({ [FAILS]: 'failed', [PASSES]: 'passed', [OBSERVED]: 'skipped' });
  const message = messageOf(plain, 'broken');
  for (const text of ['expected  201', 'actual    200', 'F-042 (observed)', 'source: ', 'curl -s -i -X PUT', `explain ${FAILS}`])
    expect(message).toContain(text);
  expect(plain.output).toContain('Nonconformance: life-cycle/put-default-5xx failed');
});

test('what is unimplemented is skipped, and fails where that is asked', () => {
  expect(statuses(plain, 'partial')).toEqual({ [FAILS]: 'passed', [PASSES]: 'skipped' });
  expect(plain.output).toContain('[unimplemented: UpdateGatewayResponse');
  expect(statuses(plain, 'complete')).toEqual({ [FAILS]: 'passed', [PASSES]: 'failed' });
});

test('a target that does not answer, or has no URL, is one error with its remedy, and no test passes', () => {
  expect(new Set(Object.values({ ...statuses(plain, 'dead'), ...statuses(plain, 'unset') }))).toEqual(new Set(['skipped']));
  expect(plain.output).toContain('HarnessError: Failed to run the suite against http://127.0.0.1:1');
  expect(plain.output).toContain('Start the target first');
  expect(plain.output).toContain('Failed to read endpoint undefined');
  expect(plain.exitCode).toBe(1);
});

test('a run that checked nothing is one error that says what was asked and what came, and no test is green', () => {
  expect(new Set(Object.values({ ...statuses(plain, 'nothing'), ...statuses(plain, 'foreign') }))).toEqual(new Set(['skipped']));
  expect(plain.output).toContain('Nothing was checked: UpdateGatewayResponse is not there: PATCH /restapis/');
  expect(plain.output).toContain('Nothing was checked: POST /restapis was answered 404 text/html, where API Gateway answers a JSON object');
  expect(plain.output).toContain('Give the base URL of its API as endpoint.');
});

test('with a baseline a known deviation passes, and a new one and a vanished one fail', () => {
  const names = 'the rest of the baseline holds';
  expect(statuses(held, 'known')).toEqual({ [FAILS]: 'passed', [PASSES]: 'passed', [names]: 'passed' });
  expect(statuses(held, 'mended')).toEqual({ [FAILS]: 'failed', [PASSES]: 'passed', [names]: 'passed' });
  expect(messageOf(held, 'mended')).toMatch(
    /- life-cycle\/put-default-5xx: cause gone: c-[0-9a-f]{10} \(PutGatewayResponse: AWS answers 201; broken answers 200\)/,
  );
  expect(statuses(held, 'new')).toEqual({ [FAILS]: 'failed', [PASSES]: 'passed', [names]: 'passed' });
  expect(messageOf(held, 'new')).toContain('+ life-cycle/put-default-5xx: new cause: c-');
});

test('an entry of a case that the suite does not have fails', () => {
  expect(statuses(held, 'stray')).toEqual({ [FAILS]: 'passed', 'the rest of the baseline holds': 'failed' });
  expect(messageOf(held, 'stray')).toContain('no-such/scenario');
});
