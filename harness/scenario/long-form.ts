import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Problem } from './problems.ts';

/** What `"observe": "all"` stands for. */
const ANSWER = ['status', 'error', 'message'] as const;

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const unfoldExpectation = (item: Json): readonly Json[] =>
  isObject(item) && item['observe'] === 'all' ? ANSWER.map((aspect) => ({ aspect, fact: item['fact'] ?? '', observe: true })) : [item];

const unfoldStep = (step: Json): Json => (isObject(step) ? { ...step, expect: listOf(step['expect']).flatMap(unfoldExpectation) } : step);

/**
 * The long form of a scenario that its schema accepted: what is written short stands as if it had been written out.
 * Meaning and digest are those of the long form.
 */
export const longForm = (written: JsonObject): JsonObject => ({ ...written, steps: listOf(written['steps']).map(unfoldStep) });

/** The written item that an item of the long form comes from. */
const originOf = (written: readonly Json[], lengthOf: (item: Json) => number, index: number): number => {
  let end = 0;
  return written.findIndex((item) => {
    end += lengthOf(item);
    return index < end;
  });
};

const EXPECTATION = /^\/steps\/(\d+)\/expect\/(\d+)(.*)$/;

/** The same mistake with the place where its file has it, which was found in the long form. */
export const asWritten = (problem: Problem, written: JsonObject): Problem => {
  const [, step = '', index = '', rest = ''] = EXPECTATION.exec(problem.pointer) ?? [];
  const source = listOf(written['steps'])[Number(step)];
  if (step === '' || !isObject(source)) return problem;
  const at = originOf(listOf(source['expect']), (item) => unfoldExpectation(item).length, Number(index));
  return { ...problem, pointer: `/steps/${step}/expect/${at}${rest}` };
};
