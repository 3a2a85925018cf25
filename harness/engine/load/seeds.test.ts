import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadSuite } from './load.ts';
import { loadSeeds } from './seeds.ts';
import type { Suite } from './types.ts';

let suite: Suite;
beforeAll(() => {
  suite = loadSuite();
});

const load = (...statements: readonly object[]): unknown => {
  const root = mkdtempSync(join(tmpdir(), 'seeds-'));
  const seeds = [{ id: 'doc', title: 'A document', source: null, statements }];
  writeFileSync(join(root, 'seeds.json'), JSON.stringify({ $schema: '', seeds }));
  return loadSeeds({ ...suite, root });
};

const STATEMENT = { id: 'doc-001', where: 'head', says: 'Something.' };

test('a statement with facts, and one with a reason why it has none, are read', () => {
  expect(load({ ...STATEMENT, facts: ['F-001'] }, { ...STATEMENT, id: 'doc-002', reason: 'a heading' })).toHaveLength(1);
});

test.each([
  ['neither facts nor a reason', [STATEMENT], '/seeds/0/statements/0'],
  ['no fact in its list', [{ ...STATEMENT, facts: [] }], '/seeds/0/statements/0/facts'],
  ['facts and a reason as well', [{ ...STATEMENT, facts: ['F-001'], reason: 'a heading' }], 'exactly one schema'],
  ['a fact that does not exist', [{ ...STATEMENT, facts: ['F-001', 'F-999'] }], '/seeds/0/statements/0/facts/1: unknown fact F-999'],
  [
    'an id that is taken',
    [
      { ...STATEMENT, facts: ['F-001'] },
      { ...STATEMENT, facts: ['F-002'] },
    ],
    'doc-001 stands twice',
  ],
  ['the id of another document', [{ ...STATEMENT, id: 'other-001', facts: ['F-001'] }], 'other-001 is not named after doc'],
])('a statement with %s is a mistake of the suite', (_, statements, message) => {
  expect(() => load(...statements)).toThrow(message);
});
