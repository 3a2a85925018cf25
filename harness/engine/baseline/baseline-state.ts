import { isFrameStep } from '../load/step-names.ts';
import type { CaseResult, RunDocument, ScenarioResult } from '../result/types.ts';
import { type BaselineEntry, caseId, deviationsOf, isPart, type Slot, slotKey } from './baseline.ts';

/**
 * How what a baseline names stands in a run: `found`; `vanished`: the case was answered and has it no longer; `orphaned`: the suite no longer
 * asks for it; `unanswered`: the case was planned, and skipped or without an answer; `unasked`: the run was of a part of the suite without it.
 */
export type SlotState =
  | { readonly kind: 'found' }
  | { readonly kind: 'vanished' }
  | { readonly kind: 'orphaned'; readonly why: string }
  | { readonly kind: 'unanswered'; readonly why: string }
  | { readonly kind: 'unasked' };

/** Says how each case of each entry stands in a run. */
export type StateOf = (slot: Slot) => SlotState;

/** Shapes are checked of every answer and rules of every step: no scenario has to cite them. */
const CITED_BY_NONE = /^[MR]-/;

/** A run document keeps no exchange of the steps around a case. */
const hasStep = ({ exchanges }: CaseResult, name: string): boolean =>
  isFrameStep(name) || exchanges.some(({ step }) => step === name || step.startsWith(`${name}/`));

const whyOrphaned = ({ entry, one, scenario, meaning }: Answered): string | null => {
  if (scenario !== undefined && meaning !== undefined && meaning !== scenario.meaning) return 'the scenario has another meaning since';
  if (entry.verdict === 'errored') return null;
  if (scenario !== undefined && !CITED_BY_NONE.test(entry.fact) && !scenario.facts.includes(entry.fact)) {
    return `the scenario does not rest on ${entry.fact}`;
  }
  const ranWhole = one.verdict === 'passed' || one.verdict === 'failed' || one.verdict === 'observed';
  return ranWhole && !hasStep(one, entry.step) ? `the scenario has no step "${entry.step}"` : null;
};

interface Answered {
  readonly entry: BaselineEntry;
  readonly one: CaseResult;
  readonly scenario: ScenarioResult | undefined;
  /** Of the scenario, when the entry was last held against a run. */
  readonly meaning: string | undefined;
}

const stateOfAnswered = (answered: Answered): SlotState => {
  const { one } = answered;
  if (one.verdict === 'skipped' || one.verdict === 'errored') return { kind: 'unanswered', why: `${one.verdict}: ${one.reason ?? 'no reason'}` };
  const why = whyOrphaned(answered);
  return why === null ? { kind: 'vanished' } : { kind: 'orphaned', why };
};

/** Prepares the question how what a baseline names stands in a run. */
export const statesIn = (run: RunDocument, meanings: Readonly<Record<string, string>> = {}): StateOf => {
  const found = new Set(run.cases.flatMap(deviationsOf).map(({ deviation, name }) => slotKey(deviation, name)));
  const cases = new Map(run.cases.filter(({ support }) => !support).map((one) => [one.id, one]));
  const scenarios = new Map(run.scenarios.map((scenario) => [scenario.id, scenario]));
  const part = isPart(run);
  return ({ entry, name, key }) => {
    if (found.has(key)) return { kind: 'found' };
    const one = cases.get(caseId(entry.scenario, name));
    const scenario = scenarios.get(entry.scenario);
    if (one !== undefined) {
      const state = stateOfAnswered({ entry, one, scenario, meaning: meanings[entry.scenario] });
      return part && state.kind === 'unanswered' ? { kind: 'unasked' } : state;
    }
    if (part) return { kind: 'unasked' };
    return { kind: 'orphaned', why: scenario === undefined ? 'the suite has no such scenario' : 'the scenario has no such case' };
  };
};
