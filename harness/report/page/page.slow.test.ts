import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pageAssets } from '../../cli/shared/page-assets.ts';
import { readRun } from '../../cli/shared/read-run.ts';
import { generateRuns } from '../../workshop/browser/generate-runs.ts';
import { renderPage } from './index.ts';
import type { PageData } from './types.ts';

const REPORTS = resolve(import.meta.dirname, '../../../reports');

const committed = readdirSync(REPORTS)
  .map((name) => join(REPORTS, name, 'run.json'))
  .filter((path) => existsSync(path))
  .map((path) => readRun(path));

const assets = pageAssets();

const inner = (page: string, tag: RegExp): string => {
  const open = tag.exec(page);
  const start = (open?.index ?? 0) + (open?.[0].length ?? 0);
  return page.slice(start, page.indexOf('</', start));
};

const dataOf = (page: string): PageData => JSON.parse(inner(page, /<script type="application\/json" id="data">/)) as PageData;

test('ten targets with a thousand cases each, no two of which answer alike, stay under 5 MB', () => {
  const runs = generateRuns(
    committed.filter(({ target }) => target.kind === 'live'),
    10,
    1000,
  );
  expect(runs.map(({ cases }) => cases.length)).toEqual(Array.from({ length: 10 }, () => 1000));
  const page = renderPage(runs, assets);
  expect(dataOf(page).targets.every(({ cells }) => cells.filter((cell) => cell !== 0).length === 1000)).toBe(true);
  expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
});
