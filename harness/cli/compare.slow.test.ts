import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startModelServer } from '../../suites/model/server.ts';
import { startCommand } from './testing/command-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'compare-'));

const text = (...path: readonly string[]): string => readFileSync(join(work, ...path), 'utf8');

test('shards run over HTTP by processes of their own and merged leave the files of the whole run', async () => {
  const model = await startModelServer();
  const words = ['run', '--endpoint', model.endpoint, '--name', 'mine', '--only', 'several-operations', '--quiet'];
  const run = async (...more: readonly string[]): Promise<number | null> => (await startCommand(work, [...words, ...more]).ended).status;
  const codes = await Promise.all([run('--out', 'whole'), run('--out', 's1', '--shard', '1/2'), run('--out', 's2', '--shard', '2/2')]);
  await model.close();
  expect(codes).toEqual([0, 0, 0]);
  const { status } = await startCommand(work, ['merge', 's2/run.json', 's1/run.json', '--out', 'merged']).ended;
  expect(status).toBe(0);
  for (const file of ['run.json', 'exchanges.json', 'report.md']) expect(text('merged', file)).toBe(text('whole', file));
});

test('a replayed recording in shards merges into its whole replay, with the exit code of the whole', async () => {
  const run = async (...words: readonly string[]): Promise<number | null> => (await startCommand(work, [...words, '--quiet']).ended).status;
  const replay = ['run', '--replay', 'moto', '--recordings', join(ROOT, 'recordings'), '--only', 'life-cycle'];
  const merge = ['merge', 'moto1/run.json', 'moto2/run.json', '--out', 'motos'];
  const baseline = ['--baseline', join(ROOT, 'reports/moto/baseline.json')];
  const shards = [run(...replay, '--out', 'moto1', '--shard', '1/2'), run(...replay, '--out', 'moto2', '--shard', '2/2')];
  expect(await Promise.all([run(...replay, '--out', 'moto'), ...shards])).toEqual([1, 1, 1]);
  expect([await run(...merge), await run(...merge, ...baseline)]).toEqual([1, 0]);
  expect(text('motos', 'run.json')).toBe(text('moto', 'run.json'));
});
