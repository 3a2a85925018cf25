import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadSuite } from '../harness/engine/load/load.ts';
import { catchesText, caughtOf, firstAsked, parseCaught } from '../harness/proof/prove/catches.ts';
import { proveModel } from '../harness/proof/prove/prove-model.ts';
import { scoreOf } from '../harness/proof/prove/score.ts';
import type { Proof } from '../harness/proof/prove/types.ts';
import { testCaller } from '../harness/testing.ts';

const suite = loadSuite();
const committed = readFileSync(join(suite.root, 'catches.json'), 'utf8');

let proof: Proof;
beforeAll(async () => {
  proof = await proveModel({
    suite,
    caller: testCaller,
    only: undefined,
    lastTime: firstAsked(parseCaught(committed)),
    full: false,
    onStep: () => {},
  });
}, 600_000);

test('every mutant of a documented or observed fact is caught', () => {
  const survivors = proof.mutants.filter(({ advisory, caught }) => !advisory && caught === null);
  expect(survivors.map(({ name, survives }) => `${name}: ${survives}`)).toEqual([]);
  expect(scoreOf(proof).caught.whole).toBeGreaterThanOrEqual(100);
});

test('no lawful variant is accused', () => {
  const accused = proof.variants.flatMap(({ name, accused: cases }) => cases.map(({ case: id, reason }) => `${name}: ${id}: ${reason}`));
  expect(accused).toEqual([]);
  expect(proof.variants.length).toBeGreaterThan(0);
});

test('the committed catches are those of this proof', () => {
  expect(catchesText(caughtOf(proof.mutants))).toBe(committed);
});

test('README states this score', () => {
  const readme = readFileSync(join(suite.root, '../README.md'), 'utf8');
  const { caught, own, strictOnly, facts, absent, advisory, variants } = scoreOf(proof);
  expect(readme).toContain(`**${caught.part} of ${caught.whole}** mutants of ${facts} documented and observed facts are caught`);
  expect(readme).toContain(`${caught.part - strictOnly} fail a run with default settings; ${strictOnly} break exact messages and headers`);
  expect(readme).toContain(`${own.part} are caught by a finding on the very fact`);
  expect(readme).toContain(`${advisory.part} of ${advisory.whole} mutants of inferred facts`);
  expect(readme).toContain(`All **${variants.whole}** lawful variants`);
  expect(readme).toContain(`${absent} more mutants leave an operation without an accepted request`);
});
