import { atPointer, canonicalJson, isObject, type Json, parseJson } from '../../base/json.ts';
import type { Case, Expectation, Step } from '../../engine/load/types.ts';
import type { Operation } from '../../service/operations.ts';
import { OPERATION_TABLE } from '../../service/operations.ts';

/** What a request says, wherever it says it: in the input of a call, or in a raw path and body. */
const inputOf = ({ request }: Step): Json | undefined => (request.kind === 'call' ? request.input : parseJson(request.body));

const isPatch = ({ request: { operation } }: Step): boolean => OPERATION_TABLE.get(operation ?? '')?.body.includes('patchOperations') === true;

/** The patch operations that a step sends; none where it is no Update, or where its body holds no such list. */
export const patchOperationsOf = (step: Step): readonly Json[] => {
  const list = isPatch(step) ? atPointer(inputOf(step), '/patchOperations') : undefined;
  return Array.isArray(list) ? list : [];
};

/** Which way a case comes by a response type. */
export type Touch = 'Update' | 'Put' | 'Get' | 'Delete' | 'list';

/** Every way, in the order of a table's columns. */
export const TOUCHES: readonly Touch[] = ['Update', 'Put', 'Get', 'Delete', 'list'];

const touchOf = (operation: Operation | null): Touch | null => {
  const isOfType = operation !== null && OPERATION_TABLE.get(operation)?.uri.endsWith('/gatewayresponses/{responseType}') === true;
  return isOfType ? (TOUCHES.find((touch) => operation.startsWith(touch)) ?? null) : null;
};

const typeOf = (step: Step): Json | undefined => {
  if (step.request.kind === 'http') return /\/gatewayresponses\/([A-Za-z0-9_]+)/.exec(step.request.path)?.[1];
  return atPointer(step.request.input, '/responseType');
};

const expectedText = ({ matcher }: Expectation): string => {
  if (matcher.kind === 'absent') return matcher.pointers.join(' ');
  return 'value' in matcher && isObject(matcher.value) ? canonicalJson(matcher.value) : '';
};

const inExpectations = (step: Step, type: string): readonly Touch[] =>
  step.expect.flatMap((expectation): Touch[] => {
    const { read } = expectation;
    if (read?.call === 'GetGatewayResponse') return read.responseType === type ? ['Get'] : [];
    const list = read?.call === 'GetGatewayResponses' || step.request.operation === 'GetGatewayResponses';
    return list && new RegExp(`(?<![A-Z0-9_])${type}(?![A-Z0-9_])`).test(expectedText(expectation)) ? ['list'] : [];
  });

/** The ways in which a case comes by a response type: named in a request, read back, or looked at in the list. */
export const touchesOf = (one: Case, type: string): ReadonlySet<Touch> =>
  new Set(
    [...one.given, ...one.steps].flatMap((step) => {
      const touch = typeOf(step) === type ? touchOf(step.request.operation) : null;
      return [...(touch === null ? [] : [touch]), ...inExpectations(step, type)];
    }),
  );
