import { visible } from '../../base/foreign-text.ts';
import { groupBy } from '../../base/group-by.ts';
import type { Json } from '../../base/json.ts';
import { clip, showValue } from '../../engine/causes/show-value.ts';
import type { Observation } from '../../engine/judge/types.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { countedCases } from './group.ts';
import { responseTypeOf, valueWithoutType, withoutType } from './response-type.ts';

/** What some cases saw alike. */
export interface SeenAnswer {
  readonly text: string;
  readonly cases: readonly CaseResult[];
}

/** A question, and what the target answered. */
export interface Answered {
  readonly id: string;
  readonly fact: Fact | null;
  readonly answers: readonly SeenAnswer[];
}

const LIMIT = 80;

const valueText = (aspect: Observation['aspect'], value: Json): string => {
  if (value === null) return aspect === 'error' ? '' : `no ${aspect}`;
  if (aspect === 'status') return String(value);
  if (aspect === 'error' && typeof value === 'string') return visible(value);
  return `${aspect} ${showValue(value, LIMIT)}`;
};

const partText = (one: CaseResult, { step, where, aspect, value }: Observation): string => {
  const type = responseTypeOf(one, step);
  const text = valueText(aspect, valueWithoutType(value, type));
  return where === 'answer' || text === '' ? text : `${withoutType(where, type)}: ${text}`;
};

const answerText = (one: CaseResult, own: readonly Observation[]): string => {
  const steps = [...new Set(own.map(({ step }) => step))];
  const texts = steps.map((step) => {
    const parts = own.filter((each) => each.step === step).map((each) => partText(one, each));
    return `${steps.length > 1 ? `${step}: ` : ''}${parts.filter((part) => part !== '').join(', ')}`;
  });
  const untrusted = one.verdict === 'unimplemented' ? '(unimplemented) ' : '';
  return untrusted + clip(texts.join('; '), 4 * LIMIT);
};

/** What the target answered to each question, the cases that saw the same together; sorted by question. */
export const answeredQuestions = (run: RunDocument): readonly Answered[] => {
  const facts = new Map(run.facts.map((fact) => [fact.id, fact]));
  const cases = countedCases(run);
  const ids = [...new Set(cases.flatMap(({ observations }) => observations.map(({ fact }) => fact)))].sort();
  return ids.map((id) => {
    const seen = cases.flatMap((one) => {
      const own = one.observations.filter(({ fact }) => fact === id);
      return own.length === 0 ? [] : [{ text: answerText(one, own), one }];
    });
    const answers = groupBy(seen, ({ text }) => text).map((group) => ({ text: group[0].text, cases: group.map(({ one }) => one) }));
    return { id, fact: facts.get(id) ?? null, answers };
  });
};
