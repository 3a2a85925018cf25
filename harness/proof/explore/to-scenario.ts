import type { JsonObject } from '../../base/json.ts';
import { type Call, inputOf, OPERATION_OF, placeName, typesOf } from './calls.ts';
import type { Defaults } from './defaults.ts';
import { expectPut } from './expect-put.ts';
import { expectDelete, expectOthers, expectRead, isAlone, type ReadContext } from './expect-read.ts';
import { expectUpdate } from './expect-update.ts';
import type { Expected } from './expectations.ts';
import { type Known, stateOf, type TypeState, withState } from './known-state.ts';

/** One call with all that facts say of it. */
export interface PlannedCall {
  readonly call: Call;
  readonly name: string;
  readonly expected: Expected<Known>;
}

const expectWrite = (call: Extract<Call, { kind: 'put' | 'update' | 'delete' }>, context: ReadContext): Expected<TypeState> => {
  const state = stateOf(context.known, call.type);
  switch (call.kind) {
    case 'put':
      return expectPut(call, { state, alone: isAlone(call.type, context) });
    case 'update':
      return expectUpdate(call, { state, alone: isAlone(call.type, context) });
    case 'delete':
      return expectDelete(call.type, context);
  }
};

/** How a sequence is judged. */
export interface Judging {
  /** How many accepted writes at the beginning only make the state. */
  readonly given: number;
  /** Whether every write is also asked what it did to other types. */
  readonly others: boolean;
}

const expectCall = (call: Call, context: ReadContext, others: boolean): Expected<Known> => {
  const { known } = context;
  if (call.kind === 'get' || call.kind === 'list') return { expect: expectRead(call, context), witness: null, accepted: true, next: known };
  const written = expectWrite(call, context);
  return {
    ...written,
    // What an uncertain request does elsewhere is as uncertain as what it does here.
    expect: [...written.expect, ...(others && written.next.kind !== 'unknown' ? expectOthers(call.type, context) : [])],
    next: withState(known, call.type, written.next),
  };
};

/** Reads a sequence call by call: what is known before each, and what facts say of it there. */
export const planSequence = (calls: readonly Call[], defaults: Defaults, others: boolean): readonly PlannedCall[] => {
  const types = typesOf(calls);
  let known: Known = new Map();
  return calls.map((call, index) => {
    const expected = expectCall(call, { known, defaults, types }, others);
    known = expected.next;
    return { call, name: `${call.kind}-${index + 1}`, expected };
  });
};

const requestOf = ({ call, name }: PlannedCall): JsonObject => ({ name, call: OPERATION_OF[call.kind], input: inputOf(call) });

const stepOf = (planned: PlannedCall): JsonObject => ({
  ...requestOf(planned),
  ...(planned.expected.witness === null ? {} : { witness: planned.expected.witness }),
  expect: planned.expected.expect,
});

const doing = (call: Call): string => {
  switch (call.kind) {
    case 'put':
      return `Put of ${Object.keys(call.members).join(', ') || 'nothing'} on ${call.type}`;
    case 'update':
      return `Update of ${call.type} with ${call.operations.map(({ op, path }) => `${op} ${placeName(path)}`).join(', ') || 'no operations'}`;
    case 'delete':
      return `Delete of ${call.type}`;
    case 'get':
      return `Get of ${call.type}`;
    case 'list':
      return 'GetAll';
  }
};

const TITLE_MOST = 140;

/** Says in a line what a sequence does: its last call, and what comes before. */
export const titleOf = (calls: readonly Call[]): string => {
  const last = calls.at(-1);
  const before = calls.slice(0, -1).map(({ kind }) => kind);
  const text = `${last === undefined ? 'nothing' : doing(last)}${before.length === 0 ? ' first of all' : ` after ${before.join(', ')}`}`;
  return text.length > TITLE_MOST ? `${text.slice(0, TITLE_MOST - 3)}...` : text;
};

/**
 * A sequence as a scenario file. Accepted writes that come first, up to `given` of them, only make the state;
 * what follows is judged.
 */
export const toScenario = (planned: readonly PlannedCall[], given: number): JsonObject => {
  const last = planned.at(-1);
  const made = planned.slice(0, given).map(requestOf);
  return {
    $schema: '../scenario.schema.json',
    title: titleOf(planned.map(({ call }) => call)),
    operation: last === undefined ? 'GetGatewayResponses' : OPERATION_OF[last.call.kind],
    note: 'Found by exploration.',
    ...(made.length === 0 ? {} : { given: made }),
    steps: planned.slice(given).map(stepOf),
  };
};

/** How many calls at the beginning only make the state: writes that are accepted for certain, all but the last call. */
export const givenCount = (planned: readonly PlannedCall[]): number => {
  const first = planned.findIndex(({ call, expected }) => !expected.accepted || call.kind === 'get' || call.kind === 'list');
  return Math.max(0, Math.min(first < 0 ? planned.length : first, planned.length - 1));
};
