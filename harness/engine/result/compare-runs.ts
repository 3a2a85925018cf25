import { canonicalJson } from '../../base/json.ts';
import type { Finding, Verdict } from '../judge/types.ts';
import { type Change, TRANSITIONS } from './transitions.ts';
import type { CaseResult, RunDocument, ScenarioResult, Summary } from './types.ts';

/** A case that is not as it was. */
export interface CaseChange {
  readonly id: string;
  readonly scenario: string;
  readonly change: Exclude<Change, 'same'>;
  /** Null: not in that run. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  /** Gating findings that are there now: at another place, or with another value. */
  readonly gained: readonly Finding[];
  readonly lost: readonly Finding[];
}

/** One side of a comparison. */
export interface Side extends Pick<RunDocument, 'target' | 'suite' | 'interrupted' | 'unchecked'> {
  readonly figures: Pick<Summary, 'divergence' | 'coverage' | 'scenarios'>;
}

/** How many cases the two runs do not ask alike, and are not compared. */
export interface LeftOut {
  /** Their scenario means something else, or rests on facts of another class. */
  readonly changed: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** How a run differs from another. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly changes: readonly CaseChange[];
  readonly same: number;
  readonly leftOut: LeftOut;
}

const place = ({ step, where, aspect, pointer, fact }: Finding): string => canonicalJson([step, where, aspect, pointer, fact]);

const withValue = (finding: Finding): string => canonicalJson([place(finding), finding.actual]);

const without = (some: readonly Finding[], others: readonly Finding[], keyOf: (finding: Finding) => string): readonly Finding[] => {
  const known = new Set(others.map(keyOf));
  return some.filter((finding) => !known.has(keyOf(finding)));
};

const gatingOf = (one: CaseResult | undefined): readonly Finding[] => (one?.verdict === 'failed' ? one.findings.filter(({ gating }) => gating) : []);

/**
 * A failed case that stays failed: places are told, not counted, since one wrong status stands for all that could not be looked at behind it.
 * Wrong in more places is worse, in fewer better; some for others, or other values at the same places, is neither.
 */
const byFindings = (before: readonly Finding[], after: readonly Finding[]): Change => {
  const [gained, lost] = [without(after, before, place), without(before, after, place)];
  if (gained.length > 0) return lost.length > 0 ? 'otherwise' : 'worse';
  if (lost.length > 0) return 'better';
  return without(after, before, withValue).length + without(before, after, withValue).length > 0 ? 'otherwise' : 'same';
};

const changeOf = (before: CaseResult | undefined, after: CaseResult | undefined): Change => {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  const change = TRANSITIONS[before.verdict][after.verdict];
  return change === 'by findings' ? byFindings(gatingOf(before), gatingOf(after)) : change;
};

const toChange = (id: string, before: CaseResult | undefined, after: CaseResult | undefined): CaseChange | null => {
  const change = changeOf(before, after);
  if (change === 'same') return null;
  const [had, has] = [gatingOf(before), gatingOf(after)];
  return {
    id,
    scenario: (after ?? before)?.scenario ?? id,
    change,
    before: before?.verdict ?? null,
    after: after?.verdict ?? null,
    gained: without(has, had, withValue),
    lost: without(had, has, withValue),
  };
};

/** What a scenario asks, and how sure we are of the answer: where both are the same, its verdicts can be held against each other. */
const askedIn = (run: RunDocument): ReadonlyMap<string, string> => {
  const classes = new Map(run.facts.map((fact) => [fact.id, fact.class]));
  const asked = ({ meaning, facts }: ScenarioResult): string => canonicalJson([meaning, facts.map((id) => classes.get(id) ?? '')]);
  return new Map(run.scenarios.map((scenario) => [scenario.id, asked(scenario)]));
};

type Cases = ReadonlyMap<string, CaseResult>;

const casesOf = ({ cases }: RunDocument): Cases => new Map(cases.filter(({ support }) => !support).map((one) => [one.id, one]));

/** Which scenarios can be compared: both runs ask them alike, or, in one suite, only one of them asked. */
export const comparable = (before: RunDocument, after: RunDocument): ((scenario: string) => boolean) => {
  const [was, is] = [askedIn(before), askedIn(after)];
  const oneSuite = before.suite.digest === after.suite.digest;
  return (scenario) => (was.has(scenario) && is.has(scenario) ? was.get(scenario) === is.get(scenario) : oneSuite);
};

const leftOutOf = (was: Cases, is: Cases, keep: (scenario: string) => boolean): LeftOut => {
  const scenariosOf = (cases: Cases): ReadonlySet<string> => new Set([...cases.values()].map(({ scenario }) => scenario));
  const [before, after] = [scenariosOf(was), scenariosOf(is)];
  const out = [...new Map([...was, ...is]).values()].map(({ scenario }) => scenario).filter((scenario) => !keep(scenario));
  return {
    changed: out.filter((scenario) => before.has(scenario) && after.has(scenario)).length,
    onlyBefore: out.filter((scenario) => !after.has(scenario)).length,
    onlyAfter: out.filter((scenario) => !before.has(scenario)).length,
  };
};

const sideOf = ({ target, suite, interrupted, unchecked, summary: { divergence, coverage, scenarios } }: RunDocument): Side => ({
  target,
  suite,
  interrupted,
  ...(unchecked === undefined ? {} : { unchecked }),
  figures: { divergence, coverage, scenarios },
});

/** Compares two runs case by case; what they do not ask alike is left out, and counted. */
export const compareRuns = (before: RunDocument, after: RunDocument): Comparison => {
  const keep = comparable(before, after);
  const [was, is] = [casesOf(before), casesOf(after)];
  const ids = [...new Map([...was, ...is])]
    .filter(([, { scenario }]) => keep(scenario))
    .map(([id]) => id)
    .sort();
  const changes = ids.flatMap((id) => toChange(id, was.get(id), is.get(id)) ?? []);
  return {
    before: sideOf(before),
    after: sideOf(after),
    changes,
    same: ids.length - changes.length,
    leftOut: leftOutOf(was, is, keep),
  };
};
