import { plural } from '../../base/count-text.ts';
import { HarnessError } from '../../base/errors.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { Mutant, Variant } from './types.ts';

/** What mutants and variants are compared with. */
export interface DataContext {
  readonly facts: ReadonlyMap<string, Fact>;
  /** The names of all rules of the model. */
  readonly rules: ReadonlySet<string>;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const namesOf = (all: readonly { readonly name: string }[]): readonly string[] => [
  ...all.filter(({ name }) => !NAME.test(name)).map(({ name }) => `${name}: the name is not kebab-case`),
  ...all.filter(({ name }, index) => all.findIndex((other) => other.name === name) < index).map(({ name }) => `${name}: the name is taken`),
];

const rulesOf = (all: readonly { readonly name: string; readonly rules: readonly string[] }[], known: ReadonlySet<string>): readonly string[] =>
  all.flatMap(({ name, rules }) => rules.filter((rule) => !known.has(rule)).map((rule) => `${name}: the model has no rule ${rule}`));

const factsOf = (name: string, ids: readonly string[], facts: DataContext['facts']): readonly string[] =>
  ids.filter((id) => !facts.has(id)).map((id) => `${name}: unknown fact ${id}`);

/**
 * Checks mutants and variants before anything runs.
 * @throws HarnessError `suite-invalid`, naming every mistake
 */
export const checkData = (mutants: readonly Mutant[], variants: readonly Variant[], { facts, rules }: DataContext): void => {
  const all = [...mutants, ...variants];
  const problems = [
    ...namesOf(all),
    ...rulesOf(all, rules),
    ...mutants.filter((mutant) => mutant.rules.length !== 1).map((mutant) => `${mutant.name}: ${mutant.rules.length} rules overridden, not one`),
    ...variants.filter((variant) => variant.rules.length === 0).map(({ name }) => `${name}: no rule overridden`),
    ...mutants.flatMap(({ name, fact }) => factsOf(name, [fact], facts)),
    ...variants.flatMap(({ name, allowedBy }) => factsOf(name, allowedBy, facts)),
  ];
  if (problems.length === 0) return;
  throw new HarnessError(
    'suite-invalid',
    `Failed to load the mutants: ${plural(problems.length, 'mistake')}\n  ${problems.join('\n  ')}`,
    'A mutant has a name of its own, overrides exactly one rule of the model and names a fact of facts.json.',
  );
};
