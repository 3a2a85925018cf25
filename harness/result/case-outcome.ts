import type { BaselineDifference } from './baseline.ts';
import type { CaseResult, RunDocument } from './types.ts';

/** What a test runner says of one case. */
export type CaseOutcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'skip'; readonly reason: string }
  /** `lines`: how it differs from the baseline; empty where there is none. */
  | { readonly kind: 'fail'; readonly lines: readonly string[] };

const PASS: CaseOutcome = { kind: 'pass' };

const caseIdOf = (text: string): string => text.slice(0, text.indexOf(':'));

const linesOf = (id: string, { unexpected, vanished }: BaselineDifference): readonly string[] => [
  ...unexpected.filter((text) => caseIdOf(text) === id).map((text) => `not in the baseline: ${text}`),
  ...vanished.filter((text) => caseIdOf(text) === id).map((text) => `in the baseline, and gone: ${text}`),
];

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
  const lines = linesOf(one.id, difference);
  if (lines.length > 0) return { kind: 'fail', lines };
  return one.verdict === 'failed' || one.verdict === 'errored' ? PASS : plain;
};

/** What a baseline says of cases that are not among these: nobody else would tell. */
export const strayLines = (ids: ReadonlySet<string>, { vanished }: BaselineDifference): readonly string[] =>
  vanished.filter((text) => !ids.has(caseIdOf(text)));
