import type { Mutant } from './types.ts';

/** Every mutant of the model. */
export const mutants: readonly Mutant[] = [];
