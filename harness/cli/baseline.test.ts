import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startModelServer } from '../../suites/model/server.ts';
import { textReport } from '../report/text.ts';
import type { Baseline, BaselineEntry } from '../result/baseline.ts';
import { compareBaseline } from '../result/compare-baseline.ts';
import { exitCodeOf } from '../result/exit-code.ts';
import type { RunDocument } from '../result/types.ts';
import { buildProgram } from './program.ts';
import { readBaseline, readRun } from './read-run.ts';

const work = mkdtempSync(join(tmpdir(), 'baseline-'));
const RUN = join(work, 'run.json');
const BASELINE = join(work, 'baseline.json');

const cli = async (...args: string[]): Promise<{ code: number; out: string }> => {
  const out: string[] = [];
  const codes: number[] = [];
  const io = { environment: {}, out: (text: string) => void out.push(text), err: () => {}, outIsTerminal: false, errIsTerminal: false };
  await buildProgram(io, (code) => void codes.push(code)).parseAsync(['node', 'cli', ...args]);
  return { code: codes[0] ?? -1, out: out.join('') };
};

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

const edit = (change: (entry: BaselineEntry, index: number) => readonly BaselineEntry[], more: Partial<Baseline> = {}): void => {
  const baseline = readJson<Baseline>(BASELINE);
  writeFileSync(BASELINE, JSON.stringify({ ...baseline, ...more, entries: baseline.entries.flatMap(change) }));
};

/** The model, with 201 where an update is accepted, and a body of its own with it. */
const wrongStatus = (endpoint: string): http.Server =>
  http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const upstream = http.request(endpoint + (request.url ?? ''), { method: request.method ?? 'GET', headers: request.headers }, (answer) => {
      response.writeHead(request.method === 'PATCH' && answer.statusCode === 200 ? 201 : (answer.statusCode ?? 500), answer.headers);
      answer.pipe(response);
    });
    upstream.end(Buffer.concat(chunks));
  });

let model: Awaited<ReturnType<typeof startModelServer>>;
let server: http.Server;
let target: string[];
beforeAll(async () => {
  model = await startModelServer();
  server = wrongStatus(model.endpoint);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  target = ['run', '--endpoint', endpoint, '--out', work, '--only', 'support-table/replace-status-code-uncustomised'];
  expect((await cli(...target)).code).toBe(1);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await model.close();
});

const fresh = async (...args: string[]): Promise<void> => {
  rmSync(BASELINE, { force: true });
  await cli('baseline', 'init', RUN, ...args);
};

/** What `run --baseline` makes of the run that was made, without running again. */
const held = (): { code: number; out: string } => {
  const run = readRun(RUN);
  const difference = compareBaseline(run, readBaseline(BASELINE), '2026-06-30');
  return { code: exitCodeOf(run, difference), out: textReport(run, { difference }) };
};

const again = (): Promise<{ code: number; out: string }> => cli(...target, '--baseline', BASELINE);

test('init writes owner, link and last day for all, and what was noted outlives the next init', async () => {
  await fresh('--owner', 'ann', '--link', 'https://example.com/1', '--expires', '2999-12-31');
  const [first, ...rest] = readJson<Baseline>(BASELINE).entries;
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ owner: 'ann', link: 'https://example.com/1', expires: '2999-12-31', reason: 'not yet looked at' });
  const unasked = { ...first, scenario: 'other/scenario', reason: 'not asked in this run' } as BaselineEntry;
  edit((entry) => [{ ...entry, cases: entry.cases.slice(0, 2), reason: 'kept', owner: 'bob' }, { ...entry, cases: entry.cases.slice(3) }, unasked]);
  await cli('baseline', 'init', RUN, '--force', '--owner', 'cyd');
  const { entries } = readJson<Baseline>(BASELINE);
  const said = entries.map(({ scenario, reason, owner, cases }) => [scenario, reason, owner, cases.length]);
  const all = first?.cases.length ?? 0;
  expect(all).toBeGreaterThan(3);
  expect(said).toContainEqual(['support-table/replace-status-code-uncustomised', 'kept', 'bob', 2]);
  expect(said).toContainEqual(['support-table/replace-status-code-uncustomised', 'not yet looked at', 'ann', all - 3]);
  expect(said).toContainEqual(['support-table/replace-status-code-uncustomised', 'not yet looked at', 'cyd', 1]);
  expect(said).toContainEqual(['other/scenario', 'not asked in this run', 'ann', all]);
  expect((await again()).code).toBe(0);
});

test('an entry that has expired is exit 1 and says what to do', async () => {
  await fresh();
  edit((entry) => [{ ...entry, expires: '2020-01-01' }]);
  const { code, out } = await again();
  expect([code, out.includes('expired: correct the target')]).toEqual([1, true]);
  edit((entry) => [{ ...entry, expires: '2026-06-30' }]);
  expect(held().code).toBe(0);
});

test.each([
  ['naming no case of several', { cases: [] }, 'names none of 5 cases'],
  ['with a wildcard', { cases: ['*'] }, 'has a wildcard'],
  ['that names what another names', { reason: 'another' }, 'is named twice'],
  ['of another step', { step: 'gone' }, 'the scenario has no step "gone"'],
  ['of a fact that the scenario does not cite', { fact: 'F-999' }, 'the scenario does not rest on F-999'],
  ['of a value that no longer comes', { actual: 599 }, 'in the baseline and gone'],
])('an entry %s is exit 1 and says what to do', async (_, change, text) => {
  await fresh();
  expect(held().code).toBe(0);
  edit((entry) => [entry, { ...entry, ...change }]);
  const { code, out } = held();
  expect([code, out.includes(text)]).toEqual([1, true]);
});

test('prune takes out what vanished apart from what the suite no longer asks for, and keeps the rest', async () => {
  await fresh();
  const changed = { meanings: { 'support-table/replace-status-code-uncustomised': 'another' } };
  edit((entry) => [entry, { ...entry, actual: 599, cases: ['DEFAULT_4XX'] }]);
  expect((await cli('baseline', 'prune', RUN, '--dry-run')).out).toMatch(
    /the target has it no longer\n {2}- .*599.*\n[^\n]*1 of 6 would be taken out\.\n/,
  );
  edit((entry) => [entry], changed);
  expect((await cli('baseline', 'prune', RUN, '--dry-run')).out).toMatch(/suite no longer asks for it\n {2}- .*another meaning since\n/);
  expect(readJson<Baseline>(BASELINE).entries).toHaveLength(2);
  expect((await cli('baseline', 'prune', RUN)).out).toContain('1 of 6 taken out.');
  expect(readJson<Baseline>(BASELINE).entries).toHaveLength(1);
  expect(held().code).toBe(0);
});

test('a run of everything tells what the suite has no longer', async () => {
  const [entry] = readJson<Baseline>(BASELINE).entries;
  const path = join(work, 'gone.json');
  writeFileSync(path, JSON.stringify({ target: 'model', entries: [{ ...entry, scenario: 'no/such', cases: [] }] }));
  const { code, out } = await cli('run', '--out', join(work, 'model'), '--baseline', path);
  expect([code, out.includes('the suite has no such scenario')]).toEqual([1, true]);
});

test.each([
  ['run', () => again()],
  ['report', () => cli('report', RUN, '--baseline', BASELINE)],
  ['baseline prune', () => cli('baseline', 'prune', RUN)],
  ['baseline explain', () => cli('baseline', 'explain', RUN)],
  ['baseline init --force', () => cli('baseline', 'init', RUN, '--force')],
])('a baseline of another target is refused by name: %s', async (_, act) => {
  await fresh();
  edit((entry) => [entry], { target: 'another' });
  await expect(act()).rejects.toMatchObject({
    code: 'baseline-invalid',
    message: expect.stringContaining('it is of target another, and this run is of target'),
    hint: expect.stringContaining('--name another'),
  });
});

test('a run that checked nothing makes no baseline', async () => {
  const path = join(work, 'unchecked.json');
  writeFileSync(path, JSON.stringify({ ...readJson<RunDocument>(RUN), unchecked: 'Nothing was checked: why.' }));
  await expect(cli('baseline', 'init', path, '--out', join(work, 'none.json'))).rejects.toThrow('Nothing was checked: why.');
});

test('explain shows both sides, the fact and its class, who answers, and for how long', async () => {
  await fresh();
  edit((entry) => [{ ...entry, owner: 'ann', since: '2020-01-01', expires: '2020-01-02', reason: 'because' }]);
  const { code, out } = await cli('baseline', 'explain', RUN);
  expect(code).toBe(0);
  for (const part of [
    'expected  200',
    'actual    201',
    '(observed)',
    'owner: ann',
    'since 2020-01-01 (',
    'expired 2020-01-02, ',
    'reason: because',
    'found',
  ]) {
    expect(out).toContain(part);
  }
});

test.each([
  ['a day that is past', ['--expires', '2020-01-01']],
  ['a day that is none', ['--expires', '2999-02-30']],
  ['a link that is not https', ['--link', 'http://example.com']],
])('%s is refused', async (_, args) => {
  await expect(cli('baseline', 'init', RUN, '--force', ...args)).rejects.toMatchObject({ code: 'usage' });
});

test.each([{ owner: '' }, { link: 'http://example.com' }, { expires: '2026-13-01' }])('a baseline with %j is refused', async (change) => {
  await fresh();
  edit((entry) => [{ ...entry, ...change }]);
  expect(() => readBaseline(BASELINE)).toThrow(`Failed to read baseline ${BASELINE}`);
});

test('entries of a run that got no answer are not pruned', async () => {
  await fresh();
  const run = readJson<RunDocument>(RUN);
  const dead = {
    ...run,
    options: { ...run.options, only: [] },
    cases: run.cases.map((one) => ({ ...one, verdict: 'errored', reason: 'timeout', findings: [] })),
  };
  writeFileSync(join(work, 'dead.json'), JSON.stringify(dead));
  expect((await cli('baseline', 'prune', join(work, 'dead.json'), '--baseline', BASELINE)).out).toContain('nothing is gone');
});
