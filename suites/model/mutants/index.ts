import type { Mutant } from './types.ts';

/** Every mutant. */
export const mutants: readonly Mutant[] = [];
