import type { Operation } from '../../service/operations.ts';
import type { Case, Step } from '../load/types.ts';
import type { StepVerdict } from './types.ts';

/** What running one case gave, before the whole run is known. */
export interface CaseRecord {
  readonly case: Case;
  readonly steps: readonly StepVerdict[];
  /** Given steps that were accepted. */
  readonly given: readonly { readonly step: string; readonly operation: Operation | null; readonly status: number }[];
  /** Why nothing was sent, or not all. */
  readonly stopped:
    | { readonly kind: 'skipped'; readonly reason: string }
    | { readonly kind: 'errored'; readonly reason: string }
    | { readonly kind: 'refused'; readonly reason: string }
    | null;
}

/** Operations that need no effect to be read back: their answer is what they do. */
const FRAME: ReadonlySet<Operation> = new Set(['CreateRestApi', 'GetRestApi', 'DeleteRestApi']);

/** Whether an operation only makes the frame of a case: an API made, read and deleted. */
export const isFrame = (operation: Operation): boolean => FRAME.has(operation);

const READERS: ReadonlySet<Operation> = new Set(['GetGatewayResponse', 'GetGatewayResponses', 'GetRestApi']);

/** Whether an operation only reads: its own answer is its effect. */
export const isReader = (operation: Operation): boolean => READERS.has(operation);

/** The operations that a case cannot do without: of its given steps, its steps and its read-backs. */
export const needsOf = (one: Case): ReadonlySet<Operation> => {
  const steps = [...one.given, ...one.steps];
  const sent = steps.map((step) => step.request.operation);
  const read = steps.flatMap((step) => step.expect.flatMap((expectation) => expectation.read?.call ?? []));
  return new Set([...sent, ...read].filter((operation): operation is Operation => operation !== null));
};

/** The steps of a case whose effect is read back. */
export const effectiveSteps = (one: Case): readonly Step[] => {
  const names = new Set(one.steps.flatMap((step) => step.expect.flatMap(({ effect }) => effect ?? [])));
  return one.steps.filter(({ name: own }) => names.has(own));
};
