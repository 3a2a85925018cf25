import { collection } from './collection.ts';
import { defaults } from './defaults.ts';
import { deletes } from './delete.ts';
import { inferred } from './inferred.ts';
import { inferredRefusals } from './inferred-refusals.ts';
import { inferredShown } from './inferred-shown.ts';
import { inheritance } from './inheritance.ts';
import { isolation } from './isolation.ts';
import { jsonPointer } from './json-pointer.ts';
import { mapping } from './mapping.ts';
import { put } from './put.ts';
import { putAnswer } from './put-answer.ts';
import { refusals } from './refusals.ts';
import { restApi } from './rest-api.ts';
import { severalOperations } from './several-operations.ts';
import { shapes } from './shapes.ts';
import { supportTable } from './support-table.ts';
import type { Mutant } from './types.ts';
import { update } from './update.ts';
import { validation } from './validation.ts';
import { values } from './values.ts';
import { wire } from './wire.ts';

/** All mutants of the model. */
export const mutants: readonly Mutant[] = [
  ...supportTable,
  ...update,
  ...severalOperations,
  ...put,
  ...putAnswer,
  ...deletes,
  ...isolation,
  ...defaults,
  ...inheritance,
  ...collection,
  ...refusals,
  ...validation,
  ...mapping,
  ...values,
  ...jsonPointer,
  ...shapes,
  ...restApi,
  ...wire,
  ...inferred,
  ...inferredRefusals,
  ...inferredShown,
];
