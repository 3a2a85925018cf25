import type { Case, Operation, Step, StepRef } from '../scenario/types.ts';
import { isAccepted } from '../wire/answer.ts';
import type { StepVerdict, Verdict } from './types.ts';

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

/** A verdict, with the reason where it is none of passed, failed and observed. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reason: string | null;
}

/** Whether an operation did what it says in this run; one that nothing asked to show its effect has no entry. */
export type Implementation = 'implemented' | 'unimplemented';

/** Operations that need no effect to be read back: their answer is what they do. */
const FRAME: ReadonlySet<Operation> = new Set(['CreateRestApi', 'GetRestApi', 'DeleteRestApi']);

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

interface Tally {
  readonly shown: Set<Operation>;
  readonly tried: Set<Operation>;
}

const note = (tally: Tally, operation: Operation | null, tried: boolean, shown: boolean): void => {
  if (operation === null) return;
  if (tried) tally.tried.add(operation);
  if (shown) tally.shown.add(operation);
};

/** Which operations did what they say: one accepted request of each whose effect was read back is enough. */
export const implementations = (records: readonly CaseRecord[]): ReadonlyMap<Operation, Implementation> => {
  const tally: Tally = { shown: new Set(), tried: new Set() };
  for (const record of records) {
    for (const { operation, effect, accepted, readBack } of record.steps) {
      const frame = operation !== null && FRAME.has(operation);
      note(tally, operation, frame || effect !== 'none', frame ? accepted : effect === 'shown');
      if (effect === 'shown') for (const read of readBack) tally.shown.add(read);
    }
    for (const { operation, status } of record.given) note(tally, operation, false, operation !== null && FRAME.has(operation) && isAccepted(status));
  }
  const all = new Set([...tally.tried, ...tally.shown]);
  return new Map([...all].map((operation) => [operation, tally.shown.has(operation) ? 'implemented' : 'unimplemented']));
};

/** How an operation answered where its effect was asked for, in words. */
const answersOf = (records: readonly CaseRecord[]): ReadonlyMap<Operation, string> => {
  const seen = new Map<Operation, Set<number>>();
  for (const { operation, effect, status } of records.flatMap(({ steps }) => steps)) {
    if (operation !== null && effect !== 'none') seen.set(operation, (seen.get(operation) ?? new Set()).add(status));
  }
  return new Map(
    [...seen].map(([operation, statuses]) => [operation, `no accepted request had its effect; answers: ${[...statuses].sort().join(', ')}`]),
  );
};

interface Decider {
  readonly answers: ReadonlyMap<Operation, string>;
  readonly records: ReadonlyMap<string, CaseRecord>;
  readonly operations: ReadonlyMap<Operation, Implementation>;
}

const unimplemented = (reason: string): Decision => ({ verdict: 'unimplemented', reason });

const missingOperation = (record: CaseRecord, decider: Decider): Decision | null => {
  const missing = [...needsOf(record.case)]
    .filter((operation) => !FRAME.has(operation) && decider.operations.get(operation) === 'unimplemented')
    .sort();
  return missing.length === 0
    ? null
    : unimplemented(missing.map((operation) => `${operation} (${decider.answers.get(operation) ?? 'never asked'})`).join(', '));
};

const name = ({ caseId, step }: StepRef): string => `${caseId}#${step}`;

const checkWitness = (ref: StepRef, { records }: Decider): Decision | null => {
  const record = records.get(ref.caseId);
  const verdict = record?.steps.find(({ step }) => step === ref.step);
  if (record === undefined) return { verdict: 'skipped', reason: `witness ${name(ref)} did not run` };
  if (verdict === undefined) return witnessStopped(record, ref);
  if (!verdict.accepted) return unimplemented(`witness ${name(ref)} was refused (${verdict.status})`);
  return verdict.effect === 'shown' ? null : unimplemented(`witness ${name(ref)} had no effect`);
};

const witnessStopped = ({ stopped }: CaseRecord, ref: StepRef): Decision => {
  const reason = `witness ${name(ref)}: ${stopped?.reason ?? 'not sent'}`;
  if (stopped?.kind === 'skipped') return { verdict: 'skipped', reason };
  return stopped?.kind === 'errored' ? { verdict: 'errored', reason } : unimplemented(reason);
};

const firstWitnessProblem = (record: CaseRecord, decider: Decider): Decision | null => {
  for (const { witness } of record.case.steps) {
    const problem = witness === null ? null : checkWitness(witness, decider);
    if (problem !== null) return problem;
  }
  return null;
};

/** A witness of the same case only makes its refusals count: what it checks of itself decides no verdict but a failure. */
const own = (record: CaseRecord): Decision => {
  if (record.steps.some(({ findings }) => findings.some(({ gating }) => gating))) return { verdict: 'failed', reason: null };
  const witnesses = new Set(record.case.steps.flatMap(({ witness }) => (witness?.caseId === record.case.id ? [witness.step] : [])));
  const deciding = record.steps.filter(({ step }) => !witnesses.has(step)).reduce((sum, step) => sum + step.deciding, 0);
  return { verdict: deciding > 0 ? 'passed' : 'observed', reason: null };
};

/** Decides one case, in the order in which a reason takes precedence. */
const decide = (record: CaseRecord, decider: Decider): Decision => {
  if (record.stopped?.kind === 'skipped' || record.stopped?.kind === 'errored')
    return { verdict: record.stopped.kind, reason: record.stopped.reason };
  const missing = missingOperation(record, decider);
  if (missing !== null) return missing;
  if (record.stopped !== null) return unimplemented(record.stopped.reason);
  return firstWitnessProblem(record, decider) ?? own(record);
};

/** Decides every case of a run at once: what an operation did elsewhere tells what a refusal is worth. */
export const decideAll = (records: readonly CaseRecord[]): ReadonlyMap<string, Decision> => {
  const decider: Decider = {
    records: new Map(records.map((record) => [record.case.id, record])),
    operations: implementations(records),
    answers: answersOf(records),
  };
  return new Map(records.map((record) => [record.case.id, decide(record, decider)]));
};
