import type { BaselineDifference } from '../../engine/baseline/baseline-difference.ts';
import type { Cause } from '../../engine/causes/causes.ts';

/** Whether a baseline knows a cause in all its cases, with all that follows from it. */
export const isKnownCause = ({ id, also }: Cause, difference: BaselineDifference | null): boolean =>
  difference !== null && [id, ...also.map((each) => each.id)].every((each) => difference.knownCauses.has(each));
