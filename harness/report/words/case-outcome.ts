import type { BaselineDifference } from '../../engine/baseline/compare-baseline.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { baselineProblems } from './baseline-problems.ts';

/** What a test runner says of one case. */
export type CaseOutcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'skip'; readonly reason: string }
  /** `lines`: how it differs from the baseline; empty where there is none. */
  | { readonly kind: 'fail'; readonly lines: readonly string[] };

const PASS: CaseOutcome = { kind: 'pass' };

const linesOf = (difference: BaselineDifference, isMeant: (id: string) => boolean): readonly string[] =>
  baselineProblems(difference).flatMap(({ kind, title, sign }) => {
    const meant = difference.byCase.filter((each) => each.kind === kind && isMeant(each.id));
    return meant.length === 0 ? [] : [title, ...meant.map(({ line }) => `${sign} ${line}`)];
  });

const withoutBaseline = ({ verdict, reason }: CaseResult, { options }: RunDocument): CaseOutcome => {
  switch (verdict) {
    case 'passed':
      return PASS;
    case 'failed':
    case 'errored':
      return { kind: 'fail', lines: [] };
    case 'observed':
      return { kind: 'skip', reason: 'observed: nothing documented or observed was checked' };
    case 'unimplemented':
      return options.requireImplemented
        ? { kind: 'fail', lines: [] }
        : { kind: 'skip', reason: `unimplemented: ${reason ?? 'no effect was read back'}` };
    case 'skipped':
      return { kind: 'skip', reason: `skipped: ${reason ?? 'not sent'}` };
  }
};

/** How a case of a run ends as a test: the same that the exit code says of the whole run. */
export const caseOutcome = (one: CaseResult, run: RunDocument, difference: BaselineDifference | null): CaseOutcome => {
  const plain = withoutBaseline(one, run);
  if (difference === null) return plain;
  const lines = linesOf(difference, (id) => id === one.id);
  if (lines.length > 0) return { kind: 'fail', lines };
  return one.verdict === 'failed' || one.verdict === 'errored' ? PASS : plain;
};

/** How a run differs from its baseline beside the cases that are named: nobody else would tell. */
export const strayLines = (ids: ReadonlySet<string>, difference: BaselineDifference): readonly string[] => linesOf(difference, (id) => !ids.has(id));
