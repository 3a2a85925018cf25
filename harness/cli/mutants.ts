import { createModel } from '../../suites/model/model.ts';
import type { Mutant as ModelMutant, Variant as ModelVariant } from '../../suites/model/mutants/types.ts';
import { awsRules } from '../../suites/model/rules.ts';
import type { MakeHandle, Mutant, Variant } from '../prove/types.ts';

/** The unchanged model, as the prover takes it. */
export const makeModel: MakeHandle = () => createModel().handle;

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
