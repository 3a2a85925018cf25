import { isObject, type JsonObject } from '../../base/json.ts';
import { parseText } from '../../base/read-json.ts';
import { suiteJson } from '../../engine/load/suite-json.ts';
import type { MutantResult } from './types.ts';

/** The case that caught each mutant, by the mutant's name. */
export type Catches = Readonly<Record<string, string>>;

const ABOUT =
  'The case that caught each mutant last time, which is asked first the next time: written by "apigw-conformance prove --update". "absent": the mutants of which an operation declines everything.';

/** Cases by the mutant's name, as `json` has them at a member. */
const casesAt = (json: JsonObject, member: string): Catches => {
  const cases = json[member];
  return Object.fromEntries(Object.entries(isObject(cases) ? cases : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
};

/** What is committed: the case that caught each mutant, and the one by which each of those that decline is seen. */
export interface Caught {
  readonly catches: Catches;
  readonly absent: Catches;
}

/** Reads the committed catches; a file that is none gives none, since nothing but time is lost. */
export const parseCaught = (text: string): Caught => {
  const read = parseText(text);
  const object = 'json' in read && isObject(read.json) ? read.json : {};
  return { catches: casesAt(object, 'catches'), absent: casesAt(object, 'absent') };
};

/** Which case to ask first for each mutant. */
export const firstAsked = ({ catches, absent }: Caught): Catches => ({ ...absent, ...catches });

const sorted = (entries: readonly (readonly [string, string])[]): Catches => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The catches of a proof; `kept` are those of mutants that were not tried. */
export const caughtOf = (mutants: readonly MutantResult[], kept: Caught = { catches: {}, absent: {} }): Caught => {
  const tried = new Set(mutants.map(({ name }) => name));
  const of = (kind: 'caught' | 'absent', others: Catches): Catches =>
    sorted([
      ...Object.entries(others).filter(([name]) => !tried.has(name)),
      ...mutants.flatMap(({ name, caught: by }): [string, string][] => (by?.kind === kind ? [[name, by.case]] : [])),
    ]);
  return { catches: of('caught', kept.catches), absent: of('absent', kept.absent) };
};

/** The text of the committed file. */
export const catchesText = ({ catches, absent }: Caught): string => suiteJson({ about: ABOUT, catches, absent });
