import type { Operation } from '../../service/operations.ts';
import { ownWitnesses } from '../load/deciding.ts';
import type { StepRef } from '../load/types.ts';
import { type Evidence, isShown } from './evidence.ts';
import { type OperationState, type Standing, standingOf } from './implementation.ts';
import { type CaseRecord, isFrame, needsOf } from './record.ts';
import type { Finding, Verdict } from './types.ts';
import { seenText } from './words.ts';

/** A verdict, with the reason where it is none of passed, failed and observed, or where the operation accepts and ignores. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** What is not held against a case that failed: findings of an operation that declines, whose answers are no deviation. */
  readonly excuses?: (finding: Finding) => boolean;
}

interface Decider extends Standing {
  readonly records: ReadonlyMap<string, CaseRecord>;
  readonly byStep: ReadonlyMap<string, readonly Evidence[]>;
}

const unimplemented = (reason: string): Decision => ({ verdict: 'unimplemented', reason });
const failed = (reason: string | null = null): Decision => ({ verdict: 'failed', reason });

const OWN_RULE = 'R-001';

const hasGating = ({ steps }: CaseRecord, fact?: string): boolean =>
  steps.some(({ findings }) => findings.some((finding) => finding.gating && (fact === undefined || finding.fact === fact)));

/** What fails whatever the rest of the run shows: accepting what AWS refuses, and our own rule where it gates. */
const failsAnyway = (record: CaseRecord): Decision | null =>
  record.steps.some(({ wronglyAccepted }) => wronglyAccepted) || hasGating(record, OWN_RULE) ? failed() : null;

const stateOf = (operation: Operation | null, { states }: Decider): OperationState['state'] =>
  operation === null ? 'implemented' : (states.get(operation)?.state ?? 'implemented');

const READ_BY: readonly (readonly [beginning: string, operation: Operation])[] = [
  ['GetAll', 'GetGatewayResponses'],
  ['Get ', 'GetGatewayResponse'],
];

/** Which operation answered what a finding looks at. */
const answeredBy = ({ steps }: CaseRecord, { step, where }: Finding): Operation | null =>
  READ_BY.find(([beginning]) => where.startsWith(beginning))?.[1] ?? steps.find((one) => one.step === step)?.operation ?? null;

/** Where a case fails though an operation that it needs declines, only what that operation did not answer is held against it. */
const excusing = (decision: Decision, record: CaseRecord, decider: Decider): Decision => {
  const wrong = new Set(record.steps.filter(({ wronglyAccepted }) => wronglyAccepted).map(({ step }) => step));
  const declines = (operation: Operation | null): boolean => ['absent', 'untold'].includes(stateOf(operation, decider));
  if (![...needsOf(record.case)].some(declines)) return decision;
  const own = new Map(record.steps.map(({ step, operation }) => [step, operation]));
  return {
    ...decision,
    excuses: (finding) =>
      finding.fact !== OWN_RULE && !wrong.has(finding.step) && (declines(own.get(finding.step) ?? null) || declines(answeredBy(record, finding))),
  };
};

const sentence = (operation: Operation, state: OperationState | undefined): string =>
  state === undefined || state.state === 'implemented' ? operation : `${operation} ${state.because}`;

/** Said yes to and not done: what the case itself saw of that is its failure. */
const failsHollow = (record: CaseRecord, { states }: Decider): Decision | null => {
  const own = record.steps.flatMap(({ operation, accepted }) => (accepted && operation !== null ? [operation] : []));
  const hollow = [...new Set(own)].find((operation) => states.get(operation)?.state === 'hollow');
  return hollow !== undefined && hasGating(record) ? failed(sentence(hollow, states.get(hollow))) : null;
};

const missingOperation = (record: CaseRecord, decider: Decider): Decision | null => {
  const missing = [...needsOf(record.case)].filter((operation) => !isFrame(operation) && stateOf(operation, decider) !== 'implemented');
  return missing.length === 0
    ? null
    : unimplemented(
        missing
          .sort()
          .map((operation) => sentence(operation, decider.states.get(operation)))
          .join('; '),
      );
};

const nameOf = ({ caseId, step }: StepRef): string => `${caseId}#${step}`;

const checkWitness = (ref: StepRef, decider: Decider): Decision | null => {
  const record = decider.records.get(ref.caseId);
  const verdict = record?.steps.find(({ step }) => step === ref.step);
  if (record === undefined) return { verdict: 'skipped', reason: `witness ${nameOf(ref)} did not run` };
  if (verdict === undefined) return witnessStopped(record, ref);
  if (!verdict.accepted) return unimplemented(`witness ${nameOf(ref)} was refused (${verdict.status}) where AWS accepts`);
  const asked = decider.byStep.get(nameOf(ref)) ?? [];
  if (asked.length === 0) return witnessStopped(record, ref);
  const lacking = asked.find((one) => !isShown(one, decider.shown));
  return lacking === undefined ? null : unimplemented(`witness ${nameOf(ref)} had no effect: ${seenText(lacking.seen)}`);
};

const witnessStopped = ({ stopped }: CaseRecord, ref: StepRef): Decision => {
  const reason = `witness ${nameOf(ref)}: ${stopped?.reason ?? 'not sent'}`;
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
const passes = (record: CaseRecord): Decision => {
  const witnesses = ownWitnesses(record.case);
  const deciding = record.steps.filter(({ step }) => !witnesses.has(step)).reduce((sum, step) => sum + step.deciding, 0);
  return { verdict: deciding > 0 ? 'passed' : 'observed', reason: null };
};

/** What may be held against a target that has all that the case needs: its failures first, since a witness only guards a pass. */
const own = (record: CaseRecord, decider: Decider): Decision => {
  if (record.stopped !== null) return unimplemented(record.stopped.reason);
  return hasGating(record) ? failed() : (firstWitnessProblem(record, decider) ?? passes(record));
};

/** Decides one case, in the order in which a reason takes precedence. */
const decide = (record: CaseRecord, decider: Decider): Decision => {
  if (record.stopped?.kind === 'skipped' || record.stopped?.kind === 'errored')
    return { verdict: record.stopped.kind, reason: record.stopped.reason };
  const failure = failsAnyway(record) ?? failsHollow(record, decider);
  return failure === null ? (missingOperation(record, decider) ?? own(record, decider)) : excusing(failure, record, decider);
};

const groupByStep = (evidence: readonly Evidence[]): ReadonlyMap<string, readonly Evidence[]> => {
  const groups = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const key = nameOf({ caseId: one.caseId, step: one.by.step });
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
};

/** Decides every case of a run at once: what an operation did elsewhere tells what a refusal is worth. */
export const decideAll = (records: readonly CaseRecord[]): ReadonlyMap<string, Decision> => {
  const standing = standingOf(records);
  const decider = { ...standing, records: new Map(records.map((record) => [record.case.id, record])), byStep: groupByStep(standing.evidence) };
  return new Map(records.map((record) => [record.case.id, decide(record, decider)]));
};
