import { readKey } from '../scenario/parse-read.ts';
import type { Expectation, Fact, Operation, Step } from '../scenario/types.ts';
import type { Check } from '../schema.ts';
import type { Checks } from '../service/schemas.ts';
import { type Answer, isAccepted } from '../wire/answer.ts';
import { checkExpectation, type Miss } from './check-expectation.ts';
import { checkUnasked } from './check-unasked.ts';
import type { Members } from './normalise.ts';
import type { Finding, Observation, StepVerdict } from './types.ts';

/** What judging needs to know beside the answers. */
export interface JudgeContext {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly answers: Checks;
  readonly error: Check;
  readonly members: Members;
  readonly strict: boolean;
}

/** What a step's request and its read-backs were answered. */
export interface StepAnswers {
  readonly step: Step;
  readonly answer: Answer;
  /** By `readKey`. */
  readonly reads: ReadonlyMap<string, Answer>;
}

const PROSE = new Set(['message', 'wire']);

/** Whether a difference decides the verdict: by the class of its fact and by its aspect. */
const gates = (factClass: Fact['class'], aspect: Finding['aspect'], strict: boolean): boolean => {
  if (factClass === 'open') return false;
  if (strict) return true;
  return (factClass === 'documented' || factClass === 'observed') && !PROSE.has(aspect);
};

const toFinding = (miss: Miss, step: string, context: JudgeContext): Finding => {
  const factClass = context.facts.get(miss.fact)?.class ?? 'open';
  return {
    step,
    where: miss.where,
    aspect: miss.aspect,
    pointer: miss.pointer,
    expected: miss.expected ?? null,
    actual: miss.actual ?? null,
    fact: miss.fact,
    class: factClass,
    gating: gates(factClass, miss.aspect, context.strict),
  };
};

const isDeciding = (expectation: Expectation, context: JudgeContext): boolean => {
  const factClass = context.facts.get(expectation.fact)?.class;
  const certain = factClass === 'documented' || factClass === 'observed';
  return expectation.matcher.kind !== 'observe' && certain && gates(factClass, expectation.aspect, context.strict);
};

const readAnswer = (expectation: Expectation, answers: StepAnswers): Answer | undefined =>
  expectation.read === null ? answers.answer : answers.reads.get(readKey(expectation.read));

const distinct = (findings: readonly Finding[]): readonly Finding[] => {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const key = [finding.where === 'sdk' ? 'answer' : finding.where, finding.aspect, finding.pointer, finding.fact].join('\n');
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
};

interface Tally {
  readonly findings: Finding[];
  readonly observations: Observation[];
  deciding: number;
  readonly effects: Record<string, boolean>;
  readonly readBack: Set<Operation>;
}

const weigh = (tally: Tally, expectation: Expectation, answers: StepAnswers, context: JudgeContext): void => {
  const answer = readAnswer(expectation, answers);
  if (answer === undefined) return;
  const checked = checkExpectation({ expectation, step: answers.step, answer, members: context.members });
  const shown = checked.kind === 'judged' && checked.misses.length === 0;
  if (expectation.effect !== null) tally.effects[expectation.effect] = shown && tally.effects[expectation.effect] !== false;
  if (checked.kind === 'moot') return;
  if (checked.kind === 'seen') {
    const { aspect, fact } = expectation;
    tally.observations.push({ step: answers.step.name, where: checked.where, aspect, fact, value: checked.value });
    return;
  }
  if (isDeciding(expectation, context)) tally.deciding += 1;
  if (expectation.effect !== null && shown && expectation.read !== null) tally.readBack.add(expectation.read.call);
  tally.findings.push(...checked.misses.map((miss) => toFinding(miss, answers.step.name, context)));
};

/** Judges the answers of one step: pure, the same for the same answers. */
export const judgeStep = (answers: StepAnswers, context: JudgeContext): StepVerdict => {
  const { step, answer } = answers;
  const tally: Tally = { findings: [], observations: [], deciding: 0, effects: {}, readBack: new Set() };
  for (const expectation of step.expect) weigh(tally, expectation, answers, context);
  const unasked = checkUnasked(answers, context).map((miss) => toFinding(miss, step.name, context));
  const accepted = isAccepted(answer.response.status);
  return {
    step: step.name,
    operation: step.request.operation,
    accepted,
    status: answer.response.status,
    effect: 'none',
    effects: tally.effects,
    readBack: [...tally.readBack],
    deciding: tally.deciding,
    findings: distinct([...tally.findings, ...unasked]),
    observations: tally.observations,
  };
};

const settled = (verdict: StepVerdict, all: readonly StepVerdict[]): StepVerdict['effect'] => {
  const words = all.flatMap(({ effects }) => effects[verdict.step] ?? []);
  if (words.length === 0) return 'none';
  return verdict.accepted && words.every(Boolean) ? 'shown' : 'missing';
};

/** Gathers, for the steps of one case, whose effect was shown: a later step may read back what an earlier one did. */
export const settleEffects = (all: readonly StepVerdict[]): readonly StepVerdict[] =>
  all.map((verdict) => ({ ...verdict, effect: settled(verdict, all) }));
