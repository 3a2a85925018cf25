import type { Check } from '../../base/schema.ts';
import { type Answer, isAccepted } from '../../service/answer.ts';
import type { Checks } from '../../service/schemas.ts';
import { decides, gates, isCertain } from '../load/deciding.ts';
import { readKey } from '../load/parse-read.ts';
import { wantsRefusal } from '../load/request-problems.ts';
import type { Expectation, Fact, Step } from '../load/types.ts';
import { checkExpectation, type Miss } from './check-expectation.ts';
import { checkUnasked } from './check-unasked.ts';
import { effectSeen } from './effects.ts';
import type { Members } from './normalise.ts';
import type { EffectSeen, Finding, Observation, StepVerdict } from './types.ts';

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

const toFinding = (miss: Miss, step: string, context: JudgeContext): Finding => {
  const factClass = context.facts.get(miss.fact)?.class ?? 'open';
  return {
    step,
    where: miss.where,
    aspect: miss.aspect,
    pointer: miss.pointer,
    expected: miss.expected,
    actual: miss.actual ?? null,
    fact: miss.fact,
    class: factClass,
    gating: gates(factClass, miss.aspect, context.strict),
  };
};

const isDeciding = (expectation: Expectation, { facts, strict }: JudgeContext): boolean =>
  decides(expectation, facts) || (strict && isCertain(expectation, facts));

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
  readonly effects: EffectSeen[];
}

const weigh = (tally: Tally, expectation: Expectation, answers: StepAnswers, context: JudgeContext): void => {
  const answer = readAnswer(expectation, answers);
  if (answer === undefined) return;
  const checked = checkExpectation({ expectation, step: answers.step, answer, members: context.members });
  const effect = effectSeen({ step: answers.step, expectation, answer, checked, decides: decides(expectation, context.facts) });
  if (effect !== null) tally.effects.push(effect);
  if (checked.kind === 'moot') return;
  if (checked.kind === 'seen') {
    const { aspect, fact } = expectation;
    tally.observations.push({ step: answers.step.name, where: checked.where, aspect, fact, value: checked.value });
    return;
  }
  if (isDeciding(expectation, context)) tally.deciding += 1;
  for (const miss of checked.misses) tally.findings.push(toFinding(miss, answers.step.name, context));
};

/** Judges the answers of one step: pure, the same for the same answers. */
export const judgeStep = (answers: StepAnswers, context: JudgeContext): StepVerdict => {
  const { step, answer } = answers;
  const tally: Tally = { findings: [], observations: [], deciding: 0, effects: [] };
  for (const expectation of step.expect) weigh(tally, expectation, answers, context);
  const unasked = checkUnasked(answers, context).map((miss) => toFinding(miss, step.name, context));
  const accepted = isAccepted(answer.response.status);
  return {
    step: step.name,
    operation: step.request.operation,
    accepted,
    status: answer.response.status,
    wronglyAccepted: accepted && step.expect.some((one) => one.read === null && wantsRefusal(one) && decides(one, context.facts)),
    effects: tally.effects,
    deciding: tally.deciding,
    findings: distinct([...tally.findings, ...unasked]),
    observations: tally.observations,
  };
};
