import { summarise } from '../../engine/result/summary.ts';
import type { CaseResult, RunDocument, Timing } from '../../engine/result/types.ts';
import { onlyCommand } from '../reproduce/curl.ts';
import { failureMessage, failureText, fileOf, gatingOf, type Indexed, indexRun, testName } from '../words/case-text.ts';
import { CHECKED_TEST } from '../words/figure-lines.ts';
import { countedCases } from '../words/group.ts';
import { targetText } from '../words/names.ts';
import { element, xmlText } from './xml.ts';

/** The part of a timing record that JUnit has a place for. */
export type CaseTimes = Pick<Timing, 'milliseconds' | 'cases'>;

interface Report extends Indexed {
  readonly times: CaseTimes | null;
}

const seconds = (milliseconds: number | undefined): string => (milliseconds === undefined ? '0' : (milliseconds / 1000).toFixed(3));

const failure = (report: Report, one: CaseResult): string => {
  const attributes = { message: failureMessage(one), type: gatingOf(one)[0]?.aspect ?? 'failed' };
  return element('failure', attributes, xmlText(failureText(report, one)));
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
  const attributes = {
    name: testName(report, one),
    classname: one.scenario.replaceAll('/', '.'),
    ...(scenario === undefined ? {} : { file: fileOf(scenario), line: scenario.line }),
    time: seconds(report.times?.cases[one.id]),
  };
  return element('testcase', attributes, outcome(report, one));
};

const countsOf = (cases: readonly CaseResult[], more = 0): Readonly<Record<string, number>> => {
  const { failed, errored: errors, unimplemented, observed, skipped: left } = summarise(cases).cases;
  return { tests: cases.length + more, failures: failed, errors: errors + more, skipped: unimplemented + observed + left };
};

const sumTimes = ({ times }: Report, cases: readonly CaseResult[]): string =>
  times === null ? '0' : seconds(cases.reduce((sum, { id }) => sum + (times.cases[id] ?? 0), 0));

const testsuite = (report: Report, area: string, cases: readonly CaseResult[]): string => {
  const lines = cases.map((one) => `    ${testcase(report, one)}\n`).join('');
  return `  ${element('testsuite', { name: area, ...countsOf(cases), time: sumTimes(report, cases) }, `\n${lines}  `)}\n`;
};

/** A run that checked nothing has nothing but skipped tests, which runners show in green: so it has one more, which is an error. */
const uncheckedSuite = (unchecked: string | undefined): string => {
  if (unchecked === undefined) return '';
  const error = element('error', { message: unchecked, type: 'unchecked' });
  const one = element('testcase', { name: CHECKED_TEST, classname: 'apigw-conformance', time: '0' }, error);
  return `  ${element('testsuite', { name: 'apigw-conformance', tests: 1, failures: 0, errors: 1, skipped: 0, time: '0' }, `\n    ${one}\n  `)}\n`;
};

/** JUnit XML as Jenkins, GitLab and GitHub's reporters read it: a suite per area, a test case per case. */
export const junitReport = (run: RunDocument, times: CaseTimes | null = null): string => {
  const report: Report = { ...indexRun(run), times };
  const cases = countedCases(run);
  const areaOf = ({ scenario }: CaseResult): string => report.scenarios.get(scenario)?.area ?? '';
  const areas = [...new Set(cases.map(areaOf))].sort();
  const suites = areas.map((area) =>
    testsuite(
      report,
      area,
      cases.filter((one) => areaOf(one) === area),
    ),
  );
  const counts = countsOf(cases, run.unchecked === undefined ? 0 : 1);
  const attributes = { name: `apigw-conformance ${targetText(run)}`, ...counts, time: seconds(times?.milliseconds) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, `\n${uncheckedSuite(run.unchecked)}${suites.join('')}`)}\n`;
};
