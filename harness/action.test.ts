import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createModel } from '../suites/model/model.ts';
import { awsRules } from '../suites/model/rules.ts';
import { type ModelServer, startModelServer } from '../suites/model/server.ts';
import { initBaseline } from './result/baseline.ts';
import type { RunDocument } from './result/types.ts';

const ROOT = resolve(import.meta.dirname, '..');

interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

/** What a workflow with this action left: as GitHub would show it. */
interface Outcome {
  readonly failedStep: string | null;
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string>>;

/** The expressions that the action uses, and no other. */
const expand = (text: string, context: Values): string =>
  text.replaceAll(/\$\{\{ ([a-z0-9.-]+) \}\}/g, (_, name: string) => {
    if (!/^(inputs\.[a-z-]+|steps\.[a-z]+\.outputs\.[a-z-]+)$/.test(name)) throw new Error(`unknown expression ${name}`);
    return context[name] ?? '';
  });

const shell = (script: string, environment: NodeJS.ProcessEnv, cwd: string): Promise<{ code: number; log: string }> =>
  new Promise((done) => {
    const file = join(cwd, '..', 'script.sh');
    writeFileSync(file, script);
    const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', file], { cwd, env: environment });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
    child.on('close', (code) => done({ code: code ?? -1, log }));
  });

const readPairs = (file: string): readonly (readonly [string, string])[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    });

const work = mkdtempSync(join(tmpdir(), 'action-'));
const workspace = join(work, 'workspace');

/** The package to install, for a test of the archive; without it, the command of this source tree is what is installed in the workspace. */
const version = process.env['APIGW_TEST_PACKAGE'] ?? 'installed';

/** Runs the steps as a runner of GitHub Actions does, until one fails. */
const runAction = async (given: Values): Promise<Outcome> => {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default ?? '']);
  const context: Record<string, string> = { ...Object.fromEntries(defaults), 'inputs.version': version };
  for (const [name, value] of Object.entries(given)) context[`inputs.${name}`] = value;
  const summaryFile = join(work, 'summary.md');
  writeFileSync(summaryFile, '');
  const { AWS_ENDPOINT_URL: _, FORCE_COLOR: __, ...clean } = process.env;
  let [log, exitCode, failedStep]: [string, number, string | null] = ['', 0, null];
  for (const step of steps) {
    const outputFile = join(work, 'output');
    writeFileSync(outputFile, '');
    const own = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, expand(value, context)]));
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      RUNNER_TEMP: work,
    };
    const result = await shell(expand(step.run, context), { ...clean, ...github, ...own }, workspace);
    log += result.log;
    for (const [name, value] of readPairs(outputFile)) context[`steps.${step.id}.outputs.${name}`] = value;
    if (result.code !== 0) {
      [exitCode, failedStep] = [result.code, step.id];
      break;
    }
  }
  const outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, expand(value, context)]));
  return { failedStep, exitCode, log, summary: readFileSync(summaryFile, 'utf8'), outputs };
};

const ONLY = 'life-cycle/put-default-5xx';
const servers: ModelServer[] = [];
let good: string;
let broken: string;
beforeAll(async () => {
  mkdirSync(join(workspace, 'node_modules/.bin'), { recursive: true });
  const launcher = `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'harness/cli/start.mjs')}" "$@"\n`;
  writeFileSync(join(workspace, 'node_modules/.bin/apigw-conformance'), launcher, { mode: 0o755 });
  const wrongStatus = { successStatus: { ...awsRules.successStatus, PutGatewayResponse: 200 } };
  servers.push(await startModelServer(), await startModelServer({ model: createModel(wrongStatus) }));
  [good = '', broken = ''] = servers.map(({ endpoint }) => endpoint);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(work, { recursive: true });
});

test('every input reaches the command, and by a variable: no expression stands in a script', () => {
  for (const { run, shell: name } of steps) {
    expect(run).not.toContain('${{');
    expect(name).toBe('bash');
  }
  const used = steps.flatMap(({ env }) => Object.values(env)).flatMap((value) => [...value.matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name));
  expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
});

test('a target that conforms: exit code 0, both figures, the report in the workspace', async () => {
  const { exitCode, outputs, log } = await runAction({ endpoint: good, name: 'mine', only: ONLY });
  expect([exitCode, log]).toEqual([0, expect.stringContaining('divergence 0 of')]);
  expect(outputs).toEqual({ 'exit-code': '0', divergence: '0.0', coverage: '100.0', report: join(workspace, 'apigw-report') });
  expect(JSON.parse(readFileSync(join(workspace, 'apigw-report/run.json'), 'utf8'))).toMatchObject({
    target: { name: 'mine' },
    options: { only: [ONLY] },
  });
});

test('a deviation: exit code 1 and figures; as known, 0; known and gone, 1', async () => {
  const failed = await runAction({ endpoint: broken, only: `\n${ONLY}\n  wire/rest-api\n`, out: 'out/broken' });
  expect([failed.failedStep, failed.exitCode, failed.outputs['exit-code']]).toEqual(['run', 1, '1']);
  expect(failed.outputs).toMatchObject({ divergence: '50.0', coverage: '100.0' });
  expect(failed.log).toContain('F-042');
  const run = JSON.parse(readFileSync(join(failed.outputs['report'] ?? '', 'run.json'), 'utf8')) as RunDocument;
  writeFileSync(join(workspace, 'baseline.json'), JSON.stringify(initBaseline(run)));
  const known = { only: ONLY, baseline: 'baseline.json' };
  expect((await runAction({ ...known, endpoint: broken })).exitCode).toBe(0);
  expect((await runAction({ ...known, endpoint: good })).exitCode).toBe(1);
});

test('a target that does not answer: exit code 3, and a report', async () => {
  const { exitCode, outputs } = await runAction({ endpoint: 'http://127.0.0.1:1', only: ONLY, wait: '0' });
  expect(exitCode).toBe(3);
  expect(outputs).toMatchObject({ 'exit-code': '3', divergence: 'n/a', coverage: 'n/a' });
});

test.each([
  ['no endpoint', { endpoint: '' }, 'endpoint is empty'],
  ['an endpoint that is no URL', { endpoint: '--help' }, 'Failed to read endpoint --help'],
  ['a switch that is neither on nor off', { strict: 'yes' }, 'strict is neither true nor false'],
  ['a term that matches nothing', { only: '--quiet' }, '--only --quiet matches none'],
  ['a folder with a line break, which would write outputs', { out: 'a\nexit-code=0' }, 'out is no folder'],
  ['a baseline that is not there', { baseline: 'nowhere.json' }, 'nowhere.json'],
])('%s: exit code 2, the reason, and no figure', async (_, given, reason) => {
  const { exitCode, outputs, log } = await runAction({ endpoint: good, only: ONLY, ...given });
  expect([exitCode, outputs['exit-code'], outputs['divergence'], outputs['report']]).toEqual([2, '2', '', '']);
  expect(log).toContain(reason);
});

test('an input is data: what a shell would expand or run is passed on as it stands', async () => {
  const name = '$(touch pwned)`touch pwned`"; touch pwned; "';
  const { exitCode, log } = await runAction({ endpoint: good, name });
  expect([exitCode, log]).toEqual([2, expect.stringContaining(`Failed to read --name ${name}`)]);
  expect(() => readFileSync(join(workspace, 'pwned'))).toThrow('ENOENT');
});

test('a version that is not installed fails before anything runs', async () => {
  const { failedStep, exitCode, outputs } = await runAction({ endpoint: good, version: 'file:/nowhere/at-all.tgz' });
  expect([failedStep, exitCode === 0, outputs['exit-code']]).toEqual(['install', false, '']);
});
