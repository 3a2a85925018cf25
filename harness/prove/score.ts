import type { MutantResult, Proof } from './types.ts';

/** How many of how many. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** What a proof comes to. */
export interface Score {
  /** Mutants of documented and observed facts that are caught. */
  readonly caught: Share;
  /** Of the caught ones, those whose finding cites the fact that they break. */
  readonly own: Share;
  /** Mutants of all other facts that are caught. */
  readonly advisory: Share;
  /** Variants that pass. */
  readonly variants: Share;
}

const caughtOf = (mutants: readonly MutantResult[]): readonly MutantResult[] => mutants.filter(({ caught }) => caught !== null);

/** Counts a proof. */
export const scoreOf = ({ mutants, variants }: Proof): Score => {
  const deciding = mutants.filter(({ advisory }) => !advisory);
  const advisory = mutants.filter((mutant) => mutant.advisory);
  const caught = caughtOf(deciding);
  return {
    caught: { part: caught.length, whole: deciding.length },
    own: { part: caught.filter((mutant) => mutant.caught?.own === true).length, whole: caught.length },
    advisory: { part: caughtOf(advisory).length, whole: advisory.length },
    variants: { part: variants.filter(({ accused }) => accused.length === 0).length, whole: variants.length },
  };
};

/** Whether a suite is proved: no deciding mutant survives, and no variant is accused. */
export const isProved = ({ caught, variants }: Score): boolean => caught.part === caught.whole && variants.part === variants.whole;
