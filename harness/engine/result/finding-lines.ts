import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Expected } from '../judge/expected.ts';
import type { Finding, Observation } from '../judge/types.ts';
import { gates } from '../load/deciding.ts';
import type { Aspect, FactClass } from '../load/types.ts';

/** What the lines of a run leave out, since it is the same for all. */
export interface LineContext {
  readonly strict: boolean;
  readonly classes: ReadonlyMap<string, FactClass>;
}

const LABEL = /^(\S+)(?: (.+))? (status|error|shape|body|state|message|wire) (\S+?)( excused| decides)?$/;
const SEEN = /^(\S+)(?: (.+))? (\S+)$/;

/** What is looked at mostly, and so is not said. */
const ANSWER = 'answer';

const shownWhere = (where: string): string => (where === ANSWER ? '' : ` ${where}`);

const markOf = ({ class: factClass, aspect, gating }: Finding, strict: boolean): string => {
  if (gating === gates(factClass, aspect, strict)) return '';
  return gating ? ' decides' : ' excused';
};

/** Where it was found, and on what ground; what it decides only where its fact and aspect do not tell. */
const labelOf = (finding: Finding, strict: boolean): string =>
  `${finding.step}${shownWhere(finding.where)} ${finding.aspect} ${finding.fact}${markOf(finding, strict)}`;

/** What stands under a label: both sides, or both sides by pointer. */
type Places = readonly [expected: Json, actual: Json] | Record<string, readonly [expected: Json, actual: Json]>;

type FindingLine = readonly [label: string, places: Places];

const isSides = (places: Places): places is readonly [Json, Json] => Array.isArray(places);

const isNamed = (json: Json, name: 'rule' | 'value'): json is JsonObject =>
  isObject(json) && Object.keys(json).length === 1 && Object.hasOwn(json, name);

/** A rule under its name, a value as it is, unless it looks like one of the two. */
const sideOf = (expected: Expected): Json => {
  if ('rule' in expected) return { rule: expected.rule };
  return isNamed(expected.value, 'rule') || isNamed(expected.value, 'value') ? { value: expected.value } : expected.value;
};

const fromSide = (side: Json): Expected => {
  if (isNamed(side, 'rule') && typeof side['rule'] === 'string') return { rule: side['rule'] };
  return { value: isNamed(side, 'value') ? (side['value'] ?? null) : side };
};

/** Members of an object that look like numbers would go before all others. */
const isOrdered = (pointer: string): boolean => !/^\d+$/.test(pointer);

/** Adds a finding to a line of its own label; false where that has no room for it. */
const joins = (line: FindingLine | undefined, label: string, { pointer, expected, actual }: Finding): boolean => {
  if (line?.[0] !== label || pointer === '' || isSides(line[1]) || Object.hasOwn(line[1], pointer) || !isOrdered(pointer)) return false;
  if (!Object.keys(line[1]).every(isOrdered)) return false;
  line[1][pointer] = [sideOf(expected), actual];
  return true;
};

const fromLabel = (label: string, { strict, classes }: LineContext): Omit<Finding, 'pointer' | 'expected' | 'actual'> | null => {
  const [, step = '', where = ANSWER, aspect, fact = '', mark] = LABEL.exec(label) ?? [];
  const factClass = classes.get(fact);
  if (aspect === undefined || factClass === undefined) return null;
  const gating = mark === undefined ? gates(factClass, aspect as Aspect, strict) : mark === ' decides';
  return { step, where, aspect: aspect as Aspect, fact, class: factClass, gating };
};

/** A finding that a line would not give back as it is stands as it is: only a document that was not made here has one. */
const fitsLine = ({ pointer: _, expected: __, actual: ___, ...finding }: Finding, label: string, context: LineContext): boolean => {
  const back = fromLabel(label, context);
  return back !== null && (Object.keys(back) as (keyof typeof back)[]).every((key) => back[key] === finding[key]);
};

/** Findings as lines: those in a row that differ in pointer and values alone are one. */
export const findingLines = (findings: readonly Finding[], context: LineContext): readonly Json[] => {
  const lines: (JsonObject | FindingLine)[] = [];
  for (const finding of findings) {
    const { pointer, expected, actual } = finding;
    const label = labelOf(finding, context.strict);
    const last = lines.at(-1);
    if (!fitsLine(finding, label, context)) lines.push(finding as unknown as JsonObject);
    else if (!joins(Array.isArray(last) ? (last as FindingLine) : undefined, label, finding)) {
      const sides = [sideOf(expected), actual] as const;
      lines.push([label, pointer === '' ? sides : { [pointer]: sides }]);
    }
  }
  return lines as readonly Json[];
};

/** The findings of such lines. */
export const findingsOf = (lines: readonly Json[], context: LineContext): readonly Finding[] =>
  lines.flatMap((line): readonly Finding[] => {
    if (isObject(line)) return [line as unknown as Finding];
    const [label, places] = line as unknown as FindingLine;
    const about = fromLabel(label, context);
    if (about === null) return [];
    const { step, where, aspect, fact, class: factClass, gating } = about;
    const all = isSides(places) ? { '': places } : places;
    return Object.entries(all).map(([pointer, [expected, actual]]) => ({
      step,
      where,
      aspect,
      pointer,
      expected: fromSide(expected),
      actual,
      fact,
      class: factClass,
      gating,
    }));
  });

const fromSeen = (label: string): Pick<Observation, 'step' | 'where' | 'fact'> => {
  const [, step = '', where = ANSWER, fact = ''] = SEEN.exec(label) ?? [];
  return { step, where, fact };
};

/** Observations as lines: those in a row of one step, place and fact are one, by aspect. */
export const observationLines = (observations: readonly Observation[]): readonly Json[] => {
  const lines: (JsonObject | [string, Record<string, Json>])[] = [];
  for (const observation of observations) {
    const { step, where, aspect, fact, value } = observation;
    const label = `${step}${shownWhere(where)} ${fact}`;
    const back = fromSeen(label);
    const last = lines.at(-1);
    if (back.step !== step || back.where !== where || back.fact !== fact) lines.push(observation as unknown as JsonObject);
    else if (Array.isArray(last) && last[0] === label && !Object.hasOwn(last[1], aspect)) last[1][aspect] = value;
    else lines.push([label, { [aspect]: value }]);
  }
  return lines as readonly Json[];
};

/** The observations of such lines. */
export const observationsOf = (lines: readonly Json[]): readonly Observation[] =>
  lines.flatMap((line): readonly Observation[] => {
    if (isObject(line)) return [line as unknown as Observation];
    const [label, seen] = line as readonly [string, JsonObject];
    const { step, where, fact } = fromSeen(label);
    return Object.entries(seen).map(([aspect, value]) => ({ step, where, aspect: aspect as Aspect, fact, value }));
  });
