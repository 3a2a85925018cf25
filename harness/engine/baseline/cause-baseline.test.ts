import { describe, expect, test } from 'vitest';
import { caseOf, failed, finding, runOf } from '../../report/testing/run-of.ts';
import { textReport } from '../../report/text/text.ts';
import { caseOutcome, strayLines } from '../../report/words/case-outcome.ts';
import { explainCauses, knownText } from '../../report/words/explain-cause-baseline.ts';
import { NO_PAINT } from '../../report/words/options.ts';
import { causesOf } from '../causes/causes.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import type { CauseBaseline, CauseEntry } from './baseline-cause.ts';
import { compareBaseline, isKnown, knownEntry } from './compare-baseline.ts';
import { exitCodeOf } from './exit-code.ts';
import { pruneBaseline } from './prune-baseline.ts';
import { initBaseline } from './write-baseline.ts';

const status = finding({ actual: 201 });
const message = finding({ aspect: 'message', actual: 'another', expected: { value: 'a message' } });
const absent = finding({ aspect: 'body', pointer: '/statusCode', expected: { value: '403' }, actual: null });

const cases = [
  failed('x/a@A', status),
  failed('x/a@B', status, absent),
  failed('x/b', absent),
  caseOf('x/c', { verdict: 'errored', reason: 'none' }),
];
const run = runOf(cases);
const known = initBaseline(run);

const change = (baseline: CauseBaseline, of: (entry: CauseEntry) => Partial<CauseEntry>): CauseBaseline => ({
  ...baseline,
  entries: baseline.entries.map((entry) => ('errored' in entry ? entry : { ...entry, ...of(entry) })),
});

const held = (of: RunDocument, baseline: CauseBaseline = known) => {
  const difference = compareBaseline(of, baseline, '2026-06-30');
  return { difference, code: exitCodeOf(of, difference), out: textReport(of, { difference }) };
};

const only = (...ids: string[]): Partial<RunDocument> => ({ options: { ...run.options, only: ids } });

const replaced = (...changed: CaseResult[]): RunDocument =>
  runOf([...cases.map((one) => changed.find(({ id }) => id === one.id) ?? one), ...changed.filter(({ id }) => cases.every((one) => one.id !== id))]);

describe('a baseline of causes', () => {
  test('has an entry for each cause, a text for each scenario, and errors apart', () => {
    expect(known).toMatchObject({ format: 2, target: 'emu', meanings: { 'x/a': 'x', 'x/b': 'x', 'x/c': 'x' } });
    const written = known.entries.map((entry) => ('errored' in entry ? entry.errored : entry.cases));
    expect(written.slice(0, 2).sort()).toEqual([['x/a@A,B'], ['x/a@B', 'x/b']]);
    expect(written[2]).toEqual(['x/c']);
    for (const entry of known.entries) if (!('errored' in entry)) expect(entry.about).toMatch(/^UpdateGatewayResponse: AWS /);
    expect(knownText(known)).toBe('2 known causes and 1 known error in 4 cases');
  });

  test('makes what it knows exit 0, in one line, and says what of what', () => {
    const { difference, code, out } = held(run);
    expect([code, out.includes('as the baseline says'), out.includes('known to the baseline: 2 causes of 3 cases')]).toEqual([0, true, true]);
    expect(cases.map((one) => isKnown(difference, one))).toEqual([true, true, true, true]);
    expect(knownEntry(difference, cases[0] as CaseResult, status)).toMatchObject({ reason: 'not yet looked at' });
    expect(knownEntry(difference, cases[3] as CaseResult, null)).toMatchObject({ errored: ['x/c'] });
    expect([...difference.knownCauses].sort()).toEqual([...causesOf(run).map(({ id }) => id), 'errored'].sort());
  });

  test('does not depend on what is folded under what', () => {
    const alone = runOf([failed('x/a@B', absent), failed('x/b', absent)]);
    expect(held(alone, initBaseline(alone)).code).toBe(0);
    for (const one of cases.slice(0, 3)) expect(held(runOf([one], only(one.id))).code).toBe(0);
  });
});

describe('what differs is told by cause', () => {
  test('a new cause, with an example that can be shown again', () => {
    const { difference, code } = held(replaced(failed('x/b', absent, message)));
    expect([code, difference.unexpected, difference.vanished]).toEqual([
      1,
      [expect.stringMatching(/^c-[0-9a-f]{10} \(.*\): new cause of 1 case: x\/b; to see it: repro x\/b#update$/)],
      [],
    ]);
    expect(isKnown(difference, failed('x/b', absent, message))).toBe(false);
  });

  test('a new case under a known cause', () => {
    const { difference, code, out } = held(replaced(failed('x/new', status)));
    expect([code, difference.unexpected]).toEqual([1, [expect.stringMatching(/\): 1 new case under a known cause: x\/new$/)]]);
    expect(out).toContain('known to the baseline: 1 cause of 2 cases');
  });

  test('another known cause in a known case', () => {
    const { difference, code } = held(replaced(failed('x/a@A', status, absent)));
    expect([code, difference.unexpected]).toEqual([1, [expect.stringMatching(/\): 1 new case under a known cause: x\/a@A$/)]]);
  });

  test('a case that a cause is gone from, and a cause that is gone', () => {
    const one = held(replaced(caseOf('x/b')));
    expect([one.code, one.difference.vanished]).toEqual([1, [expect.stringMatching(/\): gone from 1 case: x\/b$/)]]);
    const all = held(replaced(caseOf('x/b'), failed('x/a@B', status)));
    expect([all.code, all.difference.vanished]).toEqual([1, [expect.stringMatching(/\): cause gone, with 2 cases: x\/a@B, x\/b$/)]]);
    expect(all.out).toContain('run "baseline prune"');
  });

  test('an error that is gone, and one that is new', () => {
    const { difference, code } = held(replaced(caseOf('x/c'), caseOf('x/d', { verdict: 'errored', reason: 'none' })));
    expect([code, difference.vanished, difference.unexpected]).toEqual([
      3,
      ['errored (no answer came): gone from 1 case: x/c'].map((line) => line.replace('gone from 1 case', 'cause gone, with 1 case')),
      ['errored (no answer came): 1 new case under a known cause: x/d'],
    ]);
  });

  test.each([
    ['expired', { expires: '2026-06-29' }, 'expired in 2 cases: x/a@A, x/a@B, accepted up to 2026-06-29'],
    ['naming no case of several', { cases: ['x/a'] }, 'names none of 2 cases'],
    ['with a wildcard', { cases: ['x/a@*'] }, 'has a wildcard'],
    ['naming a case twice', { cases: ['x/a@A,B', 'x/a@B'] }, 'is named twice'],
    ['of a case that is not there', { cases: ['x/a@A,B,Z'] }, 'the scenario has no such case'],
    ['of a scenario that is not there', { cases: ['x/a@A,B', 'no/such'] }, 'the suite has no such scenario'],
  ])('an entry that is %s', (_, changed, text) => {
    const { code, out } = held(
      run,
      change(known, ({ cases: [first] }) => (first === 'x/a@A,B' ? changed : {})),
    );
    expect([code, out.includes(text)]).toEqual([1, true]);
  });

  test('on the last day an entry still holds', () => {
    expect(
      held(
        run,
        change(known, () => ({ expires: '2026-06-30' })),
      ).code,
    ).toBe(0);
  });

  test('a scenario with another meaning is no change of the target', () => {
    const { difference } = held(replaced(caseOf('x/b')), { ...known, meanings: { ...known.meanings, 'x/b': 'another' } });
    expect([difference.vanished, difference.orphaned]).toEqual([[], [expect.stringMatching(/not asked in 1 case: x\/b: .*another meaning since$/)]]);
  });

  test('a case that got no answer tells nothing, and a whole run says so', () => {
    const { difference } = held(replaced({ ...caseOf('x/b'), verdict: 'skipped', reason: 'stale' }));
    expect(difference.vanished).toEqual([expect.stringMatching(/no answer to judge in 1 case: x\/b: skipped: stale$/)]);
  });

  test('a failure without a finding is told, too', () => {
    const bare = runOf([caseOf('x/y', { verdict: 'failed', reason: 'why' })]);
    expect(held(bare, { ...known, entries: [] }).code).toBe(1);
    expect(held(bare, initBaseline(bare)).code).toBe(0);
    expect(isKnown(held(bare, initBaseline(bare)).difference, bare.cases[0] as CaseResult)).toBe(true);
  });

  test('to the test of each case, and what no test is of, beside', () => {
    const of = replaced(failed('x/b', absent, message), caseOf('x/a@A'));
    const { difference } = held(
      of,
      change(known, ({ cases: named }) => ({ cases: [...named, 'no/such'] })),
    );
    const outcome = (id: string) => caseOutcome(of.cases.find((one) => one.id === id) as CaseResult, of, difference);
    expect(outcome('x/a@B')).toEqual({ kind: 'pass' });
    expect(outcome('x/b')).toMatchObject({
      kind: 'fail',
      lines: [expect.stringContaining('not in the baseline'), expect.stringMatching(/^\+ x\/b: new cause: c-/)],
    });
    expect(outcome('x/a@A')).toMatchObject({ kind: 'fail', lines: [expect.stringContaining('gone'), expect.stringMatching(/^- x\/a@A: gone: c-/)] });
    expect(strayLines(new Set(of.cases.map(({ id }) => id)), difference).join('\n')).toContain('- no/such: not asked');
  });
});

describe('a part of a run', () => {
  const part = (one: CaseResult, more: Partial<RunDocument> = {}): RunDocument => runOf([one], { ...only('x'), ...more });

  test.each([
    ['--only', only('x/a')],
    ['a shard', { shard: { index: 1, total: 2 } }],
    ['an interrupted run', { interrupted: true }],
  ])('says nothing of what did not run: %s', (_, more) => {
    const { difference } = held(runOf(cases.slice(0, 1), more));
    expect([difference.unexpected, difference.vanished, difference.orphaned]).toEqual([[], [], []]);
  });

  test('tells what is gone from a case that passed, or that failed by something else alone', () => {
    expect(held(part(caseOf('x/b'))).code).toBe(1);
    expect(held(part(failed('x/a@B', status))).difference.vanished).toHaveLength(1);
  });

  test.each([
    ['is unimplemented there', { ...caseOf('x/b'), verdict: 'unimplemented' as const, reason: 'why' }, {}],
    ['is skipped there', { ...caseOf('x/b'), verdict: 'skipped' as const, reason: 'interrupted' }, {}],
    ['asks of what is not known to work there', failed('x/a@B', status), { operations: {} }],
  ])('tells nothing of a case that %s: the rest of the run may decide', (_, one, more) => {
    expect(held(part(one, more)).difference.vanished).toEqual([]);
  });

  test('has no say in whether an operation accepts and ignores', () => {
    const hollow = { ...failed('x/a@A', status), reason: 'UpdateGatewayResponse accepts and ignores: why' };
    const whole = runOf([hollow]);
    expect(initBaseline(whole).entries).toHaveLength(2);
    expect(held(part({ ...hollow, reason: null }), initBaseline(whole)).code).toBe(0);
    expect(held(part(hollow), initBaseline(runOf([{ ...hollow, reason: null }]))).code).toBe(0);
    expect(held(runOf([{ ...hollow, reason: null }]), initBaseline(whole)).difference.vanished).toHaveLength(1);
    expect(held(whole, initBaseline(runOf([{ ...hollow, reason: null }]))).difference.unexpected).toHaveLength(1);
  });
});

describe('brought up to date', () => {
  test('what was said is kept, a new case of a cause is covered by it, and an unasked one stays', () => {
    const said = change(known, ({ cause }) => ({ reason: `why ${cause}`, owner: 'ann', since: '2026-01-01' }));
    const next = initBaseline(runOf([failed('x/a@A', status, message), failed('x/new', status)], only('x')), {
      previous: said,
      notes: { owner: 'bob', since: '2026-06-30' },
    });
    const [first] = known.entries.filter((entry) => 'cause' in entry && entry.cases[0] === 'x/a@A,B') as [CauseEntry];
    expect(next.entries).toHaveLength(4);
    expect(next.entries).toContainEqual({ ...first, cases: ['x/a@A,B', 'x/new'], reason: `why ${first.cause}`, owner: 'ann', since: '2026-01-01' });
    expect(next.entries).toContainEqual(
      expect.objectContaining({ cases: ['x/a@A'], reason: 'not yet looked at', owner: 'bob', since: '2026-06-30' }),
    );
    expect(next.entries.at(-1)).toEqual({ errored: ['x/c'], reason: 'not yet looked at', owner: 'bob' });
  });

  test('two entries of one cause stay two, and a new case of it belongs to neither', () => {
    const [entry] = known.entries.filter((each) => 'cause' in each && each.cases[0] === 'x/a@A,B') as [CauseEntry];
    const parts = [
      { ...entry, cases: ['x/a@A'], reason: 'one' },
      { ...entry, cases: ['x/a@B'], reason: 'two' },
    ];
    const next = initBaseline(runOf([failed('x/a@A', status), failed('x/a@B', status), failed('x/new', status)]), {
      previous: { ...known, entries: parts },
    });
    expect(next.entries.map(({ reason }) => reason)).toEqual(['not yet looked at', 'one', 'two']);
  });

  test('prune takes out what is gone, apart from what the suite no longer asks for', () => {
    const old = change(known, ({ cases: named }) => ({ cases: [...named, 'no/such'] }));
    const { baseline, vanished, orphaned, of } = pruneBaseline(replaced(caseOf('x/b')), old);
    expect([vanished, orphaned, of]).toEqual([
      [expect.stringMatching(/^x\/b: c-.* \(.*\)$/)],
      [expect.stringMatching(/^no\/such: c-.*: the suite has no such scenario$/), expect.anything()],
      7,
    ]);
    expect(held(replaced(caseOf('x/b')), baseline as CauseBaseline).code).toBe(0);
    expect((baseline as CauseBaseline).meanings).not.toHaveProperty('x/b');
  });

  test('explain shows what is wrong, an example with both sides, the fact, who answers, and how it stands', () => {
    const out = explainCauses(
      replaced(caseOf('x/b')),
      change(known, () => ({ owner: 'ann', since: '2026-01-01', expires: '2026-01-02' })),
      { today: '2026-06-30', paint: NO_PAINT },
    );
    for (const part of [
      'such as x/a@A#update',
      'expected  200',
      'actual    201',
      'F-005 (observed)',
      'owner: ann',
      'since 2026-01-01 (',
      'expired 2026-01-02, ',
      'vanished (x/b)',
      'errored (1 case: x/c)',
    ]) {
      expect(out).toContain(part);
    }
  });
});
