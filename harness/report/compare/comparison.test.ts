import { expect, test } from 'vitest';
import { restoreRun } from '../../engine/result/restore-run.ts';
import { storeRun } from '../../engine/result/store-run.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { caseOf, failed, finding, runOf } from '../testing/run-of.ts';
import { disagreement } from './comparison.ts';

const observed = caseOf('x/b', { verdict: 'observed', observations: [{ step: 'a', where: 'answer', aspect: 'status', fact: 'Q-1', value: 200 }] });
const run = runOf([failed('x/a', finding()), observed]);

/** As it is committed: without its traffic. */
const committed = (of: RunDocument): RunDocument => restoreRun(storeRun(of), { texts: of, traffic: { why: 'it is not kept' } });

const changed = (change: (one: RunDocument['cases'][number]) => object): RunDocument =>
  committed({ ...run, cases: run.cases.map((one) => ({ ...one, ...change(one) })) });

test('a replay agrees with the committed run, whose traffic is known by digest', () => {
  expect([disagreement({ run, committed: committed(run) }), disagreement({ run, committed: null })]).toEqual([null, null]);
});

test.each([
  ['a verdict', 1, changed(({ id, verdict }) => ({ verdict: id === 'x/a' ? 'passed' : verdict }))],
  ['a finding', 1, changed(({ findings }) => ({ findings: findings.map((one) => ({ ...one, actual: 501 })) }))],
  ['what a finding decides', 1, changed(({ findings }) => ({ findings: findings.map((one) => ({ ...one, gating: false })) }))],
  ['an observation', 1, changed(({ observations }) => ({ observations: observations.map((one) => ({ ...one, value: 201 })) }))],
  ['a reason', 2, changed(() => ({ reason: 'another' }))],
])('%s that differs is told with its case', (_, count, other) => {
  expect(disagreement({ run, committed: other })).toMatch(new RegExp(`^emu: ${count} cases are not as in the committed report, the first is x/`));
});

test('an exchange that differs is told, though every case came to the same', () => {
  const exchanges = [{ step: 'update', request: { method: 'PATCH', path: '/other', headers: [] } }];
  expect(disagreement({ run, committed: changed(() => ({ exchanges })) })).toBe(
    'emu: every case is as in the committed report, and some exchange is not',
  );
});
