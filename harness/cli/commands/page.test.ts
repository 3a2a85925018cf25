import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { commandLine, type Ended } from '../testing/command-line.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const RUNS = ['aws-documentation', 'aws-published'].map((origin) => join(ROOT, 'reports', origin, 'run.json'));

const page = (folder: string, ...words: readonly string[]): Promise<Ended> => commandLine(folder).run(['page', ...words]);

const folder = (): string => mkdtempSync(join(tmpdir(), 'page-'));

test('runs that are named become one page, and a page that is not theirs is exit 1', async () => {
  const work = folder();
  const made = await page(work, ...RUNS, '--out', 'there/index.html');
  expect([made.status, made.stdout, made.stderr]).toEqual([0, 'page: there/index.html\n', '']);
  const path = join(work, 'there/index.html');
  for (const name of ['AWS, as documented', 'AWS, as published']) expect(readFileSync(path, 'utf8')).toContain(`<h3>${name}</h3>`);
  expect((await page(work, ...RUNS.toReversed(), '--check', path)).status).toBe(0);
  appendFileSync(path, ' ');
  const stale = await page(work, ...RUNS, '--check', path);
  expect([stale.status, stale.stderr]).toEqual([1, expect.stringContaining('is not the page of these runs')]);
});

test('without arguments the page is that of all runs below reports', async () => {
  const work = folder();
  mkdirSync(join(work, 'reports/one'), { recursive: true });
  mkdirSync(join(work, 'reports/none'));
  copyFileSync(RUNS[0] ?? '', join(work, 'reports/one/run.json'));
  expect((await page(work)).stdout).toBe(`page: ${join('reports', 'index.html')}\n`);
  expect(readFileSync(join(work, 'reports/index.html'), 'utf8')).toContain('AWS, as documented');
});

test('what is no run, no run at all, and two wishes at once are exit 2 with one error', async () => {
  const work = folder();
  writeFileSync(join(work, 'bad.json'), '{"format":2}');
  const cases = [
    [await page(work, 'bad.json'), /^Failed to .*bad\.json/],
    [await page(work, 'missing.json'), /^Failed to .*missing\.json/],
    [await page(work), /^Failed to make the page: no run is named/],
    [await page(work, 'bad.json', '--out', 'a', '--check', 'b'), /^Failed to make the page: --out and --check are both given/],
    [
      await page(work, RUNS[0] ?? '', '--out', join(work, 'bad.json', 'x', 'index.html')),
      /^Failed to write the page to .*: a file stands where a folder should be/,
    ],
  ] as const;
  for (const [{ status, stdout, stderr }, message] of cases) {
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at |defect/);
  }
});
