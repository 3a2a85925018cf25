import type { Verdict } from '../judge/types.ts';
import type { CaseResult, Counts, ScenarioResult, Summary } from './types.ts';

const VERDICTS: readonly Verdict[] = ['passed', 'failed', 'unimplemented', 'observed', 'skipped', 'errored'];

const count = (verdicts: readonly Verdict[]): Counts => {
  const of = (verdict: Verdict): number => verdicts.filter((one) => one === verdict).length;
  return {
    passed: of('passed'),
    failed: of('failed'),
    unimplemented: of('unimplemented'),
    observed: of('observed'),
    skipped: of('skipped'),
    errored: of('errored'),
  };
};

/** From worst to best: a scenario is what the worst of its cases is. */
const WORST: readonly Verdict[] = ['failed', 'errored', 'unimplemented', 'passed', 'observed', 'skipped'];

/** The verdict of a scenario, from those of its cases. */
export const scenarioVerdict = (verdicts: readonly Verdict[]): Verdict => WORST.find((verdict) => verdicts.includes(verdict)) ?? 'skipped';

/** The verdicts of the scenarios of a run, by id; supporting cases are left out. */
export const scenarioVerdicts = (cases: readonly CaseResult[]): ReadonlyMap<string, Verdict> => {
  const grouped = new Map<string, Verdict[]>();
  for (const { scenario, verdict, support } of cases) {
    if (support) continue;
    grouped.set(scenario, [...(grouped.get(scenario) ?? []), verdict]);
  }
  return new Map([...grouped].map(([id, verdicts]) => [id, scenarioVerdict(verdicts)]));
};

/** Where a document does not say, what was judged counts, and what had nothing to be judged by. */
const counts = (deciding: boolean | undefined, verdict: Verdict): boolean =>
  deciding ?? (verdict === 'passed' || verdict === 'failed' || verdict === 'unimplemented');

/**
 * Counts a run: scenarios for the two figures, cases beside them. The figures are of the scenarios that can pass or fail, whatever
 * the target is: a skipped or errored one is not implemented, and a probe is in neither, however it ended.
 */
export const summarise = (cases: readonly CaseResult[], scenarios: readonly Pick<ScenarioResult, 'id' | 'deciding'>[] = []): Summary => {
  const verdicts = scenarioVerdicts(cases);
  const deciding = new Map(scenarios.map((one) => [one.id, one.deciding]));
  const counted = [...verdicts].flatMap(([id, verdict]) => (counts(deciding.get(id), verdict) ? [verdict] : []));
  const { passed, failed } = count(counted);
  return {
    scenarios: count([...verdicts.values()]),
    cases: count(cases.filter(({ support }) => !support).map(({ verdict }) => verdict)),
    divergence: { part: failed, whole: passed + failed },
    coverage: { part: passed + failed, whole: counted.length },
  };
};

/** All verdicts, in the order in which reports show them. */
export const verdictOrder = (): readonly Verdict[] => VERDICTS;
