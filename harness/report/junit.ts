import { summarise } from '../result/summary.ts';
import type { CaseResult, RunDocument, ScenarioResult, Timing } from '../result/types.ts';
import type { Finding } from '../verdict/types.ts';
import { onlyCommand, reproduce } from './curl.ts';
import { caseName, countedCases, groupBy } from './group.ts';
import { sourcesText, targetText } from './names.ts';
import { exactPlaceOf, placeOf, showSides } from './value.ts';
import { element, xmlText } from './xml.ts';

/** The part of a timing record that JUnit has a place for. */
export type CaseTimes = Pick<Timing, 'milliseconds' | 'cases'>;

const VALUE_LIMIT = 500;
const MESSAGE_LIMIT = 120;

interface Report {
  readonly run: RunDocument;
  readonly times: CaseTimes | null;
  readonly scenarios: ReadonlyMap<string, ScenarioResult>;
  readonly facts: ReadonlyMap<string, RunDocument['facts'][number]>;
}

const seconds = (milliseconds: number | undefined): string => (milliseconds === undefined ? '0' : (milliseconds / 1000).toFixed(3));

const factLine = ({ facts }: Report, id: string): string => {
  const fact = facts.get(id);
  return fact === undefined ? id : `${id} (${fact.class}): ${fact.statement}\nsource: ${sourcesText(fact)}`;
};

const places = (finding: Finding): readonly string[] => {
  const lines = showSides(finding, VALUE_LIMIT).lines.map((line) => `  ${line}`);
  return finding.pointer === '' ? lines : [`  ${finding.pointer}`, ...lines.map((line) => `  ${line}`)];
};

const groupText = (report: Report, one: CaseResult, group: readonly [Finding, ...Finding[]]): string => {
  const [first] = group;
  const again = reproduce(one, first, report.run.bodies);
  const lines = [placeOf(first), ...group.flatMap(places), factLine(report, first.fact)];
  return [...lines, ...(again.kind === 'line' ? [again.line] : [])].join('\n');
};

const failure = (report: Report, one: CaseResult): string => {
  const gating = one.findings.filter((finding) => finding.gating);
  const [first] = gating;
  const short = first === undefined ? 'failed' : `${exactPlaceOf(first)}: ${showSides(first, MESSAGE_LIMIT).lines.join(', ').replace(/ {2,}/g, ' ')}`;
  const message = gating.length > 1 ? `${short} (and ${gating.length - 1} more)` : short;
  const groups = groupBy(gating, (finding) => `${placeOf(finding)} ${finding.fact}`);
  const text = [...groups.map((group) => groupText(report, one, group)), onlyCommand(report.run, one.id)].join('\n\n');
  return element('failure', { message, type: first?.aspect ?? 'failed' }, xmlText(text));
};

const skipped = ({ verdict, reason }: CaseResult): string => element('skipped', { message: reason === null ? verdict : `${verdict}: ${reason}` });

const errored = (report: Report, one: CaseResult): string =>
  element('error', { message: one.reason ?? 'errored', type: 'errored' }, xmlText(onlyCommand(report.run, one.id)));

const outcome = (report: Report, one: CaseResult): string => {
  switch (one.verdict) {
    case 'passed':
      return '';
    case 'failed':
      return failure(report, one);
    case 'errored':
      return errored(report, one);
    case 'unimplemented':
    case 'observed':
    case 'skipped':
      return skipped(one);
  }
};

const testcase = (report: Report, one: CaseResult): string => {
  const scenario = report.scenarios.get(one.scenario);
  const name = caseName(one);
  const title = scenario?.title ?? '';
  const attributes = {
    name: `${name === '' ? one.scenario : `${one.scenario}@${name}`}: ${title}`,
    classname: one.scenario.replaceAll('/', '.'),
    ...(scenario === undefined ? {} : { file: `suites/${scenario.file}`, line: scenario.line }),
    time: seconds(report.times?.cases[one.id]),
  };
  return element('testcase', attributes, outcome(report, one));
};

const countsOf = (cases: readonly CaseResult[]): Readonly<Record<string, number>> => {
  const { failed, errored: errors, unimplemented, observed, skipped: left } = summarise(cases).cases;
  return { tests: cases.length, failures: failed, errors, skipped: unimplemented + observed + left };
};

const sumTimes = ({ times }: Report, cases: readonly CaseResult[]): string =>
  times === null ? '0' : seconds(cases.reduce((sum, { id }) => sum + (times.cases[id] ?? 0), 0));

const testsuite = (report: Report, area: string, cases: readonly CaseResult[]): string => {
  const lines = cases.map((one) => `    ${testcase(report, one)}\n`).join('');
  return `  ${element('testsuite', { name: area, ...countsOf(cases), time: sumTimes(report, cases) }, `\n${lines}  `)}\n`;
};

/** JUnit XML as Jenkins, GitLab and GitHub's reporters read it: a suite per area, a test case per case. */
export const junitReport = (run: RunDocument, times: CaseTimes | null = null): string => {
  const scenarios = new Map(run.scenarios.map((scenario) => [scenario.id, scenario]));
  const report: Report = { run, times, scenarios, facts: new Map(run.facts.map((fact) => [fact.id, fact])) };
  const cases = countedCases(run);
  const areaOf = ({ scenario }: CaseResult): string => scenarios.get(scenario)?.area ?? '';
  const areas = [...new Set(cases.map(areaOf))].sort();
  const suites = areas.map((area) =>
    testsuite(
      report,
      area,
      cases.filter((one) => areaOf(one) === area),
    ),
  );
  const attributes = { name: `apigw-conformance ${targetText(run)}`, ...countsOf(cases), time: seconds(times?.milliseconds) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, `\n${suites.join('')}`)}\n`;
};
