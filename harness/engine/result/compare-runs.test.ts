import { expect, test } from 'vitest';
import { comparedMarkdown } from '../../report/compare/compare-markdown.ts';
import { comparedText } from '../../report/compare/compare-text.ts';
import { finding as anyFinding } from '../../report/testing/run-of.ts';
import type { Finding, Verdict } from '../judge/types.ts';
import type { FactClass } from '../load/types.ts';
import { compareRuns } from './compare-runs.ts';
import { summarise, verdictOrder } from './summary.ts';
import type { CaseResult, RunDocument } from './types.ts';

const finding = (over: Partial<Finding> = {}): Finding => anyFinding({ fact: 'F-1', class: 'documented', ...over });

const one = (id: string, verdict: Verdict, findings: readonly Finding[] = verdict === 'failed' ? [finding()] : []): CaseResult => ({
  id,
  scenario: id.replace(/@.*$/, ''),
  verdict,
  reason: null,
  support: false,
  findings,
  observations: [],
  exchanges: [],
});

interface Made {
  readonly digest?: string;
  readonly meanings?: Readonly<Record<string, string>>;
  readonly factClass?: FactClass;
}

const made = (cases: readonly CaseResult[], { digest = 'd', meanings = {}, factClass = 'documented' }: Made = {}): RunDocument => ({
  $schema: '',
  format: 2,
  tool: { name: 't', version: '1' },
  suite: { version: '1', digest },
  target: { kind: 'live', name: 'mine', version: '1', origin: 'mine' },
  options: { strict: false, requireImplemented: false, only: [], skip: [], signed: false },
  interrupted: false,
  planned: cases.map(({ id }) => id),
  smoke: { verdict: 'ok', notes: [] },
  operations: {},
  summary: summarise(cases),
  scenarios: [...new Set(cases.map(({ scenario }) => scenario))].map((id) => ({
    id,
    area: 'a',
    title: id,
    operation: 'UpdateGatewayResponse',
    clients: [],
    facts: ['F-1'],
    file: `${id}.json`,
    line: 1,
    meaning: meanings[id] ?? 'm',
  })),
  cases,
  facts: [{ id: 'F-1', statement: 's', class: factClass, sources: [] }],
  bodies: {},
});

const changeOf = (before: CaseResult, after: CaseResult): string => compareRuns(made([before]), made([after])).changes[0]?.change ?? 'same';

/** Rows: the verdict before; columns: after, in the same order. */
const TABLE: Readonly<Record<Verdict, string>> = {
  passed: 'same worse worse gone gone worse',
  failed: 'better same worse better gone worse',
  unimplemented: 'better surfaced same better gone worse',
  observed: 'new worse worse same gone worse',
  skipped: 'new new new new same new',
  errored: 'better surfaced better better gone same',
};

test.each(verdictOrder().flatMap((before) => verdictOrder().map((after, column) => [before, after, TABLE[before].split(' ')[column]] as const)))(
  '%s, then %s: %s',
  (before, after, change) => {
    expect(changeOf(one('x', before), one('x', after))).toBe(change);
  },
);

const place = (pointer: string, actual = 'a'): Finding => finding({ aspect: 'body', pointer, actual });

test.each([
  ['at one more place', [place('/a')], [place('/a'), place('/b')], 'worse'],
  ['at one place less', [place('/a'), place('/b')], [place('/a')], 'better'],
  ['at another place', [place('/a')], [place('/b')], 'otherwise'],
  ['where one wrong status hid two wrong members', [finding()], [place('/a'), place('/b')], 'otherwise'],
  ['with another value', [place('/a')], [place('/a', 'b')], 'otherwise'],
  ['with other advice', [finding()], [finding(), finding({ aspect: 'wire', gating: false })], 'same'],
] as const)('a case that stays wrong, %s', (_, before, after, change) => {
  expect(changeOf(one('x', 'failed', before), one('x', 'failed', after))).toBe(change);
});

test('cases that only one run has are new and gone, and supporting cases are neither', () => {
  const support = { ...one('s', 'failed'), support: true };
  const { changes, same } = compareRuns(made([one('x', 'passed'), one('y', 'passed'), support]), made([one('y', 'passed'), one('z', 'failed')]));
  expect(changes.map(({ id, change }) => `${id} ${change}`)).toEqual(['x gone', 'z new']);
  expect(same).toBe(1);
});

test('of two suites only what both ask alike is compared, and the rest is counted', () => {
  const before = made([one('alike', 'passed'), one('changed@1', 'passed'), one('changed@2', 'passed'), one('old', 'passed')]);
  const after = made([one('alike', 'failed'), one('changed@1', 'failed'), one('changed@3', 'passed'), one('young', 'failed')], {
    digest: 'other',
    meanings: { changed: 'else' },
  });
  const comparison = compareRuns(before, after);
  expect(comparison.changes.map(({ id, change }) => `${id} ${change}`)).toEqual(['alike worse']);
  expect(comparison.leftOut).toEqual({ changed: 3, onlyBefore: 1, onlyAfter: 1 });
  expect(comparedText(comparison)).toContain('5 cases left out');
});

test('a verdict that moved because a fact changed its class is left out, not blamed on the target', () => {
  const comparison = compareRuns(made([one('x', 'passed')], { factClass: 'inferred' }), made([one('x', 'failed')]));
  expect([comparison.changes, comparison.leftOut.changed]).toEqual([[], 1]);
});

test('text and Markdown show both sides of both figures, and what got worse before what got better', () => {
  const before = made([one('a', 'passed'), one('b@1', 'failed'), one('b@2', 'failed'), one('c', 'unimplemented')]);
  const after = made([one('a', 'failed'), one('b@1', 'passed'), one('b@2', 'passed'), one('c', 'failed')]);
  for (const text of [comparedText(compareRuns(before, after)), comparedMarkdown(compareRuns(before, after))]) {
    for (const figure of ['1 of 2 (50.0 %)', '2 of 3 (66.7 %)', '2 of 3 (66.7 %)', '3 of 3 (100.0 %)']) expect(text).toContain(figure);
    expect(text).toContain('update: answer, status: expected 200, actual 500 (F-1)');
    expect(text).toContain('failed -> passed (2 cases: 1, 2)');
    const order = ['passed -> failed', 'unimplemented -> failed', 'failed -> passed'].map((words) => text.indexOf(words));
    expect(order).toEqual([...order].sort((x, y) => x - y));
    expect(text).toContain('cases: worse 1, surfaced 1, otherwise 0, better 2, new 0, gone 0, same 0');
  }
});
