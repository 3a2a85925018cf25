import { groupBy } from '../../base/group-by.ts';
import { canonicalJson } from '../../base/json.ts';
import type { Finding, Verdict } from '../../engine/judge/types.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { CaseResult, RunDocument, ScenarioResult } from '../../engine/result/types.ts';
import { expectedWithoutType, responseTypeOf, valueWithoutType, withoutType } from './response-type.ts';

/** One finding, and the cases that have it. */
export interface Variant {
  readonly cases: readonly CaseResult[];
  /** As the first case has it. */
  readonly first: Finding;
  /** The same for all its cases: where they differ only in the response type that they name, `<type>` stands for it. */
  readonly finding: Finding;
}

/** What differs in one scenario, at one step, in one respect, from one fact: one value or many. */
export interface Entry {
  readonly scenario: ScenarioResult;
  readonly cases: readonly CaseResult[];
  /** How many cases the scenario has in this run. */
  readonly of: number;
  readonly fact: Fact | null;
  readonly variants: readonly [Variant, ...Variant[]];
}

/** Which findings are meant. */
export type Select = (one: CaseResult, finding: Finding) => boolean;

/** Cases that no figure counts ran only for the sake of others, and are not reported. */
export const countedCases = ({ cases }: RunDocument): readonly CaseResult[] => cases.filter(({ support }) => !support);

const generalise = (finding: Finding, type: string): Finding => {
  const { where, pointer, expected, actual } = finding;
  return {
    ...finding,
    where: withoutType(where, type),
    pointer: withoutType(pointer, type),
    expected: expectedWithoutType(expected, type),
    actual: valueWithoutType(actual, type),
  };
};

interface Found {
  readonly one: CaseResult;
  readonly finding: Finding;
  readonly type: string;
  readonly general: Finding;
}

const collect = (run: RunDocument, select: Select): readonly Found[] =>
  countedCases(run).flatMap((one) =>
    one.findings
      .filter((finding) => select(one, finding))
      .map((finding) => {
        const type = responseTypeOf(one, finding.step);
        return { one, finding, type, general: generalise(finding, type) };
      }),
  );

const entryKey = ({ one, general: { step, where, aspect, fact, gating } }: Found): string =>
  canonicalJson([one.scenario, step, where, aspect, fact, gating]);

const variantKey = ({ general: { pointer, expected, actual } }: Found): string => canonicalJson([pointer, expected, actual]);

const casesOf = (group: readonly Found[]): readonly CaseResult[] => [...new Set(group.map(({ one }) => one))];

const toVariant = (group: readonly [Found, ...Found[]]): Variant => {
  const [head] = group;
  const types = new Set(group.map(({ type }) => type));
  return { cases: casesOf(group), first: head.finding, finding: types.size > 1 ? head.general : head.finding };
};

const toVariants = (group: readonly [Found, ...Found[]]): readonly [Variant, ...Variant[]] => {
  const [head, ...rest] = groupBy(group, variantKey);
  return head === undefined ? [toVariant(group)] : [toVariant(head), ...rest.map(toVariant)];
};

/** Groups the findings that are selected: what one scenario has of one fact at one place is one entry, whatever the number of cases. */
export const groupFindings = (run: RunDocument, select: Select): readonly Entry[] => {
  const scenarios = new Map(run.scenarios.map((scenario) => [scenario.id, scenario]));
  const facts = new Map(run.facts.map((fact) => [fact.id, fact]));
  const counts = new Map(groupBy(countedCases(run), ({ scenario }) => scenario).map((cases) => [cases[0].scenario, cases.length]));
  return groupBy(collect(run, select), entryKey).flatMap((group): Entry[] => {
    const [{ one, finding }] = group;
    const scenario = scenarios.get(one.scenario);
    if (scenario === undefined) return [];
    return [
      { scenario, cases: casesOf(group), of: counts.get(scenario.id) ?? 1, fact: facts.get(finding.fact) ?? null, variants: toVariants(group) },
    ];
  });
};

/** The deviations of a run: what decides that a case failed. */
export const deviations = (run: RunDocument): readonly Entry[] => groupFindings(run, ({ verdict }, { gating }) => verdict === 'failed' && gating);

const JUDGED: ReadonlySet<Verdict> = new Set(['passed', 'failed', 'observed']);

/** Whether a case was judged: the findings of any other are kept in its document, and no report counts them. */
export const isJudged = ({ verdict }: CaseResult): boolean => JUDGED.has(verdict);

/** Whether a finding is shown and decides nothing. */
export const isAdvisory: Select = (one, { gating }) => isJudged(one) && !gating;

/** A reason that cases share. */
export interface ReasonGroup {
  readonly reason: string;
  readonly cases: readonly CaseResult[];
  readonly scenarios: readonly string[];
}

/** Groups the cases of a verdict by their reason, the most frequent first. */
export const groupReasons = (run: RunDocument, verdict: Verdict): readonly ReasonGroup[] =>
  groupBy(
    countedCases(run).filter((one) => one.verdict === verdict),
    ({ reason }) => reason ?? '',
  )
    .map((cases) => ({ reason: cases[0].reason ?? 'no reason given', cases, scenarios: [...new Set(cases.map(({ scenario }) => scenario))] }))
    .sort((a, b) => b.cases.length - a.cases.length);
