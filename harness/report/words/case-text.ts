import { groupBy } from '../../base/group-by.ts';
import type { Finding } from '../../engine/judge/types.ts';
import { caseName } from '../../engine/load/case-name.ts';
import type { CaseResult, RunDocument, ScenarioResult } from '../../engine/result/types.ts';
import { onlyCommand, reproduce } from '../reproduce/curl.ts';
import { sourcesText } from './names.ts';
import { exactPlaceOf, placeOf, showSides } from './value.ts';

const VALUE_LIMIT = 500;
const MESSAGE_LIMIT = 120;

/** A run with its scenarios and facts by id. */
export interface Indexed {
  readonly run: RunDocument;
  readonly scenarios: ReadonlyMap<string, ScenarioResult>;
  readonly facts: ReadonlyMap<string, RunDocument['facts'][number]>;
}

/** Makes scenarios and facts of a run known by id. */
export const indexRun = (run: RunDocument): Indexed => ({
  run,
  scenarios: new Map(run.scenarios.map((scenario) => [scenario.id, scenario])),
  facts: new Map(run.facts.map((fact) => [fact.id, fact])),
});

/** Where a scenario is described, from the root of this package. */
export const fileOf = ({ file }: ScenarioResult): string => `suites/${file}`;

/** The name of a test: id of the case and title of its scenario. */
export const testName = ({ scenarios }: Indexed, one: CaseResult): string => {
  const name = caseName(one);
  return `${name === '' ? one.scenario : `${one.scenario}@${name}`}: ${scenarios.get(one.scenario)?.title ?? ''}`;
};

/** The findings that decided against a case. */
export const gatingOf = (one: CaseResult): readonly Finding[] => one.findings.filter(({ gating }) => gating);

/** A finding on one line: where, what was expected, what came. */
export const findingLine = (finding: Finding): string =>
  `${exactPlaceOf(finding)}: ${showSides(finding, MESSAGE_LIMIT).lines.join(', ').replace(/ {2,}/g, ' ')}`;

/** Why a case failed, on one line. */
export const failureMessage = (one: CaseResult): string => {
  const gating = gatingOf(one);
  const [first] = gating;
  const short = first === undefined ? 'failed' : findingLine(first);
  return gating.length > 1 ? `${short} (and ${gating.length - 1} more)` : short;
};

const factLine = ({ facts }: Indexed, id: string): string => {
  const fact = facts.get(id);
  return fact === undefined ? id : `${id} (${fact.class}): ${fact.statement}\nsource: ${sourcesText(fact)}`;
};

const places = (finding: Finding): readonly string[] => {
  const lines = showSides(finding, VALUE_LIMIT).lines.map((line) => `  ${line}`);
  return finding.pointer === '' ? lines : [`  ${finding.pointer}`, ...lines.map((line) => `  ${line}`)];
};

const groupText = (indexed: Indexed, one: CaseResult, group: readonly [Finding, ...Finding[]]): string => {
  const [first] = group;
  const again = reproduce(one, first, indexed.run.bodies);
  const lines = [placeOf(first), ...group.flatMap(places), factLine(indexed, first.fact)];
  return [...lines, ...(again.kind === 'line' ? [again.line] : [])].join('\n');
};

/** Why a case failed, whole: every place with both sides, its fact, and lines that show it again. */
export const failureText = (indexed: Indexed, one: CaseResult): string => {
  const groups = groupBy(gatingOf(one), (finding) => `${placeOf(finding)} ${finding.fact}`);
  return [...groups.map((group) => groupText(indexed, one, group)), onlyCommand(indexed.run, one.id)].join('\n\n');
};
