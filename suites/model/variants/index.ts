import type { Variant } from '../mutants/types.ts';
import { answers } from './answers.ts';
import { inheritance } from './inheritance.ts';
import { operations } from './operations.ts';
import { paths } from './paths.ts';
import { requests } from './requests.ts';
import { values } from './values.ts';

/** All lawful variants of the model. */
export const variants: readonly Variant[] = [...operations, ...values, ...requests, ...paths, ...inheritance, ...answers];
