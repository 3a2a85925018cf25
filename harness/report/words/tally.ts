import type { Implementation } from '../../engine/judge/implementation.ts';
import type { Aspect, FactClass } from '../../engine/load/types.ts';
import { summarise } from '../../engine/result/summary.ts';
import type { Counts, RunDocument } from '../../engine/result/types.ts';
import type { Operation } from '../../service/operations.ts';
import { countedCases, isAdvisory } from './group.ts';

/** How the scenarios and cases of one area ended. */
export interface AreaRow {
  readonly area: string;
  readonly scenarios: Counts;
  readonly cases: Counts;
}

/** The rows of the table by area, sorted by name. */
export const areaRows = (run: RunDocument): readonly AreaRow[] => {
  const areas = new Map(run.scenarios.map(({ id, area }) => [id, area]));
  const cases = countedCases(run);
  const names = [...new Set(cases.map(({ scenario }) => areas.get(scenario) ?? ''))].sort();
  return names.map((area) => {
    const { scenarios, cases: counted } = summarise(cases.filter(({ scenario }) => (areas.get(scenario) ?? '') === area));
    return { area, scenarios, cases: counted };
  });
};

/** The sum of the counts of all verdicts. */
export const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The states of an operation in the words of a report, in order. */
export const STATES: readonly (readonly [state: Implementation, words: string])[] = [
  ['implemented', 'implemented'],
  ['hollow', 'accepts and ignores'],
  ['absent', 'absent'],
];

/** The operations of a run, by whether they did what they say. */
export const operationsBy = ({ operations }: RunDocument, implementation: Implementation): readonly Operation[] =>
  Object.keys(operations).filter((operation) => operations[operation] === implementation);

/** How many advisory findings there are of one class, by aspect. */
export interface AdvisoryCount {
  readonly class: FactClass;
  readonly total: number;
  readonly aspects: readonly (readonly [aspect: Aspect, count: number])[];
}

const CLASSES: readonly FactClass[] = ['documented', 'observed', 'inferred', 'ours', 'open'];
const ASPECTS: readonly Aspect[] = ['status', 'error', 'shape', 'body', 'state', 'message', 'wire'];

/** Counts the findings that decide nothing, by class of fact and aspect. */
export const advisoryCounts = (run: RunDocument): readonly AdvisoryCount[] => {
  const findings = countedCases(run).flatMap((one) => one.findings.filter((finding) => isAdvisory(one, finding)));
  return CLASSES.flatMap((factClass): AdvisoryCount[] => {
    const own = findings.filter((finding) => finding.class === factClass);
    const aspects = ASPECTS.map((aspect) => [aspect, own.filter((finding) => finding.aspect === aspect).length] as const);
    return own.length === 0 ? [] : [{ class: factClass, total: own.length, aspects: aspects.filter(([, count]) => count > 0) }];
  });
};
