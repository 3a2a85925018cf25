import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSuite } from '../harness/engine/load/load.ts';
import { firstAsked, parseCaught } from '../harness/proof/prove/catches.ts';
import { mutants } from './model/mutants/index.ts';

const suite = loadSuite();
const caught = firstAsked(parseCaught(readFileSync(join(suite.root, 'catches.json'), 'utf8')));

test('every mutant has its committed catch, and no catch is of a mutant that is gone; the proof is a slow test', () => {
  expect(Object.keys(caught).sort()).toEqual(mutants.map(({ name }) => name).sort());
});

test('every committed catch is a case of the suite', () => {
  const cases = new Set(suite.scenarios.flatMap((scenario) => scenario.cases.map(({ id }) => id)));
  expect(Object.values(caught).filter((id) => !cases.has(id))).toEqual([]);
});
