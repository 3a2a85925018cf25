import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readVerdicts } from './cli/shared/read-run.ts';
import { loadSuite } from './engine/load/load.ts';
import type { CaseResult } from './engine/result/types.ts';
import { parseYaml } from './workshop/build/run-action.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const suite = loadSuite();
const PAGES = ['reports/FOR-MAINTAINERS.md', 'reports/DISPUTES.md', 'reports/CI.md'];

test.each(PAGES)('%s states of each fact the class that it has, and names scenarios and files that are there', (page) => {
  const text = read(page);
  const stated = [...text.matchAll(/\b([A-Z]-[A-Za-z0-9-]+) \((documented|observed|inferred|open|ours)\)/g)].map(([, id = '', claim]) => [id, claim]);
  expect(stated).toEqual(stated.map(([id = '']) => [id, suite.facts.get(id)?.class]));
  const areas = new Set(suite.scenarios.map(({ area }) => area));
  const named = [...text.matchAll(/(?:`|--only |explain )([a-z0-9-]+)\/([a-z0-9-]+)/g)].filter(([, area = '']) => areas.has(area));
  const ids = new Set(suite.scenarios.map(({ id }) => id));
  expect(named.map(([, area, name]) => `${area}/${name}`).filter((id) => !ids.has(id))).toEqual([]);
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => join(ROOT, dirname(page), link));
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

test('each cause of failures that maintainers are told of shows in the reports that are named, and in no other', () => {
  const rows = (/causes -->([\s\S]*)<!-{2} \/causes/.exec(read('reports/FOR-MAINTAINERS.md'))?.[1] ?? '').trim().split('\n').slice(2);
  expect(rows.length).toBeGreaterThan(10);
  const runs = ['moto', 'ministack', 'localstack'].map((name) => readVerdicts(join(ROOT, `reports/${name}/run.json`)));
  for (const row of rows) {
    const [, what = '', known = '', , scenario = '', seen = ''] = row.split('|').map((cell) => cell.trim());
    const isAbsence = what.startsWith('Update is not there');
    const shows = (one: CaseResult): boolean =>
      isAbsence
        ? one.verdict === 'unimplemented'
        : one.verdict === 'failed' && one.findings.some(({ fact, gating }) => gating && known.includes(`${fact} (`));
    const wrong = runs.filter(({ cases }) => cases.some((one) => `\`${one.scenario}\`` === scenario && shows(one)));
    expect([scenario, wrong.map(({ target }) => target.name).join(', ')]).toEqual([scenario, seen]);
  }
});

test('the form for a dispute asks for what the page asks for', () => {
  const form = parseYaml(read('.github/ISSUE_TEMPLATE/fact.yml')) as { body: readonly { id?: string; validations?: { required?: boolean } }[] };
  const required = form.body.filter(({ validations }) => validations?.required === true).map(({ id }) => id);
  expect(required).toEqual(['fact', 'claim', 'kind', 'request', 'answer', 'where']);
});
