import { mutants as modelMutants } from '../../../suites/model/mutants/index.ts';
import { variants as modelVariants } from '../../../suites/model/variants/index.ts';
import { HarnessError } from '../../base/errors.ts';
import type { Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import type { Caller } from '../../service/authorize.ts';
import type { Catches } from './catches.ts';
import { checkData } from './check-data.ts';
import { modelRules, toMutant, toVariant, watchedModel } from './mutants.ts';
import { prove } from './prove.ts';
import { rehearse } from './rehearse.ts';
import type { Mutant, Proof, Variant } from './types.ts';

/** What of the model's mutants and variants is tried, and how. */
export interface ModelProof {
  readonly suite: Suite;
  readonly caller: Caller;
  /** Names and facts; undefined: all. */
  readonly only: readonly string[] | undefined;
  readonly lastTime: Catches;
  readonly full: boolean;
  onStep(done: number, total: number): void;
}

interface Chosen {
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
}

const wordsOf = (one: Mutant | Variant): readonly string[] =>
  'fact' in one ? [one.name, one.fact, 'mutants'] : [one.name, ...one.allowedBy, 'variants'];

const choose = (only: readonly string[] | undefined, { mutants, variants }: Chosen): Chosen => {
  if (only === undefined) return { mutants, variants };
  const unknown = only.find((term) => ![...mutants, ...variants].some((one) => wordsOf(one).includes(term)));
  if (unknown !== undefined) {
    throw new HarnessError(
      'usage',
      `Failed to select mutants: --only ${unknown} matches none`,
      'Name a mutant, a variant, the fact of either, "mutants" or "variants"; "prove" alone lists them.',
    );
  }
  const fits = (one: Mutant | Variant): boolean => wordsOf(one).some((word) => only.includes(word));
  return { mutants: mutants.filter(fits), variants: variants.filter(fits) };
};

/**
 * Tries the model's mutants and variants on a suite.
 * @throws HarnessError `suite-invalid` where their data is wrong, `usage` where `only` matches nothing
 */
export const proveModel = async ({ suite, caller, only, lastTime, full, onStep }: ModelProof): Promise<Proof> => {
  const all: Chosen = { mutants: modelMutants.map(toMutant), variants: modelVariants.map(toVariant) };
  checkData(all.mutants, all.variants, { facts: suite.facts, rules: modelRules });
  const { mutants, variants } = choose(only, all);
  const rehearsal = await rehearse({ suite, planned: planCases(suite, { only: [], skip: [] }), caller, model: watchedModel });
  return prove({ rehearsal, mutants, variants, lastTime, full, onStep });
};
