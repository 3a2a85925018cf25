import { describe, expect, test } from 'vitest';
import type { Operation } from '../../service/operations.ts';
import type { Case, Expectation, Step, StepRef } from '../load/types.ts';
import { decideAll } from './decide.ts';
import type { CaseRecord } from './record.ts';
import type { EffectSeen, Finding, StepVerdict } from './types.ts';

const GET = 'GetGatewayResponse';
const PUT = 'PutGatewayResponse';
const UPDATE = 'UpdateGatewayResponse';

const finding = (more: Partial<Finding> = {}): Finding => ({
  step: 'own',
  where: 'answer',
  aspect: 'status',
  pointer: '',
  expected: { value: 200 },
  actual: 400,
  fact: 'F-1',
  class: 'documented',
  gating: true,
  ...more,
});

const MISS: NonNullable<EffectSeen['miss']> = { where: 'Get A', pointer: '/statusCode', expected: { value: '444' }, actual: '403' };

/** That the effect of a step was looked for by Get, and seen or not. */
const effect = (step: string, isSeen = true, more: Partial<EffectSeen> = {}): EffectSeen => ({
  step,
  reader: GET,
  resource: 'api0000001/A',
  read: true,
  gone: false,
  decides: true,
  miss: isSeen ? null : MISS,
  ...more,
});

/** One step as it was planned and as it was judged. */
type Judged = Partial<StepVerdict> & { readonly name?: string; readonly witness?: StepRef };

const planned = ({ name = 'own', operation = UPDATE, witness }: Judged): Step => ({
  name,
  request: { kind: 'call', operation: operation ?? '', input: { restApiId: 'api0000001', responseType: 'A' } },
  witness: witness ?? null,
  expect: [],
});

const judged = ({ name = 'own', witness: _, ...more }: Judged): StepVerdict => ({
  step: name,
  operation: UPDATE,
  accepted: true,
  status: 200,
  wronglyAccepted: false,
  effects: [],
  deciding: 1,
  findings: [],
  observations: [],
  ...more,
});

const record = (id: string, steps: readonly Judged[], more: Partial<CaseRecord> = {}): CaseRecord => ({
  case: { id, scenario: id, given: [], steps: steps.map(planned) },
  steps: steps.map(judged),
  given: [],
  stopped: null,
  ...more,
});

/** A case that shows that an operation, and what reads its effect, is there. */
const shows = (operation: Operation, id = `shows/${operation}`): CaseRecord => record(id, [{ operation, effects: [effect('own')] }]);

const refuses = (operation: Operation): CaseRecord =>
  record(`shows/${operation}`, [{ operation, accepted: false, status: 404, effects: [effect('own', false)] }]);

const ignores = (operation: Operation): CaseRecord => record(`shows/${operation}`, [{ operation, effects: [effect('own', false)] }]);

const decided = (
  own: CaseRecord,
  others: readonly CaseRecord[] = [shows(UPDATE), shows(GET)],
): readonly [verdict: string | undefined, reason: string | null | undefined] => {
  const decision = decideAll([own, ...others]).get(own.case.id);
  return [decision?.verdict, decision?.reason];
};

describe('where all that a case needs is there', () => {
  test('it passes where something decided, and is observed where nothing did', () => {
    expect(decided(record('a/b', [{}]))).toEqual(['passed', null]);
    expect(decided(record('a/b', [{ deciding: 0 }]))).toEqual(['observed', null]);
    expect(decided(record('a/b', []))).toEqual(['observed', null]);
  });

  test('what gates fails it, what is advisory does not', () => {
    expect(decided(record('a/b', [{ findings: [finding()] }]))).toEqual(['failed', null]);
    expect(decided(record('a/b', [{ findings: [finding({ gating: false })] }]))).toEqual(['passed', null]);
  });

  test.each(['skipped', 'errored'] as const)('a case that was %s is that, whatever was found before', (kind) => {
    const stopped = { kind, reason: 'because' };
    expect(decided(record('a/b', [{ findings: [finding()], wronglyAccepted: true }], { stopped }))).toEqual([kind, 'because']);
  });

  test('a given step that was refused leaves it unimplemented', () => {
    expect(decided(record('a/b', [{}], { stopped: { kind: 'refused', reason: 'given put was refused' } }))).toEqual([
      'unimplemented',
      'given put was refused',
    ]);
  });
});

describe('a refusal', () => {
  const witness: StepRef = { caseId: 'w/w', step: 'own' };
  const refusal = (more: Judged = {}): CaseRecord => record('a/b', [{ accepted: false, status: 400, witness, ...more }]);
  const beside = (one: CaseRecord): ReturnType<typeof decided> => decided(refusal(), [one, shows(UPDATE), shows(GET)]);

  test('passes beside its witness', () => {
    expect(beside(shows(UPDATE, 'w/w'))).toEqual(['passed', null]);
  });

  test('is worth nothing where its witness was refused, had no effect, or asked for none', () => {
    expect(beside(record('w/w', [{ accepted: false, status: 404 }]))).toEqual([
      'unimplemented',
      'witness w/w#own was refused (404) where AWS accepts',
    ]);
    expect(beside(record('w/w', [{ effects: [effect('own', false)] }]))).toEqual([
      'unimplemented',
      'witness w/w#own had no effect: Get A /statusCode has "403" where "444" is expected',
    ]);
    expect(beside(record('w/w', [{}]))).toEqual(['unimplemented', 'witness w/w#own: not sent']);
  });

  test.each([
    ['skipped', 'skipped'],
    ['errored', 'errored'],
    ['refused', 'unimplemented'],
  ] as const)('is, where its witness was %s, %s', (kind, verdict) => {
    expect(beside(record('w/w', [], { stopped: { kind, reason: 'because' } }))).toEqual([verdict, 'witness w/w#own: because']);
  });

  test('is skipped where its witness did not run', () => {
    expect(decided(refusal())).toEqual(['skipped', 'witness w/w#own did not run']);
  });

  test('that is wrong fails without one', () => {
    expect(decided(refusal({ findings: [finding({ aspect: 'error' })] }))).toEqual(['failed', null]);
  });

  test('whose witness stands in the same case passes by what it checks itself', () => {
    const own: StepRef = { caseId: 'a/b', step: 'first' };
    const both = (deciding: number): CaseRecord =>
      record('a/b', [
        { name: 'first', effects: [effect('first')] },
        { accepted: false, status: 400, deciding, witness: own },
      ]);
    expect([decided(both(1)), decided(both(0))]).toEqual([
      ['passed', null],
      ['observed', null],
    ]);
  });
});

describe('an operation that is absent', () => {
  const others = [refuses(UPDATE), shows(GET)];
  const because = `${UPDATE} accepted nothing that asks for its effect; answers: 404`;

  test('leaves what needs it unimplemented, right or wrong', () => {
    expect(decided(record('a/b', [{ accepted: false, status: 404 }]), others)).toEqual(['unimplemented', because]);
    expect(decided(record('a/b', [{ accepted: false, status: 404, findings: [finding()] }]), others)).toEqual(['unimplemented', because]);
  });

  test('is named with others that are, in order', () => {
    const own = record('a/b', [{}, { name: 'put', operation: PUT }]);
    expect(decided(own, [...others, refuses(PUT)])[1]).toBe(`${PUT} accepted nothing that asks for its effect; answers: 404; ${because}`);
  });

  test('excuses nothing that AWS refuses and it accepts', () => {
    expect(decided(record('a/b', [{ wronglyAccepted: true, findings: [finding()] }]), others)[0]).toBe('failed');
  });

  test('nor a breakdown, where our own rule gates', () => {
    expect(decided(record('a/b', [{ findings: [finding({ fact: 'R-001', class: 'ours' })] }]), others)[0]).toBe('failed');
    expect(decided(record('a/b', [{ findings: [finding({ fact: 'R-001', class: 'ours', gating: false })] }]), others)[0]).toBe('unimplemented');
  });

  test('has what it did not answer excused in a case that fails by another', () => {
    const read: Expectation['read'] = { call: GET, restApiId: 'api0000001', responseType: 'A' };
    const steps: readonly Judged[] = [{ name: 'put', operation: PUT, wronglyAccepted: true }, {}];
    const one: Case = { ...record('a/b', steps).case };
    const looked: Case = { ...one, steps: one.steps.map((step) => ({ ...step, expect: [{ read } as Expectation] })) };
    const { excuses = () => false } = decideAll([{ ...record('a/b', steps), case: looked }, shows(PUT), ...others]).get('a/b') ?? {};
    const [ofUpdate, ofPut, ofRead] = [finding(), finding({ step: 'put' }), finding({ step: 'put', where: 'Get A' })];
    expect([ofUpdate, ofPut, ofRead, finding({ fact: 'R-001' })].map(excuses)).toEqual([true, false, false, false]);
  });
});

describe('an operation that accepts and ignores', () => {
  const others = [ignores(UPDATE), shows(GET), shows(PUT)];

  test('fails the case that saw it, with the sentence', () => {
    const [verdict, reason] = decided(record('a/b', [{ findings: [finding()] }]), others);
    expect(verdict).toBe('failed');
    expect(reason).toBe(
      `${UPDATE} accepts and ignores: shows/${UPDATE}#own was answered 200, and Get A /statusCode has "403" where "444" is expected`,
    );
  });

  test('leaves a case unimplemented that saw nothing of it, or whose given state needs it', () => {
    expect(decided(record('a/b', [{}]), others)[0]).toBe('unimplemented');
    const given = record('a/b', [{ operation: PUT, findings: [finding()] }]);
    const needs = { ...given, case: { ...given.case, given: [planned({ name: 'given' })] } };
    expect(decided(needs, others)[0]).toBe('unimplemented');
  });

  test('is not told where what reads its effect does not work either', () => {
    const [verdict, reason] = decided(record('a/b', [{ findings: [finding()] }]), [ignores(UPDATE), refuses(GET)]);
    expect([verdict, reason]).toEqual(['unimplemented', `${UPDATE} was accepted, and nothing that works here could show its effect (asked: ${GET})`]);
  });
});

test('what makes the frame of a case is no operation that has to be shown', () => {
  expect(decided(record('a/b', [{ operation: 'GetRestApi' }]), [])).toEqual(['passed', null]);
});
