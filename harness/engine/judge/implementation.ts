import { isAccepted } from '../../service/answer.ts';
import type { Operation } from '../../service/operations.ts';
import { type Evidence, evidenceOf, shownIn } from './evidence.ts';
import { type CaseRecord, isFrame, isReader } from './record.ts';
import { seenText } from './words.ts';

/**
 * Whether an operation did what it says in this run. `hollow`: it accepts and does nothing. `absent`: it accepted nothing that asked for its effect.
 * One that nothing could tell has no entry: nobody asked, or what reads its effect does not work.
 */
export type Implementation = 'implemented' | 'hollow' | 'absent';

/** What is known of an operation, in words where it is not implemented. */
export type OperationState = { readonly state: 'implemented' } | { readonly state: 'hollow' | 'absent' | 'untold'; readonly because: string };

/** The states of the operations of a run, and what showed an effect. */
export interface Standing {
  readonly evidence: readonly Evidence[];
  readonly shown: ReadonlySet<Operation>;
  readonly states: ReadonlyMap<Operation, OperationState>;
}

const isStill = ({ seen }: Evidence): boolean => seen.miss !== null && seen.decides && (seen.read || !seen.gone);

/**
 * Where an operation said yes and did nothing. A reading operation is judged by its own answers. A writing one only by an operation
 * that is known to read: else the fault may lie there.
 */
const hollowAt = (asked: readonly Evidence[], shown: ReadonlySet<Operation>): Evidence | undefined =>
  asked.find((one) => one.by.accepted && isStill(one) && (isReader(one.operation) ? one.seen.reader === one.operation : shown.has(one.seen.reader)));

const answers = (asked: readonly Evidence[]): string => [...new Set(asked.map(({ by }) => by.status))].sort((a, b) => a - b).join(', ');

const stateOf = (operation: Operation, asked: readonly Evidence[], shown: ReadonlySet<Operation>): OperationState => {
  if (shown.has(operation)) return { state: 'implemented' };
  const accepted = asked.filter(({ by }) => by.accepted);
  if (accepted.length === 0) return { state: 'absent', because: `accepted nothing that asks for its effect; answers: ${answers(asked)}` };
  const hollow = hollowAt(asked, shown);
  if (hollow !== undefined) {
    const { caseId, by, seen } = hollow;
    return { state: 'hollow', because: `accepts and ignores: ${caseId}#${by.step} was answered ${by.status}, and ${seenText(seen)}` };
  }
  const readers = [...new Set(accepted.map(({ seen }) => seen.reader))].sort().join(', ');
  return { state: 'untold', because: `was accepted, and nothing that works here could show its effect (asked: ${readers})` };
};

const frameStates = (records: readonly CaseRecord[]): readonly (readonly [Operation, OperationState])[] => {
  const tried = new Map<Operation, Set<number>>();
  for (const { steps, given } of records) {
    for (const { operation, status } of [...steps, ...given]) {
      if (operation !== null && isFrame(operation)) tried.set(operation, (tried.get(operation) ?? new Set()).add(status));
    }
  }
  return [...tried].map(([operation, statuses]) => [
    operation,
    [...statuses].some(isAccepted)
      ? { state: 'implemented' }
      : { state: 'absent', because: `was never accepted; answers: ${[...statuses].sort((a, b) => a - b).join(', ')}` },
  ]);
};

/** What a whole run shows of each operation. */
export const standingOf = (records: readonly CaseRecord[]): Standing => {
  const evidence = evidenceOf(records);
  const shown = shownIn(evidence);
  const operations = [...new Set([...evidence.map(({ operation }) => operation), ...shown])].filter((operation) => !isFrame(operation));
  const asked = (operation: Operation): readonly Evidence[] => evidence.filter((one) => one.operation === operation);
  const told = operations.map((operation) => [operation, stateOf(operation, asked(operation), shown)] as const);
  return { evidence, shown, states: new Map([...told, ...frameStates(records)]) };
};

/** Which operations did what they say: one accepted request of each that had its effect is enough. */
export const implementations = (records: readonly CaseRecord[]): ReadonlyMap<Operation, Implementation> =>
  new Map([...standingOf(records).states].flatMap(([operation, { state }]) => (state === 'untold' ? [] : [[operation, state] as const])));
