import { fileJson, type JsonObject } from '../../base/json.ts';
import { type BaselineDifference, isKnown, knownEntry } from '../../engine/baseline/compare-baseline.ts';
import type { CaseResult, RunDocument, Timing } from '../../engine/result/types.ts';
import { onlyCommand } from '../reproduce/curl.ts';
import { failureMessage, failureText, fileOf, gatingOf, type Indexed, indexRun, testName } from '../words/case-text.ts';
import { CHECKED_TEST } from '../words/figure-lines.ts';
import { countedCases } from '../words/group.ts';
import { noteText } from '../words/note-text.ts';
import type { ReportOptions } from '../words/options.ts';

const STATUSES = ['passed', 'failed', 'skipped', 'pending', 'other'] as const;

type Status = (typeof STATUSES)[number];

interface Report extends Indexed {
  readonly times: Timing | null;
  readonly difference: BaselineDifference | null;
}

/** A known deviation waits for its correction; what was judged on no documented or observed ground has no status of its own in CTRF. */
const statusOf = ({ difference }: Report, one: CaseResult): Status => {
  switch (one.verdict) {
    case 'passed':
      return 'passed';
    case 'failed':
    case 'errored':
      return isKnown(difference, one) ? 'pending' : 'failed';
    case 'unimplemented':
    case 'skipped':
      return 'skipped';
    case 'observed':
      return 'other';
  }
};

const because = ({ verdict, reason }: CaseResult): string => (reason === null ? verdict : `${verdict}: ${reason}`);

const texts = (report: Report, one: CaseResult): JsonObject => {
  if (one.verdict === 'passed') return {};
  if (one.verdict !== 'failed') return { message: because(one), ...(one.verdict === 'errored' ? { trace: onlyCommand(report.run, one.id) } : {}) };
  return { message: failureMessage(one), trace: failureText(report, one) };
};

const knownBy = ({ difference }: Report, one: CaseResult): JsonObject => {
  const findings = one.verdict === 'errored' ? [null] : gatingOf(one);
  const notes = findings.map((finding) => knownEntry(difference, one, finding)).filter((entry) => entry !== null);
  return notes.length === 0 ? {} : { extra: { baseline: [...new Set(notes.map(noteText))] } };
};

const labelsOf = (one: CaseResult): JsonObject => {
  const gating = gatingOf(one);
  if (one.verdict !== 'failed' || gating.length === 0) return {};
  const of = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  return { labels: { fact: of(gating.map(({ fact }) => fact)), class: of(gating.map((finding) => finding.class)) } };
};

const test = (report: Report, one: CaseResult): JsonObject => {
  const scenario = report.scenarios.get(one.scenario);
  return {
    testId: one.id,
    name: testName(report, one),
    status: statusOf(report, one),
    duration: report.times?.cases[one.id] ?? 0,
    suite: [scenario?.area ?? '', one.scenario].filter((name) => name !== ''),
    ...texts(report, one),
    rawStatus: one.verdict,
    type: 'conformance',
    ...(scenario === undefined ? {} : { filePath: fileOf(scenario), line: scenario.line }),
    ...labelsOf(one),
    ...knownBy(report, one),
  };
};

/** A run that checked nothing has nothing but skipped tests, which runners show in green: so it has one more, which failed. */
const uncheckedTest = (unchecked: string | undefined): readonly JsonObject[] =>
  unchecked === undefined
    ? []
    : [{ name: CHECKED_TEST, status: 'failed', duration: 0, message: unchecked, rawStatus: 'unchecked', type: 'conformance' }];

const summary = (report: Report, cases: readonly CaseResult[]): JsonObject => {
  const more = uncheckedTest(report.run.unchecked);
  const statuses = [...cases.map((one) => statusOf(report, one)), ...more.map(({ status }) => status)];
  const counts = Object.fromEntries(STATUSES.map((status) => [status, statuses.filter((one) => one === status).length]));
  const { times, run } = report;
  const start = times === null ? 0 : Date.parse(times.started);
  const { divergence, coverage } = run.summary;
  return {
    tests: cases.length + more.length,
    ...counts,
    suites: new Set(cases.map(({ scenario }) => scenario)).size,
    start,
    stop: start + (times?.milliseconds ?? 0),
    duration: times?.milliseconds ?? 0,
    extra: { divergence: { ...divergence }, coverage: { ...coverage } },
  };
};

/** CTRF, the common format of test reports: a test per case. Without a timing record its times are 0. */
export const ctrfReport = (run: RunDocument, { times = null, difference = null }: ReportOptions = {}): string => {
  const report: Report = { ...indexRun(run), times, difference };
  const cases = countedCases(run);
  const { target, tool } = run;
  return fileJson({
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    ...(times === null ? {} : { timestamp: times.started }),
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool: { name: tool.name, version: tool.version },
      summary: summary(report, cases),
      tests: [...cases.map((one) => test(report, one)), ...uncheckedTest(run.unchecked)],
      environment: { appName: target.name, ...(target.version === null ? {} : { appVersion: target.version }), testEnvironment: target.origin },
    },
  });
};
