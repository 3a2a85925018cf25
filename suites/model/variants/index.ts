import type { Variant } from '../mutants/types.ts';

/** Every lawful variant. */
export const variants: readonly Variant[] = [];
