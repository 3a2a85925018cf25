import { describe, expect, test } from 'vitest';
import { oldBaseline } from '../../report/testing/old-baseline.ts';
import { caseOf, failed, finding, runOf } from '../../report/testing/run-of.ts';
import { textReport } from '../../report/text/text.ts';
import { explainFindings } from '../../report/words/explain-finding-baseline.ts';
import { NO_PAINT } from '../../report/words/options.ts';
import type { RunDocument } from '../result/types.ts';
import type { BaselineEntry, FindingBaseline } from './baseline.ts';
import { causeSlotsOf } from './baseline-cause.ts';
import { compareBaseline } from './compare-baseline.ts';
import { convertBaseline } from './convert-baseline.ts';
import { exitCodeOf } from './exit-code.ts';
import { pruneBaseline } from './prune-baseline.ts';
import { initBaseline } from './write-baseline.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E'];
const wrong = finding({ actual: 201 });
const run = runOf(NAMES.map((name) => failed(`x/y@${name}`, wrong)));
const baseline = oldBaseline(run);
const [entry] = baseline.entries as readonly [BaselineEntry];

const withEntries = (...entries: BaselineEntry[]): FindingBaseline => ({ ...baseline, entries });

const held = (known: FindingBaseline, of: RunDocument = run): { code: number; out: string } => {
  const difference = compareBaseline(of, known, '2026-06-30');
  return { code: exitCodeOf(of, difference), out: textReport(of, { difference }) };
};

describe('a baseline that names findings', () => {
  test('is held as before', () => {
    expect(held(baseline).code).toBe(0);
    expect(held(baseline).out).toContain('known to the baseline: 1 cause of 5 cases');
    const part = held(withEntries({ ...entry, cases: ['A', 'B'] }));
    expect([part.code, part.out.includes('+ x/y@C: update answer status: 201 (F-005)')]).toEqual([1, true]);
    const gone = held(baseline, runOf([caseOf('x/y@A'), ...run.cases.slice(1)]));
    expect([gone.code, gone.out.includes('- x/y@A: update answer status: 201 (F-005)')]).toEqual([1, true]);
  });

  test.each([
    ['naming no case of several', { cases: [] }, 'names none of 5 cases'],
    ['with a wildcard', { cases: ['*'] }, 'has a wildcard'],
    ['that names what another names', { reason: 'another' }, 'is named twice'],
    ['of another step', { step: 'gone' }, 'the scenario has no step "gone"'],
    ['of a fact that the scenario does not cite', { fact: 'F-999' }, 'the scenario does not rest on F-999'],
    ['of a value that no longer comes', { actual: 599 }, 'in the baseline and gone'],
    ['that has expired', { actual: 599, expires: '2026-06-29' }, 'in the baseline and gone'],
  ])('with an entry %s is exit 1 and says what to do', (_, change, text) => {
    const { code, out } = held(withEntries(entry, { ...entry, ...change }));
    expect([code, out.includes(text)]).toEqual([1, true]);
  });

  test('is pruned as before, and stays what it is', () => {
    const pruned = pruneBaseline(run, withEntries(entry, { ...entry, actual: 599, cases: ['A'] }));
    expect([pruned.of, pruned.vanished, pruned.orphaned]).toEqual([6, ['x/y@A: update answer status: 599 (F-005)'], []]);
    expect(pruned.baseline).toEqual(baseline);
  });

  test('is explained as before', () => {
    const out = explainFindings(run, withEntries({ ...entry, owner: 'ann', since: '2026-01-01', expires: '2026-01-02' }), {
      today: '2026-06-30',
      paint: NO_PAINT,
    });
    for (const part of ['expected  200', 'actual    201', 'F-005 (observed)', 'owner: ann', 'since 2026-01-01 (', 'expired 2026-01-02, ', 'found']) {
      expect(out).toContain(part);
    }
  });
});

describe('converted into one that names causes', () => {
  const many = runOf([
    failed('x/a@A', wrong, finding({ aspect: 'body', pointer: '/statusCode', expected: { value: '403' }, actual: null })),
    failed('x/a@B', wrong),
    failed('x/b', wrong),
    caseOf('x/c', { verdict: 'errored', reason: 'no answer' }),
  ]);
  const noted = (note: (entry: BaselineEntry, index: number) => Partial<BaselineEntry>): FindingBaseline => {
    const old = oldBaseline(many);
    return { ...old, entries: old.entries.map((each, index) => ({ ...each, ...note(each, index) })) };
  };

  test('it knows the same, and the run is as it says', () => {
    const { baseline: converted, gone, unknown } = convertBaseline(many, oldBaseline(many));
    expect([gone, unknown, converted.entries.length]).toEqual([0, 0, 3]);
    const difference = compareBaseline(many, converted);
    expect(exitCodeOf(many, difference)).toBe(0);
    expect(converted).toEqual({ ...initBaseline(many), entries: initBaseline(many).entries.map((each) => ({ ...each, reason: 'known' })) });
  });

  test('distinct reasons of one cause are joined; who answers and until when keeps entries apart', () => {
    const same = convertBaseline(
      many,
      noted(({ scenario }) => ({ reason: `of ${scenario}` })),
    ).baseline.entries;
    expect(same.map(({ reason }) => reason).sort()).toEqual(['of x/a', 'of x/a; of x/b', 'of x/c']);
    const apart = convertBaseline(
      many,
      noted(({ scenario }) => ({ owner: scenario, link: `https://example.com/${scenario}`, expires: '2026-06-30', since: '2026-01-01' })),
    ).baseline.entries;
    expect(apart).toHaveLength(4);
    for (const each of apart) {
      const [slot] = causeSlotsOf({ entries: [each] });
      expect(each).toMatchObject({
        owner: slot?.scenario,
        link: `https://example.com/${slot?.scenario}`,
        expires: '2026-06-30',
        since: '2026-01-01',
      });
    }
  });

  test('what it did not know stays unknown, and what is gone is left out', () => {
    const old = noted(({ scenario, aspect }) => (scenario === 'x/b' || aspect === 'body' ? { actual: 'another' } : {}));
    const { baseline: converted, gone, unknown } = convertBaseline(many, old);
    expect([gone, unknown]).toEqual([2, 2]);
    expect(compareBaseline(many, converted).unexpected.map((line) => line.replace(/^\S+ \(.*?\): /, ''))).toEqual([
      '1 new case under a known cause: x/b',
      expect.stringContaining('new cause of 1 case: x/a@A'),
    ]);
  });

  test('init on top of it does the same, and notes what is new', () => {
    const old = withEntries({ ...entry, cases: ['A', 'B'], reason: 'kept', owner: 'ann' });
    expect(initBaseline(run, { previous: old }).entries).toEqual([
      { cause: expect.stringMatching(/^c-/), about: expect.any(String), cases: ['x/y@A,B,C,D,E'], reason: 'kept', owner: 'ann' },
    ]);
  });

  test('a run that did not ask for all of it is refused by the first case', () => {
    const part = runOf(run.cases.slice(0, 2), { options: { ...run.options, only: ['x/y'] } });
    expect(() => convertBaseline(part, baseline)).toThrow('the run says nothing of 3 of its cases, the first is x/y@C');
    expect(() => initBaseline(part, { previous: baseline })).toThrow('the run says nothing of 3');
  });
});
