import { causeHeading } from '../causes/cause-text.ts';
import { type Cause, type CauseFinding, causesOf } from '../causes/causes.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { isPart } from './baseline.ts';
import { causeKey, ERRORED, NO_ANSWER } from './baseline-cause.ts';

/** A cause with the cases that have it themselves. What is folded under it in one run may stand alone in another, so here nothing is folded. */
export interface FlatCause {
  /** The id of the cause, or `ERRORED`. */
  readonly id: string;
  /** What is wrong, in one line. */
  readonly about: string;
  readonly cases: readonly CaseResult[];
  readonly findings: readonly CauseFinding[];
  readonly example: CauseFinding | null;
}

const hasDeciding = ({ findings }: CaseResult): boolean => findings.some(({ gating }) => gating);

/** Whether an operation accepts and ignores shows in the whole of a run: a part has no say in it where its findings tell what is wrong. */
const ownCases = ({ kind, cases, findings }: Cause, run: RunDocument): readonly CaseResult[] => {
  if (kind === 'hollow' && isPart(run)) return cases.filter((one) => !hasDeciding(one));
  return kind === 'hollow' || kind === 'case' ? cases : [...new Set(findings.map(({ one }) => one))];
};

const merged = (first: FlatCause | undefined, next: FlatCause): FlatCause =>
  first === undefined
    ? next
    : {
        ...first,
        cases: [...new Set([...first.cases, ...next.cases])],
        findings: [...first.findings, ...next.findings],
        example: first.example ?? next.example,
      };

const erroredIn = ({ cases }: RunDocument): FlatCause => ({
  id: ERRORED,
  about: NO_ANSWER,
  cases: cases.filter(({ verdict, support }) => verdict === 'errored' && !support),
  findings: [],
  example: null,
});

/** Every cause of a run by itself, and the cases that got no answer. Which cause a case has depends on nothing but the case. */
export const flatCauses = (run: RunDocument): readonly FlatCause[] => {
  const flat = new Map<string, FlatCause>();
  for (const cause of causesOf(run).flatMap((head) => [head, ...head.also])) {
    const { id, findings, example } = cause;
    flat.set(id, merged(flat.get(id), { id, about: causeHeading(cause, run), cases: ownCases(cause, run), findings, example }));
  }
  return [...flat.values(), erroredIn(run)].filter(({ cases }) => cases.length > 0);
};

/** The causes of each case, as keys of slots. */
export const keysByCase = (causes: readonly FlatCause[]): ReadonlyMap<CaseResult, readonly string[]> => {
  const keys = new Map<CaseResult, string[]>();
  for (const { id, cases } of causes) for (const one of cases) keys.set(one, [...(keys.get(one) ?? []), causeKey(id, one.id)]);
  return keys;
};
