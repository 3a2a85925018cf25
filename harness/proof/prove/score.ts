import type { MutantResult, Proof } from './types.ts';

/** How many of how many. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** What a proof comes to. */
export interface Score {
  /** Mutants of documented and observed facts that are caught; those that make an operation absent are counted apart. */
  readonly caught: Share;
  /** Mutants of such facts that decline an operation whole: nothing that needs it passes, and nothing fails. */
  readonly absent: number;
  /** Of the caught ones, those whose finding cites the fact that they break. */
  readonly own: Share;
  /** Of the caught ones, those of exact messages and headers: they fail with --strict alone. */
  readonly strictOnly: number;
  /** How many facts the caught ones break, each counted once. */
  readonly facts: number;
  /** Mutants of all other facts that are caught. */
  readonly advisory: Share;
  /** Variants that pass. */
  readonly variants: Share;
}

const isKind = ({ caught }: MutantResult, kind: 'caught' | 'absent'): boolean => caught?.kind === kind;

const shareOf = (mutants: readonly MutantResult[]): Share => {
  const present = mutants.filter((mutant) => !isKind(mutant, 'absent'));
  return { part: present.filter((mutant) => isKind(mutant, 'caught')).length, whole: present.length };
};

/** Counts a proof. */
export const scoreOf = ({ mutants, variants }: Proof): Score => {
  const deciding = mutants.filter(({ advisory }) => !advisory);
  const caught = shareOf(deciding);
  const found = deciding.filter((mutant) => isKind(mutant, 'caught'));
  return {
    caught,
    absent: deciding.filter((mutant) => isKind(mutant, 'absent')).length,
    own: { part: found.filter((mutant) => mutant.caught?.own === true).length, whole: caught.part },
    strictOnly: found.filter(({ aspect }) => aspect === 'message' || aspect === 'wire').length,
    facts: new Set(found.map(({ fact }) => fact)).size,
    advisory: shareOf(mutants.filter(({ advisory }) => advisory)),
    variants: { part: variants.filter(({ accused }) => accused.length === 0).length, whole: variants.length },
  };
};

/** Whether a suite is proved: no deciding mutant survives, and no variant is accused. */
export const isProved = ({ caught, variants }: Score): boolean => caught.part === caught.whole && variants.part === variants.whole;
