import { causeOf, HarnessError } from '../../base/errors.ts';
import { acquit } from './acquit.ts';
import { askAll, type Chase, findCatch, isDeciding } from './catch-mutant.ts';
import type { Rehearsal } from './rehearse.ts';
import { whySurvived } from './survival.ts';
import { tryOut } from './try-out.ts';
import type { Mutant, MutantResult, Proof, Variant, VariantResult } from './types.ts';

/** Every scenario that catches a mutant when the whole suite is run. */
const catchingScenarios = async (chase: Chase): Promise<readonly string[]> => {
  const caught = (await askAll(chase)).filter(({ kind }) => kind === 'caught');
  return [...new Set(caught.map((one) => chase.rehearsal.cases.get(one.case)?.planned.scenario.id ?? one.case))].sort();
};

/** What is proved, and how far. */
export interface ProveInput {
  readonly rehearsal: Rehearsal;
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
  /** The case that caught each mutant last time, by name. */
  readonly lastTime: Readonly<Record<string, string>>;
  /** Every scenario that catches a mutant, in place of the first case. */
  readonly full: boolean;
  onStep(done: number, total: number): void;
}

const named = async <T>(name: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (thrown) {
    throw new HarnessError('internal', `Failed to try ${name}: ${causeOf(thrown)}`, 'An override has to answer, whatever it is asked.', {
      cause: thrown,
    });
  }
};

const chaseMutant = async ({ rehearsal, lastTime, full }: ProveInput, mutant: Mutant): Promise<MutantResult> => {
  const chase: Chase = { rehearsal, mutant, trial: tryOut(rehearsal, mutant) };
  const caught = await findCatch(chase, lastTime[mutant.name]);
  const factClass = rehearsal.suite.facts.get(mutant.fact)?.class ?? 'open';
  const { name, fact, aspect, breaks, seen = null } = mutant;
  return {
    name,
    fact,
    class: factClass,
    aspect,
    breaks,
    seen,
    advisory: !isDeciding(factClass),
    caught,
    survives: caught === null ? await whySurvived(chase) : null,
    scenarios: full ? await catchingScenarios(chase) : null,
  };
};

/** Tries every mutant and every variant on the suite. */
export const prove = async (input: ProveInput): Promise<Proof> => {
  const { rehearsal, mutants, variants, onStep } = input;
  const total = mutants.length + variants.length;
  const mutantResults: MutantResult[] = [];
  const variantResults: VariantResult[] = [];
  for (const mutant of mutants) {
    mutantResults.push(await named(mutant.name, chaseMutant(input, mutant)));
    onStep(mutantResults.length, total);
  }
  for (const variant of variants) {
    variantResults.push(await named(variant.name, acquit(rehearsal, variant)));
    onStep(mutants.length + variantResults.length, total);
  }
  return { mutants: mutantResults, variants: variantResults };
};
