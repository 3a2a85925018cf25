import { createModel } from '../../../suites/model/model.ts';
import type { Mutant as ModelMutant, Variant as ModelVariant } from '../../../suites/model/mutants/types.ts';
import { awsRules } from '../../../suites/model/rules.ts';
import type { MakeWatched, Mutant, Variant } from './types.ts';

const watch = (name: string, rule: unknown, applied: Set<string>): unknown => {
  if (typeof rule !== 'function') {
    applied.add(name);
    return rule;
  }
  return new Proxy(rule, {
    apply: (target, self, inputs) => {
      applied.add(name);
      return Reflect.apply(target, self, inputs);
    },
  });
};

/** The unchanged model, as the prover takes it: rules that are constants count as applied throughout. */
export const watchedModel: MakeWatched = (applied) => {
  const rules = { ...awsRules };
  for (const [name, rule] of Object.entries(awsRules)) Reflect.set(rules, name, watch(name, rule, applied));
  return createModel(rules).handle;
};

/** The names of the model's rules. */
export const modelRules: ReadonlySet<string> = new Set(Object.keys(awsRules));

/** A mutant of the model as the prover takes it. */
export const toMutant = ({ overrides, ...mutant }: ModelMutant): Mutant => ({
  ...mutant,
  rules: Object.keys(overrides),
  make: () => createModel(overrides).handle,
});

/** A variant of the model as the prover takes it. */
export const toVariant = ({ overrides, ...variant }: ModelVariant): Variant => ({
  ...variant,
  rules: Object.keys(overrides),
  make: () => createModel(overrides).handle,
});
