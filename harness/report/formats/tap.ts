import { visible } from '../../base/foreign-text.ts';
import { type BaselineDifference, isKnown, knownEntry } from '../../engine/baseline/compare-baseline.ts';
import type { Finding } from '../../engine/judge/types.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { onlyCommand } from '../reproduce/curl.ts';
import { failureMessage, fileOf, gatingOf, type Indexed, indexRun, testName } from '../words/case-text.ts';
import { CHECKED_TEST, figureLines } from '../words/figure-lines.ts';
import { countedCases } from '../words/group.ts';
import { targetText } from '../words/names.ts';
import { noteText } from '../words/note-text.ts';
import type { ReportOptions } from '../words/options.ts';
import { exactPlaceOf, showSides } from '../words/value.ts';

const VALUE_LIMIT = 500;

/** Text within a line of TAP: what would begin a directive or an escape is escaped. */
const plain = (text: string): string => visible(text).replace(/[\\#]/g, '\\$&');

/** A YAML string: JSON is one, apart from characters that YAML does not print. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const findingLines = (finding: Finding): readonly string[] => [
  `  - place: ${quoted(exactPlaceOf(finding))}`,
  `    fact: ${quoted(`${finding.fact} (${finding.class})`)}`,
  `    sides: [${showSides(finding, VALUE_LIMIT).lines.map(quoted).join(', ')}]`,
];

const diagnostics = (report: Indexed, one: CaseResult, severity: 'fail' | 'error' | 'todo'): readonly string[] => {
  const scenario = report.scenarios.get(one.scenario);
  const gating = gatingOf(one);
  const lines = [
    `message: ${quoted(one.verdict === 'errored' ? (one.reason ?? 'errored') : failureMessage(one))}`,
    `severity: ${severity}`,
    ...(scenario === undefined ? [] : ['at:', `  file: ${quoted(fileOf(scenario))}`, `  line: ${scenario.line}`]),
    ...(gating.length === 0 ? [] : ['findings:', ...gating.flatMap(findingLines)]),
    `again: ${quoted(onlyCommand(report.run, one.id))}`,
  ];
  return ['---', ...lines, '...'].map((line) => `  ${line}`);
};

interface Report extends Indexed {
  readonly difference: BaselineDifference | null;
}

const todo = ({ difference }: Report, one: CaseResult): string => {
  const entry = knownEntry(difference, one, gatingOf(one)[0] ?? null);
  return ` # TODO ${plain(entry === null ? 'known' : noteText(entry))}`;
};

const skip = ({ verdict, reason }: CaseResult): string => ` # SKIP ${plain(reason === null ? verdict : `${verdict}: ${reason}`)}`;

const point = (report: Report, one: CaseResult, number: number): readonly string[] => {
  const title = `${number} - ${plain(testName(report, one))}`;
  const known = isKnown(report.difference, one);
  switch (one.verdict) {
    case 'passed':
      return [`ok ${title}`];
    case 'failed':
      return [`not ok ${title}${known ? todo(report, one) : ''}`, ...diagnostics(report, one, known ? 'todo' : 'fail')];
    case 'errored':
      return [`not ok ${title}${known ? todo(report, one) : ''}`, ...diagnostics(report, one, known ? 'todo' : 'error')];
    case 'unimplemented':
    case 'observed':
    case 'skipped':
      return [`ok ${title}${skip(one)}`];
  }
};

const unchecked = (why: string, number: number): readonly string[] => [
  `not ok ${number} - ${CHECKED_TEST}`,
  ...['---', `message: ${quoted(why)}`, 'severity: error', '...'].map((line) => `  ${line}`),
];

/** TAP 14: a test point per case; a known deviation is TODO, what was not judged is SKIP, an interrupted run bails out. */
export const tapReport = (run: RunDocument, { difference = null }: ReportOptions = {}): string => {
  const report: Report = { ...indexRun(run), difference };
  const cases = countedCases(run);
  const lines = [
    'TAP version 14',
    `1..${cases.length + (run.unchecked === undefined ? 0 : 1)}`,
    `# ${plain(targetText(run))}`,
    ...cases.flatMap((one, index) => point(report, one, index + 1)),
    ...(run.unchecked === undefined ? [] : unchecked(run.unchecked, cases.length + 1)),
    ...figureLines(run).map((line) => `# ${line}`),
    ...(run.interrupted ? ['Bail out! interrupted: this is not the whole run'] : []),
  ];
  return `${lines.join('\n')}\n`;
};
