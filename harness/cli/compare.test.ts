import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startModelServer } from '../../suites/model/server.ts';
import type { Trend } from '../engine/result/history.ts';
import type { RunDocument, Timing } from '../engine/result/types.ts';
import { oldRun } from '../report/testing/old-run.ts';
import { readRun } from './shared/read-run.ts';
import { commandLine, type Ended } from './testing/command-line.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const line = commandLine();
const work = line.folder;

const cli = (...words: readonly string[]): Promise<Ended> => line.run(words);

const { read: text, readJson: json } = line;

const committed = (name: string): string => join(ROOT, 'reports', name, 'run.json');

/** A committed run, changed, under a name of its own. */
const variant = (name: string, of: string, change: (run: RunDocument) => Partial<RunDocument>): string => {
  const run = readRun(committed(of));
  mkdirSync(dirname(join(work, name)), { recursive: true });
  writeFileSync(join(work, name), JSON.stringify(oldRun({ ...run, ...change(run) })));
  return name;
};

test('shards run over HTTP at the same time and merged leave the files of the whole run', async () => {
  const model = await startModelServer();
  const args = ['run', '--endpoint', model.endpoint, '--name', 'mine', '--only', 'example', '--only', 'several-operations/two-refused', '--quiet'];
  const run = async (...more: readonly string[]): Promise<number> => (await cli(...args, ...more)).status;
  const codes = await Promise.all([run('--out', 'whole'), run('--out', 's1', '--shard', '1/2'), run('--out', 's2', '--shard', '2/2')]);
  await model.close();
  expect(codes).toEqual([0, 0, 0]);
  expect(text('s2', 'report.md')).toContain('Shard 2/2');
  const { status, stdout } = await cli('merge', 's2/run.json', 's1/run.json', '--out', 'merged');
  expect([status, stdout.includes('divergence 0 of')]).toEqual([0, true]);
  for (const file of ['run.json', 'exchanges.json', 'report.md']) expect(text('merged', file)).toBe(text('whole', file));
  const [one, two, sum] = ['s1', 's2', 'merged'].map((folder) => json<Timing>(folder, 'timing.json'));
  expect([sum?.requests, sum?.milliseconds]).toEqual([
    (one?.requests ?? 0) + (two?.requests ?? 0),
    (one?.milliseconds ?? 0) + (two?.milliseconds ?? 0),
  ]);
  expect(Object.keys(sum?.cases ?? {}).sort()).toEqual(readRun(join(work, 'merged/run.json')).planned);
  const names = (folder: string): readonly string[] =>
    [...text(folder, 'junit.xml').matchAll(/testcase name="([^"]*)"/g)].map(([, name]) => name ?? '');
  expect(names('merged')).toEqual(names('whole'));
  rmSync(join(work, 's1/timing.json'));
  const untimed = await cli('merge', 's1/run.json', 's2/run.json', '--out', 'untimed', '--quiet');
  expect([untimed.status, untimed.stderr.includes('there is no timing.json beside s1/run.json')]).toEqual([0, true]);
  const alone = await cli('merge', 's1/run.json');
  expect([alone.status, alone.stderr.split('\n')[0]]).toEqual([2, 'Failed to merge runs: 2/2 is missing']);
});

test('a replayed recording in shards merges into its whole replay, with the exit code of the whole', async () => {
  const recordings = ['--replay', 'moto', '--recordings', join(ROOT, 'recordings')];
  const baseline = ['--baseline', join(ROOT, 'reports/moto/baseline.json')];
  const run = async (out: string, ...more: readonly string[]): Promise<number> =>
    (await cli('run', ...recordings, '--only', 'isolation', '--out', out, '--quiet', ...more)).status;
  expect([await run('moto'), await run('moto1', '--shard', '1/2'), await run('moto2', '--shard', '2/2')]).toEqual([1, 1, 1]);
  const merged = async (...more: readonly string[]): Promise<number> =>
    (await cli('merge', 'moto1/run.json', 'moto2/run.json', '--out', 'motos', '--quiet', ...more)).status;
  expect([await merged(), await merged(...baseline)]).toEqual([1, 0]);
  expect(text('motos', 'run.json')).toBe(text('moto', 'run.json'));
});

test('a shard is held against its own part of the baseline', async () => {
  const args = ['--replay', 'moto', '--recordings', join(ROOT, 'recordings'), '--baseline', join(ROOT, 'reports/moto/baseline.json')];
  const { status, stdout } = await cli('run', ...args, '--shard', '3/20', '--out', 'part');
  expect([status, stdout.includes('as the baseline says')]).toEqual([0, true]);
});

test('a shard of probes alone is no run that checked nothing; the whole of them is', async () => {
  const shard = await cli('run', '--only', 'probes/status-code-empty', '--shard', '1/1', '--out', 'probes', '--quiet');
  const whole = await cli('merge', 'probes/run.json', '--out', 'probed', '--quiet');
  expect([shard.status, whole.status, whole.stderr.startsWith('Nothing was checked')]).toEqual([0, 2, true]);
});

test.each([
  ['a shard beyond the last', ['run', '--shard', '3/2'], 'Failed to read --shard 3/2'],
  ['a shard before the first', ['run', '--shard', '0/2'], 'Failed to read --shard 0/2'],
  ['a shard that is no part', ['run', '--shard', 'half'], 'Failed to read --shard half'],
  ['more shards than scenarios', ['run', '--shard', '2/2', '--only', 'refusals/add-status-code'], 'only 1 scenarios are chosen'],
  ['merging a file that is not there', ['merge', 'nowhere.json'], 'Failed to read run nowhere.json'],
  ['merging a whole run', ['merge', committed('moto')], 'is a whole run, not a shard'],
  ['comparing with nothing', ['compare', committed('moto'), 'nowhere.json'], 'Failed to read run nowhere.json'],
  ['a history of nothing', ['history'], 'Failed to show history: there is no run'],
  ['a history of what is no run', ['history', join(ROOT, 'package.json')], 'Failed to read run'],
  ['a history without git', ['history', '--git', 'nowhere/run.json'], 'Failed to read the history of nowhere/run.json'],
])('%s is one clear error and exit code 2', async (_, args, message) => {
  const { status, stderr } = await cli(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
});

test('compare is exit 0 where nothing got worse and 1 where something did, in every format', async () => {
  const isFailed = ({ verdict, support }: RunDocument['cases'][number]): boolean => verdict === 'failed' && !support;
  const repaired = variant('repaired.json', 'moto', ({ cases }) => {
    const first = cases.find(isFailed);
    return { cases: cases.map((one) => (one === first ? { ...one, verdict: 'passed', findings: [] } : one)) };
  });
  const better = await cli('compare', committed('moto'), repaired);
  expect([better.status, better.stdout.includes('worse 0, surfaced 0, otherwise 0, better 1,')]).toEqual([0, true]);
  const worse = await cli('compare', repaired, committed('moto'), '--format', 'markdown');
  expect([worse.status, worse.stdout.includes('## Worse'), worse.stdout.includes('passed -> failed')]).toEqual([1, true, true]);
  const data = await cli('compare', repaired, committed('moto'), '--format', 'json');
  expect([data.status, (JSON.parse(data.stdout) as { changes: unknown[] }).changes.length]).toEqual([1, 1]);
});

test('compare refuses two suites unless told, and strict beside not strict', async () => {
  const other = variant('other.json', 'moto', ({ scenarios }) => ({
    suite: { version: '9', digest: 'other' },
    scenarios: scenarios.map((scenario) => (scenario.id === 'defaults/get-all' ? { ...scenario, meaning: 'else' } : scenario)),
  }));
  const refused = await cli('compare', committed('moto'), other);
  expect([refused.status, refused.stderr.includes('they are of two suites')]).toEqual([2, true]);
  const told = await cli('compare', committed('moto'), other, '--across-suites');
  expect([told.status, told.stdout.includes('1 case left out: 1 ask something else now')]).toEqual([0, true]);
  const strict = variant('strict.json', 'moto', ({ options }) => ({ options: { ...options, strict: true } }));
  expect((await cli('compare', committed('moto'), strict)).status).toBe(2);
});

test('history reads every committed version of a file, oldest first, and breaks the line where the suite changed', async () => {
  mkdirSync(join(work, 'repo/reports'), { recursive: true });
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: join(work, 'repo') });
  const commit = (change: (run: RunDocument) => Partial<RunDocument>): void => {
    variant('repo/reports/run.json', 'moto', change);
    git('add', '.');
    git('commit', '-q', '-m', 'report');
  };
  const divergent =
    (version: string, part: number, digest = 'first') =>
    (run: RunDocument) => ({
      target: { ...run.target, version },
      suite: { version: '1', digest },
      summary: { ...run.summary, divergence: { part, whole: 80 } },
    });
  git('init', '-q');
  commit(divergent('1.0', 60));
  commit(divergent('1.1', 40));
  writeFileSync(join(work, 'repo/reports/run.json'), '{"format":1}');
  git('commit', '-q', '-a', '-m', 'broken');
  commit(divergent('2.0', 20, 'second'));
  const args = ['history', '--git', 'repo/reports/run.json', variant('now.json', 'moto', divergent('2.1', 28, 'second'))];
  const { status, stdout, stderr } = await cli(...args, '--format', 'json');
  expect([status, stderr.match(/left out: /g)?.length]).toEqual([0, 1]);
  const [trend] = JSON.parse(stdout) as readonly Trend[];
  const seen = trend?.stretches.map(({ points }) => points.map(({ version, divergence: { figure, by } }) => [version, figure.part, by]));
  expect(seen).toEqual([
    [
      ['1.0', 60, null],
      ['1.1', 40, -25],
    ],
    [
      ['2.0', 20, null],
      ['2.1', 28, 10],
    ],
  ]);
  const shown = (await cli(...args)).stdout;
  const order = ['75.0 %', '50.0 %', '-25.0', '-- other questions', '25.0 %', '35.0 %', '+10.0'].map((words) => shown.lastIndexOf(words));
  expect(order).toEqual([...order].sort((x, y) => x - y));
  expect(order).not.toContain(-1);
  const markdown = (await cli('history', '--git', 'repo/reports/run.json', '--format', 'markdown')).stdout;
  expect([markdown.match(/\| run \|/g)?.length, markdown.includes('**Break**')]).toEqual([2, true]);
});
