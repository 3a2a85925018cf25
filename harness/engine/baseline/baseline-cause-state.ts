import { OPERATION_TABLE } from '../../service/operations.ts';
import { identify } from '../causes/cause-kind.ts';
import { operationOf } from '../causes/found.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { isPart } from './baseline.ts';
import { type CauseSlot, causeKey } from './baseline-cause.ts';
import type { SlotState } from './baseline-state.ts';
import type { FlatCause } from './flat-causes.ts';

/** Says how each case of each entry of a baseline by causes stands in a run. */
export type CauseStateOf = (slot: CauseSlot) => SlotState;

const UNASKED: SlotState = { kind: 'unasked' };

/** That an operation accepts and ignores: a part of a run has no say in it, see `flatCauses`. */
const HOLLOW: ReadonlySet<string> = new Set([...OPERATION_TABLE.keys()].map((operation) => identify('hollow', { place: operation }).id));

/**
 * What an operation did elsewhere decides which of its findings count, and a part of a run has not seen all of it:
 * only where all that a case asked of is known to be implemented is a cause gone that its failure does not show.
 */
const isOpenInPart = (cause: string, one: CaseResult, { operations }: RunDocument): boolean => {
  if (one.verdict === 'unimplemented') return true;
  if (one.verdict !== 'failed') return false;
  const asked = one.exchanges.map(operationOf).filter((operation) => operation !== null);
  return (
    HOLLOW.has(cause) ||
    one.reason !== null ||
    asked.some((operation) => operation.includes('GatewayResponse') && operations[operation] !== 'implemented')
  );
};

interface Context {
  readonly run: RunDocument;
  /** Of the scenario, when the entry was last held against a run. */
  readonly meaning: string | undefined;
}

const stateOfAnswered = ({ cause }: CauseSlot, one: CaseResult, { run, meaning }: Context): SlotState => {
  const part = isPart(run);
  if (one.verdict === 'skipped' || one.verdict === 'errored') {
    return part ? UNASKED : { kind: 'unanswered', why: `${one.verdict}: ${one.reason ?? 'no reason'}` };
  }
  const scenario = run.scenarios.find(({ id }) => id === one.scenario);
  if (scenario !== undefined && meaning !== undefined && meaning !== scenario.meaning) {
    return { kind: 'orphaned', why: 'the scenario has another meaning since' };
  }
  return part && isOpenInPart(cause, one, run) ? UNASKED : { kind: 'vanished' };
};

/** Prepares the question how what a baseline by causes names stands in a run. */
export const causeStatesIn = (run: RunDocument, causes: readonly FlatCause[], meanings: Readonly<Record<string, string>> = {}): CauseStateOf => {
  const found = new Set(causes.flatMap(({ id, cases }) => cases.map((one) => causeKey(id, one.id))));
  const cases = new Map(run.cases.filter(({ support }) => !support).map((one) => [one.id, one]));
  const scenarios = new Set(run.scenarios.map(({ id }) => id));
  return (slot) => {
    const { key, id, scenario } = slot;
    if (found.has(key)) return { kind: 'found' };
    const one = cases.get(id);
    if (one !== undefined) return stateOfAnswered(slot, one, { run, meaning: meanings[scenario] });
    if (isPart(run)) return UNASKED;
    return { kind: 'orphaned', why: scenarios.has(scenario) ? 'the scenario has no such case' : 'the suite has no such scenario' };
  };
};
