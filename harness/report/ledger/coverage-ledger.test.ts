import { beforeAll, expect, test } from 'vitest';
import { loadSuite } from '../../engine/load/load.ts';
import type { SeedStatement } from '../../engine/load/seeds.ts';
import type { Suite } from '../../engine/load/types.ts';
import { coverageOf } from '../../engine/result/coverage.ts';
import { cellKeyOf, cellsOf } from './coverage-cells.ts';
import type { LedgerInput } from './coverage-input.ts';
import { coverageLedger } from './coverage-ledger.ts';

let suite: Suite;
beforeAll(() => {
  suite = loadSuite();
});

const input = (more: Partial<LedgerInput> = {}): LedgerInput => ({
  suite,
  reaches: coverageOf(suite),
  seeds: [],
  mutants: [],
  catches: new Map(),
  absent: new Map(),
  types: ['THROTTLED'],
  suiteFolder: '../suites/',
  ...more,
});

const rowOf = (page: string, start: string): string => page.split('\n').find((line) => line.startsWith(start)) ?? '';

const MUTANT = { name: 'add-status-code-accepted', fact: 'F-010', aspect: 'status', breaks: 'Accepts add on /statusCode.' };

test('a mutant counts for its fact, and stands with the case that caught it as a link', () => {
  const catches = new Map([[MUTANT.name, 'support-table/add-status-code@THROTTLED']]);
  const page = coverageLedger(input({ mutants: [MUTANT, { ...MUTANT, name: 'other' }], catches }));
  expect(rowOf(page, '| F-010 | observed ')).toMatch(/\| 1 of 2 caught \|$/);
  expect(rowOf(page, '| F-010 | `add-status-code-accepted` ')).toMatch(/\| \[support-table\/add-status-code\]@THROTTLED \|$/);
  expect(rowOf(page, '| F-010 | `other` ')).toMatch(/\| \*\*not caught\*\* \|$/);
});

test('mutants of inferred facts are advisory and count apart', () => {
  const page = coverageLedger(input({ mutants: [{ ...MUTANT, name: 'bare-container', fact: 'F-098' }, MUTANT], catches: new Map() }));
  expect(page).toContain('- 0 of 1 mutants of documented and observed facts are caught');
  expect(page.indexOf('`bare-container`')).toBeGreaterThan(page.indexOf('### Of other facts: advisory'));
});

test('a statement is held on the strongest ground of its facts', () => {
  const statement = (id: string, facts: readonly string[]): SeedStatement => ({ id, where: 'head', says: id, facts });
  const statements = [
    statement('doc-001', ['F-141', 'F-010']),
    statement('doc-002', ['F-141']),
    statement('doc-003', ['F-107a']),
    statement('doc-004', ['F-093', 'F-107a']),
  ];
  const page = coverageLedger(input({ seeds: [{ id: 'doc', title: 'A document', source: null, statements }] }));
  expect(rowOf(page, '| doc-001 ')).toMatch(/scenarios \|$/);
  expect(rowOf(page, '| doc-002 ')).toMatch(/scenarios, advisory \|$/);
  expect(rowOf(page, '| doc-003 ')).toMatch(/cannot be provoked \|$/);
  expect(rowOf(page, '| doc-004 ')).toMatch(/only observed, in \d+ scenarios \|$/);
  expect(page).toContain('\n  - 1 only observed: what comes is noted, and nothing can fail\n');
});

test('a fact counts as judged where an expectation can fail on it, and not where it is only observed or sent', () => {
  const page = coverageLedger(input());
  expect(rowOf(page, '| F-010 | observed ')).not.toContain('only');
  expect(rowOf(page, '| F-093 | documented ')).toContain('| only observed; [');
  expect(rowOf(page, '| J-terraform | documented ')).toContain('| only sent; ');
  expect(rowOf(page, '| open | ')).toMatch(/^\| open \| \d+ \| 0 \| [1-9]/);
  expect(page).toMatch(/documented or observed facts only observed: .*F-093/);
});

test('a path counts for its own cell: bare, with a child, or none of the table', () => {
  const scenario = suite.scenarios.filter(({ id }) => ['refusals/bare-response-parameters', 'refusals/unknown-path'].includes(id));
  const sent = cellsOf(scenario).filter(({ cases }) => cases > 0);
  expect(sent.map(({ op, path }) => `${op} ${path}`)).toEqual([
    'add /responseParameters',
    'replace /responseParameters',
    'remove /responseParameters',
    'add any other',
  ]);
  expect(cellKeyOf({ op: 'add', path: '/responseTemplates/application~1xml' })).toBe('add /responseTemplates/{type}');
  expect(cellKeyOf({ op: 'add', path: '/responseTemplates/application/xml' })).toBe('add any other');
});

test('every link of the page leads to a scenario', () => {
  const page = coverageLedger(input());
  const used = [...page.matchAll(/\[([a-z-]+\/[a-z0-9-]+)\](?!:)/g)].map(([, id]) => id);
  expect(used.length).toBeGreaterThan(1000);
  expect(used.filter((id) => !page.includes(`\n[${id}]: ../suites/${id}.json`))).toEqual([]);
});
