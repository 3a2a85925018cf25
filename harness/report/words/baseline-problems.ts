import type { BaselineDifference, DifferenceKind } from '../../engine/baseline/baseline-difference.ts';

/** One way in which a run and its baseline differ, and what to do about it. */
export interface BaselineProblem {
  readonly kind: DifferenceKind;
  readonly title: string;
  /** What stands before each line in a text. */
  readonly sign: '+' | '-' | '!';
  readonly lines: readonly string[];
}

/** The ways in which a run differs from its baseline; none where it does not. */
export const baselineProblems = ({ unexpected, vanished, orphaned, expired, broad }: BaselineDifference): readonly BaselineProblem[] => {
  const all: readonly BaselineProblem[] = [
    {
      kind: 'unexpected',
      title: 'not in the baseline: correct the target, or add each to the baseline with its reason',
      sign: '+',
      lines: unexpected,
    },
    { kind: 'vanished', title: 'in the baseline and gone: run "baseline prune", or take each out of it', sign: '-', lines: vanished },
    {
      kind: 'orphaned',
      title: 'in the baseline, and the suite no longer asks for it: run "baseline prune", or take each out of it',
      sign: '-',
      lines: orphaned,
    },
    {
      kind: 'expired',
      title: 'in the baseline and expired: correct the target, or have each looked at and give it another day',
      sign: '!',
      lines: expired,
    },
    { kind: 'broad', title: 'in the baseline and too broad: let each entry name just what it knows', sign: '!', lines: broad },
  ];
  return all.filter(({ lines }) => lines.length > 0);
};
