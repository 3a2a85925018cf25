import { plural } from '../../base/count-text.ts';
import { visible } from '../../base/foreign-text.ts';
import { groupBy } from '../../base/group-by.ts';
import { type BaselineDifference, knownEntry } from '../../engine/baseline/compare-baseline.ts';
import { clip } from '../../engine/causes/show-value.ts';
import type { Finding } from '../../engine/judge/types.ts';
import type { Aspect } from '../../engine/load/types.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { onlyCommand } from '../reproduce/curl.ts';
import { baselineProblems } from '../words/baseline-problems.ts';
import { fileOf, findingLine, gatingOf, type Indexed, indexRun } from '../words/case-text.ts';
import { figuresText } from '../words/figure-lines.ts';
import { countedCases } from '../words/group.ts';
import { targetText } from '../words/names.ts';
import type { ReportOptions } from '../words/options.ts';

/** GitHub shows ten errors of a step, and drops the rest without a word. */
const LIMIT = 10;
const MESSAGE_LIMIT = 2000;

/** A wrong state is worse than a wrong word. */
const WORST: readonly Aspect[] = ['state', 'status', 'body', 'error', 'shape', 'message', 'wire'];

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = (level: 'error' | 'notice', properties: Readonly<Record<string, string | number>>, message: string): string => {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${level} ${listed.join(',')}::${escapeData(clip(message, MESSAGE_LIMIT))}`;
};

/** A scenario with what decides against it and is not known. */
interface Trouble {
  readonly cases: readonly [CaseResult, ...CaseResult[]];
  readonly findings: readonly Finding[];
  readonly rank: number;
}

const unknownOf = (difference: BaselineDifference | null, one: CaseResult): readonly Finding[] =>
  one.verdict === 'failed' ? gatingOf(one).filter((finding) => knownEntry(difference, one, finding) === null) : [];

const isTrouble = (difference: BaselineDifference | null, one: CaseResult): boolean =>
  one.verdict === 'errored' ? knownEntry(difference, one, null) === null : unknownOf(difference, one).length > 0;

const toTrouble = (difference: BaselineDifference | null, cases: Trouble['cases']): Trouble => {
  const findings = cases.flatMap((one) => unknownOf(difference, one));
  const ranks = findings.map(({ aspect }) => WORST.indexOf(aspect));
  const sorted = [...findings].sort((a, b) => WORST.indexOf(a.aspect) - WORST.indexOf(b.aspect));
  return { cases, findings: sorted, rank: findings.length === 0 ? WORST.length : Math.min(...ranks) };
};

/** Scenarios in trouble, the worst first: by aspect, then by how many cases have it. */
const troubles = (run: RunDocument, difference: BaselineDifference | null): readonly Trouble[] =>
  groupBy(
    countedCases(run).filter((one) => isTrouble(difference, one)),
    ({ scenario }) => scenario,
  )
    .map((cases) => toTrouble(difference, cases))
    .sort((a, b) => a.rank - b.rank || b.cases.length - a.cases.length);

const troubleLine = ({ run, scenarios, facts }: Indexed, { cases, findings }: Trouble): string => {
  const [one] = cases;
  const scenario = scenarios.get(one.scenario);
  const [first] = findings;
  const fact = first === undefined ? undefined : facts.get(first.fact);
  const lines = [
    first === undefined ? `errored: ${visible(one.reason ?? 'no answer came')}` : findingLine(first),
    ...(findings.length > 1 ? [`and ${plural(findings.length - 1, 'more finding')} in ${plural(cases.length, 'case')}`] : []),
    ...(fact === undefined ? [] : [`${fact.id} (${fact.class}): ${fact.statement}`]),
    onlyCommand(run, cases.length === 1 ? one.id : one.scenario),
  ];
  const place = scenario === undefined ? {} : { file: fileOf(scenario), line: scenario.line };
  return command('error', { ...place, title: `${targetText(run)}: ${scenario?.title ?? one.scenario}` }, lines.join('\n'));
};

/** What the baseline says that is not so; what is not in it has annotations of its own. */
const baselineLines = (run: RunDocument, difference: BaselineDifference | null): readonly string[] =>
  difference === null
    ? []
    : baselineProblems({ ...difference, unexpected: [] }).map(({ title, lines }) =>
        command('error', { title: `${targetText(run)}: baseline` }, `${plural(lines.length, 'line')} ${title}\n${lines.join('\n')}`),
      );

/** One annotation in place of hundreds that say the same. */
const uncheckedLine = (run: RunDocument, unchecked: string): string =>
  command('error', { title: `${targetText(run)}: nothing was checked` }, unchecked);

/** Annotations of GitHub Actions: what is wrong with the baseline, then one error for each scenario, the worst first; a notice says what is left out. */
export const githubReport = (run: RunDocument, { difference = null }: ReportOptions = {}): string => {
  if (run.unchecked !== undefined) return `${uncheckedLine(run, run.unchecked)}\n`;
  const before = baselineLines(run, difference);
  const all = troubles(run, difference);
  const shown = all.slice(0, LIMIT - before.length).map((trouble) => troubleLine(indexRun(run), trouble));
  const rest = all.length - shown.length;
  const more =
    rest === 0
      ? ''
      : `${plural(rest, 'more scenario')} of ${all.length} ${rest === 1 ? 'has' : 'have'} no annotation: see the step's summary or report.md. `;
  return `${[...before, ...shown, command('notice', { title: targetText(run) }, `${more}${figuresText(run)}`)].join('\n')}\n`;
};
