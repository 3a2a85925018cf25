import { beforeAll, describe, expect, test } from 'vitest';
import type { Mutant as ModelMutant, Variant as ModelVariant } from '../../../suites/model/mutants/types.ts';
import { awsRules } from '../../../suites/model/rules.ts';
import { decideAll } from '../../engine/judge/decide.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { storeExpected, storeValue } from '../../engine/result/room.ts';
import type { CaseResult } from '../../engine/result/types.ts';
import { modelTarget } from '../../targets/model-target.ts';
import { IS_WHOLE, MINI_SUITE, runTest, testCaller } from '../../testing.ts';
import { checkData } from './check-data.ts';
import { modelRules, toMutant, toVariant, watchedModel } from './mutants.ts';
import { prove } from './prove.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { proofText } from './report.ts';
import { isProved, scoreOf } from './score.ts';
import { runAll, tryOut } from './try-out.ts';
import type { Proof } from './types.ts';

const suite = loadSuite();
const planned = planCases(suite, {
  only: IS_WHOLE ? [] : [...MINI_SUITE, 'refusals/remove-displayed-template-customised', 'refusals/unknown-op', 'wire/collection'],
  skip: [],
});
const everyId = planned.map(({ case: one }) => one.id);

const mutant = (name: string, [fact, aspect]: [string, ModelMutant['aspect']], overrides: ModelMutant['overrides']): ModelMutant => ({
  name,
  fact,
  aspect,
  breaks: 'It differs.',
  overrides,
});

const variant = (name: string, overrides: ModelVariant['overrides']): ModelVariant => ({ name, allowedBy: [], differs: 'It differs.', overrides });

const SILENT = mutant('status-not-stored', ['B-replace-statusCode', 'state'], { replaceStatusCode: ({ stored }) => ({ stored }) });
const ITEMS = mutant('items-for-item', ['F-405', 'body'], { collection: (items) => ({ items }) });
const NO_TYPE = mutant('no-error-type', ['F-014', 'error'], { errorTypeHeader: () => undefined });
const PUT_200 = mutant('put-answers-200', ['F-401', 'status'], { successStatus: { ...awsRules.successStatus, PutGatewayResponse: 200 } });
const NOT_SAVED = mutant('nothing-saved', ['F-002', 'state'], { save: () => {} });
const NO_UPDATE = mutant('no-update', ['F-400', 'status'], {
  route: (method, path) => (method === 'PATCH' ? undefined : awsRules.route(method, path)),
});
const SAME = mutant('the-model-itself', ['F-005', 'status'], { deleteBody: () => undefined });
const INFERRED = mutant('missing-template-accepted', ['F-118', 'status'], { missingTemplate: () => undefined });
const PROSE = mutant('other-words', ['F-014', 'message'], { opViolation: (op, position) => `op ${op} at ${position} is bad` });

const PRETTY = variant('pretty-printed', { serialize: (body) => JSON.stringify(body, null, 2) });
const MOVES = variant('move-accepted', { move: ({ stored }) => ({ stored }) });

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await rehearse({ suite, planned, caller: testCaller, model: watchedModel });
});

const proveAll = (
  mutants: readonly ModelMutant[],
  variants: readonly ModelVariant[] = [],
  more: { full?: boolean; lastTime?: Record<string, string> } = {},
): Promise<Proof> =>
  prove({
    rehearsal,
    mutants: mutants.map(toMutant),
    variants: variants.map(toVariant),
    lastTime: more.lastTime ?? {},
    full: more.full ?? false,
    onStep: () => {},
  });

const essence = ({ id, verdict, reason, findings }: Pick<CaseResult, 'id' | 'verdict' | 'reason' | 'findings'>): unknown => ({
  id,
  verdict,
  reason,
  findings:
    verdict === 'unimplemented' ? [] : findings.map((one) => ({ ...one, expected: storeExpected(one.expected), actual: storeValue(one.actual) })),
});

test.each([SILENT, NOT_SAVED, NO_TYPE])('asking $name only what differs gives what a plain run gives', async (one) => {
  const runs = await runAll(tryOut(rehearsal, toMutant(one)), everyId);
  const decisions = decideAll(runs.map(({ record }) => record));
  const quick = runs.map(({ record }) => {
    const { verdict = 'errored', reason = null, excuses = () => false } = decisions.get(record.case.id) ?? {};
    const findings = record.steps.flatMap((step) => step.findings.map((one) => ({ ...one, gating: one.gating && !excuses(one) })));
    return essence({ id: record.case.id, verdict, reason, findings });
  });
  const plain = await runTest(suite, modelTarget(testCaller, one.overrides), { planned });
  expect(quick).toEqual(JSON.parse(JSON.stringify(plain.cases.map(essence))));
});

describe('a mutant', () => {
  test('of a fact that decides is caught by a case that fails, one of an inferred fact is advisory', async () => {
    const { mutants } = await proveAll([SILENT, ITEMS, NO_TYPE, PUT_200, PROSE, INFERRED]);
    expect(mutants.map(({ name, caught, advisory, survives }) => [name, caught?.own, advisory, survives])).toEqual([
      [SILENT.name, true, false, null],
      [ITEMS.name, true, false, null],
      [NO_TYPE.name, true, false, null],
      [PUT_200.name, true, false, null],
      [PROSE.name, true, false, null],
      [INFERRED.name, true, true, null],
    ]);
  });

  test('that no case asks for survives, and one that declines an operation whole counts apart', async () => {
    const proof = await proveAll([SAME, NO_UPDATE]);
    const [same, absent] = proof.mutants;
    expect([same?.caught, same?.survives]).toEqual([null, 'never asked: no case is answered in another way']);
    expect([absent?.caught?.kind, absent?.survives]).toEqual(['absent', null]);
    expect(scoreOf(proof)).toMatchObject({ caught: { part: 0, whole: 1 }, absent: 1 });
    expect(isProved(scoreOf(proof))).toBe(false);
  });

  test('is not caught at an aspect where nothing is found', async () => {
    const { mutants } = await proveAll([{ ...PUT_200, aspect: 'shape' }]);
    expect(mutants).toMatchObject([{ caught: null, survives: expect.stringContaining('none fails at shape') }]);
  });

  test('is first asked what caught it the last time', async () => {
    const first = await proveAll([SILENT], [], { full: true });
    const other = first.mutants[0]?.scenarios?.at(-1);
    const again = await proveAll([SILENT], [], { lastTime: { [SILENT.name]: everyId.find((id) => id.startsWith(other ?? '')) ?? '' } });
    expect(again.mutants[0]?.caught?.case).not.toBe(first.mutants[0]?.caught?.case);
    expect(again.mutants[0]?.caught?.case).toContain(other);
  });
});

test('a variant that no deciding fact speaks against passes, one that breaks such a fact is accused by name', async () => {
  const { variants } = await proveAll([], [PRETTY, MOVES, variant('put-answers-200', PUT_200.overrides)]);
  expect(variants.map(({ name, accused }) => [name, accused.length > 0])).toEqual([
    ['pretty-printed', false],
    ['move-accepted', false],
    ['put-answers-200', true],
  ]);
  const text = proofText({ mutants: [], variants }, []);
  expect(text).toContain('Variants accused without evidence');
  expect(text).toContain('not proved: 0 of 0');
});

test('mistakes in the data are told before anything runs', () => {
  const wrong = [SILENT, SILENT, mutant('Two Rules', ['F-999999', 'body'], { ...SILENT.overrides, ...ITEMS.overrides })].map(toMutant);
  const check = (): void => checkData(wrong, [], { facts: suite.facts, rules: modelRules });
  expect(check).toThrow(/status-not-stored: the name is taken/);
  expect(check).toThrow(/Two Rules: the name is not kebab-case/);
  expect(check).toThrow(/Two Rules: 2 rules overridden, not one/);
  expect(check).toThrow(/Two Rules: unknown fact F-999999/);
});
