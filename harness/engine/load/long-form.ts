import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Problem } from './problems.ts';
import type { Givens } from './types.ts';

/** What `"observe": "all"` stands for. */
const ANSWER = ['status', 'error', 'message'] as const;

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const unfoldExpectation = (item: Json): readonly Json[] =>
  isObject(item) && item['observe'] === 'all' ? ANSWER.map((aspect) => ({ aspect, fact: item['fact'] ?? '', observe: true })) : [item];

const unfoldStep = (step: Json): Json => (isObject(step) ? { ...step, expect: listOf(step['expect']).flatMap(unfoldExpectation) } : step);

const unfoldGiven = (item: Json, givens: Givens): readonly Json[] => (typeof item === 'string' ? (givens.get(item)?.requests ?? []) : [item]);

/**
 * The long form of a scenario that its schema accepted: what is written short, or by name, stands as if it had been written out.
 * Meaning and digest are those of the long form.
 */
export const longForm = (written: JsonObject, givens: Givens): JsonObject => {
  const { given, steps } = written;
  return {
    ...written,
    ...(given === undefined ? {} : { given: listOf(given).flatMap((item) => unfoldGiven(item, givens)) }),
    steps: listOf(steps).map(unfoldStep),
  };
};

interface Origin {
  /** Index of the written item that an item of the long form comes from. */
  readonly at: number;
  /** Which of the items that it stands for. */
  readonly within: number;
}

const originOf = (written: readonly Json[], unfold: (item: Json) => readonly Json[], index: number): Origin => {
  const origins = written.flatMap((item, at) => unfold(item).map((_, within) => ({ at, within })));
  return origins[index] ?? { at: index, within: 0 };
};

const PLACE = /^\/(given|steps)\/(\d+)(?:\/expect\/(\d+))?(.*)$/;

/** The same mistake with the place where a file has it: it was found in the long form. */
export const asWritten = (problem: Problem, written: JsonObject, givens: Givens): Problem => {
  const [, member, index, expectation, rest = ''] = PLACE.exec(problem.pointer) ?? [];
  if (member === 'given') {
    const { at, within } = originOf(listOf(written['given']), (item) => unfoldGiven(item, givens), Number(index));
    const item = listOf(written['given'])[at];
    const named = typeof item === 'string' ? givens.get(item) : undefined;
    if (named === undefined) return { ...problem, pointer: `/given/${at}${rest}` };
    return { ...problem, file: named.file, pointer: `/requests/${within}${rest}`, message: `${problem.message} (as ${problem.file} has it)` };
  }
  const step = listOf(written['steps'])[Number(index)];
  if (expectation === undefined || !isObject(step)) return problem;
  const { at } = originOf(listOf(step['expect']), unfoldExpectation, Number(expectation));
  return { ...problem, pointer: `/steps/${index}/expect/${at}${rest}` };
};
