import { fileJson, isObject, type JsonObject, parseJson } from '../json.ts';
import type { MutantResult } from './types.ts';

/** The case that caught each mutant, by the mutant's name. */
export type Catches = Readonly<Record<string, string>>;

const ABOUT = 'The case that caught each mutant last time, which is asked first the next time: written by "apigw-conformance prove --update".';

/** Reads the committed catches; a file that is none gives none, since nothing but time is lost. */
export const parseCatches = (text: string): Catches => {
  const json = parseJson(text);
  const catches: JsonObject = isObject(json) && isObject(json['catches']) ? json['catches'] : {};
  return Object.fromEntries(Object.entries(catches).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
};

/** The catches of a proof; `kept` are those of mutants that were not tried. */
export const catchesOf = (mutants: readonly MutantResult[], kept: Catches = {}): Catches => {
  const tried = new Set(mutants.map(({ name }) => name));
  const others = Object.entries(kept).filter(([name]) => !tried.has(name));
  const caught = mutants.flatMap(({ name, caught: by }): [string, string][] => (by === null ? [] : [[name, by.case]]));
  return Object.fromEntries([...others, ...caught].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The text of the committed file. */
export const catchesText = (catches: Catches): string => fileJson({ about: ABOUT, catches });
