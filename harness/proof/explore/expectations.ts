import type { Json, JsonObject } from '../../base/json.ts';

/** An expectation as a scenario file has it. */
export type ExpectationFile = JsonObject;

/** What is read back: the type of the step, or the whole list. */
export type ReadBack = 'Get' | 'GetAll';

/** The status is a 2xx. */
export const accepted = (fact: string): ExpectationFile => ({ aspect: 'status', fact, accepted: true });

/** The status is a 4xx. */
export const refused = (fact: string): ExpectationFile => ({ aspect: 'status', fact, refused: true });

/** The status is exactly this. */
export const statusIs = (fact: string, status: number): ExpectationFile => ({ aspect: 'status', fact, equals: status });

/** The error type is exactly this. */
export const errorIs = (fact: string, type: string): ExpectationFile => ({ aspect: 'error', fact, equals: type });

/** The answer includes this. */
export const bodyHas = (fact: string, includes: JsonObject): ExpectationFile => ({ aspect: 'body', fact, includes });

/** The answer is exactly this. */
export const bodyIs = (fact: string, equals: JsonObject): ExpectationFile => ({ aspect: 'body', fact, equals });

/** Nothing stands at these places of the answer. */
export const bodyLacks = (fact: string, absent: readonly string[]): ExpectationFile => ({ aspect: 'body', fact, absent });

/** What is read back includes this. */
export const stateHas = (fact: string, includes: JsonObject, read: ReadBack = 'Get'): ExpectationFile => ({ aspect: 'state', fact, read, includes });

/** What is read back is exactly this. */
export const stateIs = (fact: string, equals: JsonObject): ExpectationFile => ({ aspect: 'state', fact, read: 'Get', equals });

/** Nothing stands at these places of what is read back. */
export const stateLacks = (fact: string, absent: readonly string[]): ExpectationFile => ({ aspect: 'state', fact, read: 'Get', absent });

/** These values do not stand at their places. */
export const stateHasNot = (fact: string, lacks: JsonObject): ExpectationFile => ({ aspect: 'state', fact, read: 'Get', lacks });

/** Looked at, never judged; a difference from the model is a question. */
export const observed = (fact: string, aspect: 'status' | 'error' | 'body' | 'state', read?: ReadBack): ExpectationFile => ({
  aspect,
  fact,
  ...(read === undefined ? {} : { read }),
  observe: true,
});

/** Our own rule: whatever was sent, the resource stays readable. */
export const STAYS_READABLE: ExpectationFile = { aspect: 'status', fact: 'R-001', read: 'Get', accepted: true };

/** All that can be asked of a step whose outcome no deciding fact tells. */
export const question = (fact: string): readonly ExpectationFile[] => [
  observed(fact, 'status'),
  observed(fact, 'error'),
  observed(fact, 'state', 'Get'),
  STAYS_READABLE,
];

/** What facts say of one step, before a scenario is made of it. */
export interface Expected<State> {
  readonly expect: readonly ExpectationFile[];
  readonly witness: string | null;
  /** Whether deciding facts have the request accepted, so that it can stand among the given ones. */
  readonly accepted: boolean;
  readonly next: State;
}

/** A value as a member of an object that may be empty. */
export const isEmpty = (value: Json): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
