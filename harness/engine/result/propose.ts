import { canonicalJson, type Json } from '../../base/json.ts';
import type { Observation } from '../judge/types.ts';
import type { Fact } from '../load/types.ts';
import type { CaseResult, RunDocument } from './types.ts';

/** What an open question was answered, for a person to accept: the fact as it would stand. */
export interface Proposal {
  readonly question: string;
  readonly asked: string;
  readonly class: 'observed';
  readonly answers: readonly { readonly case: string; readonly step: string; readonly seen: Readonly<Record<string, Json>> }[];
  readonly source: { readonly kind: 'recording'; readonly ref: string; readonly date: string };
}

const seenIn = (observations: readonly Observation[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(observations.map(({ where, aspect, value }) => [`${where} ${aspect}`, value]));

const answersOf = (one: CaseResult, fact: string): Proposal['answers'] => {
  const own = one.observations.filter((observation) => observation.fact === fact);
  const steps = [...new Set(own.map(({ step }) => step))];
  return steps.map((step) => ({ case: one.id, step, seen: seenIn(own.filter((observation) => observation.step === step)) }));
};

const proposal = (fact: Fact, run: RunDocument, date: string): Proposal | null => {
  const answers = run.cases.filter(({ verdict }) => verdict !== 'errored' && verdict !== 'skipped').flatMap((one) => answersOf(one, fact.id));
  if (answers.length === 0) return null;
  const scenarios = [...new Set(answers.map((answer) => answer.case.split('@')[0]))].join(', ');
  return {
    question: fact.id,
    asked: fact.statement,
    class: 'observed',
    answers,
    source: { kind: 'recording', ref: `recordings/${run.target.origin}: ${scenarios}`, date },
  };
};

/** What each open question was answered in a run; sorted, and the same for the same answers. */
export const proposals = (run: RunDocument, date: string): readonly Proposal[] =>
  run.facts
    .filter((fact) => fact.class === 'open')
    .flatMap((fact) => proposal(fact, run, date) ?? [])
    .sort((a, b) => (canonicalJson(a.question) < canonicalJson(b.question) ? -1 : 1));
