import { firstOf, plural } from '../../base/count-text.ts';
import { groupBy } from '../../base/group-by.ts';
import type { Finding } from '../../engine/judge/types.ts';
import type { CaseChange, Comparison, LeftOut, Side } from '../../engine/result/compare-runs.ts';
import type { Figure, RunDocument, Summary } from '../../engine/result/types.ts';
import { answeredText, contradictText, evidenceOf, isAws } from '../words/evidence.ts';
import { percent } from '../words/figures.ts';
import { exactPlaceOf, showSides } from '../words/value.ts';

/** The changes that are told, the most urgent first. */
export const CHANGES: Readonly<Record<CaseChange['change'], string>> = {
  worse: 'worse',
  surfaced: 'implemented or answering now, and wrong',
  otherwise: 'wrong before and after, but not in the same way',
  better: 'better',
  new: 'new: judged now, and not before',
  gone: 'gone: no longer judged',
};

/** The names of the changes, in that order. */
export const changeNames = (): readonly CaseChange['change'][] => Object.keys(CHANGES) as CaseChange['change'][];

/** Cases of one scenario that changed alike. */
export type ChangeGroup = readonly [CaseChange, ...CaseChange[]];

/** The groups of one change. */
export const groupsOf = ({ changes }: Comparison, change: CaseChange['change']): readonly ChangeGroup[] =>
  groupBy(
    changes.filter((one) => one.change === change),
    ({ scenario, before, after }) => `${scenario} ${before} ${after}`,
  );

/** How many cases changed in each way, on one line. */
export const countsLine = (comparison: Comparison): string => {
  const counts = changeNames().map((change) => `${change} ${comparison.changes.filter((one) => one.change === change).length}`);
  return `cases: ${[...counts, `same ${comparison.same}`].join(', ')}`;
};

const NAMES = 3;

/** Which cases of its scenario a group is; empty where the scenario has but one. */
export const groupCases = (group: ChangeGroup): string => {
  const names = group.map(({ id, scenario }) => id.slice(scenario.length + 1)).filter((name) => name !== '');
  return names.length === 0 ? '' : `${plural(names.length, 'case')}: ${firstOf(names, NAMES)}`;
};

/** From which verdict to which. */
export const verdictsOf = ([{ before, after }]: ChangeGroup): string =>
  before === after ? `still ${after}` : `${before ?? 'not there'} -> ${after ?? 'not there'}`;

const VALUE_LIMIT = 100;

const findingText = (finding: Finding): string =>
  `${exactPlaceOf(finding)}: ${showSides(finding, VALUE_LIMIT).lines.join(', ').replace(/ {2,}/g, ' ')} (${finding.fact})`;

const FINDINGS = 3;

const some = (sign: string, findings: readonly Finding[]): readonly string[] => {
  const lines = findings.slice(0, FINDINGS).map((finding) => `${sign} ${findingText(finding)}`);
  return findings.length > FINDINGS ? [...lines, `${sign} and ${findings.length - FINDINGS} more`] : lines;
};

/** What the first case of a group has now and had before. */
export const groupFindings = ([{ gained, lost }]: ChangeGroup): readonly string[] => [...some('+', gained), ...some('-', lost)];

/** The name of a side, with its version where that is known. */
export const sideName = ({ target }: Side): string => (target.version === null ? target.name : `${target.name} ${target.version}`);

/** The suite of a side. */
export const sideSuite = ({ suite }: Side): string => `${suite.version} (${suite.digest})`;

/** A figure with what it is made of. */
const figureText = (figure: Figure): string => (figure.whole === 0 ? 'n/a' : `${figure.part} of ${figure.whole} (${percent(figure)})`);

/** The two figures of a run as cells of a table. */
export interface FigureCells {
  readonly divergence: string;
  readonly coverage: string;
}

/** What the cells are made of; runs of the past may not say how their scenarios ended. */
export type CellSource = Pick<RunDocument, 'target' | 'unchecked'> & {
  readonly figures: Pick<Summary, 'divergence' | 'coverage'> & Partial<Pick<Summary, 'scenarios'>>;
};

/** The figures of a target; of AWS, which has none, what its answers say of the suite. */
export const figureCells = ({ target, unchecked, figures: { divergence, coverage, scenarios } }: CellSource): FigureCells => {
  if (isAws({ target })) {
    const evidence = scenarios === undefined ? null : evidenceOf(scenarios);
    return evidence === null ? { divergence: '', coverage: '' } : { divergence: contradictText(evidence), coverage: answeredText(evidence) };
  }
  return { divergence: unchecked === undefined ? figureText(divergence) : 'n/a', coverage: figureText(coverage) };
};

/** What was not compared, in words; empty where all was. */
export const leftOutText = ({ changed, onlyBefore, onlyAfter }: LeftOut): string => {
  if (changed + onlyBefore + onlyAfter === 0) return '';
  const parts = [
    `${changed} ask something else now, or rest on facts of another class`,
    `${onlyBefore} are of scenarios that only the first run has`,
    `${onlyAfter} of scenarios that only the second has`,
  ];
  return `${plural(changed + onlyBefore + onlyAfter, 'case')} left out: ${parts.join(', ')}`;
};
