import { fileJson, type Json, type JsonObject } from '../json.ts';
import { type BaselineDifference, isKnown, knownEntry } from '../result/compare-baseline.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { digestText } from '../scenario/digest.ts';
import type { Fact } from '../scenario/types.ts';
import type { Finding } from '../verdict/types.ts';
import { fileOf, findingLine, type Indexed, indexRun } from './case-text.ts';
import { figuresText } from './figure-lines.ts';
import { countedCases, isAdvisory } from './group.ts';
import { noteText } from './note-text.ts';
import type { ReportOptions } from './options.ts';
import { clip, visible } from './value.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const SHORT = 120;

interface Report extends Indexed {
  readonly difference: BaselineDifference | null;
}

interface Found {
  readonly one: CaseResult;
  readonly finding: Finding;
}

const collect = (run: RunDocument): readonly Found[] =>
  countedCases(run).flatMap((one) =>
    one.findings.filter((finding) => (one.verdict === 'failed' && finding.gating) || isAdvisory(one, finding)).map((finding) => ({ one, finding })),
  );

/** Facts that decide are errors; those that never do on their own are notes. */
const levelOfClass = (fact: Fact | undefined): string => (fact?.class === 'documented' || fact?.class === 'observed' ? 'error' : 'note');

const addressOf = ({ sources }: Fact): string | undefined =>
  sources.map(({ ref }) => /^https?:\/\/[^\s<>"{}|\\^`]+/.exec(ref)?.[0]).find((address) => address !== undefined && URL.canParse(address));

const sourceLines = ({ sources }: Fact): string =>
  sources.map(({ kind, ref, date }) => `- ${kind}: ${ref}${date === null ? '' : `, ${date}`}`).join('\n');

const rule = (id: string, fact: Fact | undefined): JsonObject => {
  if (fact === undefined) return { id, shortDescription: { text: id } };
  const address = addressOf(fact);
  const level = levelOfClass(fact);
  return {
    id,
    shortDescription: { text: clip(fact.statement, SHORT) },
    fullDescription: { text: fact.statement },
    ...(address === undefined ? {} : { helpUri: address }),
    help: { text: `${fact.statement}\n\nClass: ${fact.class}. Sources:\n${sourceLines(fact)}` },
    defaultConfiguration: { level },
    properties: { tags: [fact.class], 'problem.severity': level === 'error' ? 'error' : 'recommendation' },
  };
};

const location = ({ scenarios }: Indexed, { scenario, id }: CaseResult): Json => {
  const found = scenarios.get(scenario);
  const logicalLocations = [{ fullyQualifiedName: id, kind: 'member' }];
  if (found === undefined) return [{ logicalLocations }];
  return [{ physicalLocation: { artifactLocation: { uri: fileOf(found) }, region: { startLine: found.line } }, logicalLocations }];
};

/** With a baseline every result has the member: an empty list says that nothing suppresses it. */
const suppressions = ({ difference }: Report, { one, finding }: Found): JsonObject => {
  if (difference === null) return {};
  const entry = one.verdict === 'failed' && finding.gating ? knownEntry(difference, one, finding) : null;
  return { suppressions: entry === null ? [] : [{ kind: 'external', status: 'accepted', justification: noteText(entry) }] };
};

const result = (report: Report, found: Found, ruleIndex: number): JsonObject => {
  const { one, finding } = found;
  const { step, where, aspect, pointer, fact } = finding;
  return {
    ruleId: fact,
    ruleIndex,
    level: one.verdict === 'failed' && finding.gating ? 'error' : 'note',
    message: { text: `${one.id}: ${findingLine(finding)}` },
    locations: location(report, one),
    partialFingerprints: { 'apigwConformanceFinding/v1': digestText(JSON.stringify([one.id, step, where, aspect, pointer, fact])) },
    ...suppressions(report, found),
    properties: { case: one.id, step, where, aspect, pointer, class: finding.class },
  };
};

const notification = (report: Report, one: CaseResult): JsonObject => ({
  level: isKnown(report.difference, one) ? 'note' : 'error',
  message: { text: `${one.id}: ${visible(one.reason ?? 'errored')}` },
  locations: location(report, one),
});

const invocation = (report: Report): JsonObject => {
  const { unchecked } = report.run;
  if (unchecked !== undefined) {
    return { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: visible(unchecked) } }] };
  }
  const errored = countedCases(report.run).filter(({ verdict }) => verdict === 'errored');
  return {
    executionSuccessful: !report.run.interrupted && errored.every((one) => isKnown(report.difference, one)),
    ...(errored.length === 0 ? {} : { toolExecutionNotifications: errored.map((one) => notification(report, one)) }),
  };
};

/** SARIF 2.1.0: a rule per fact, a result per finding at its scenario, advisory ones as notes; what the baseline knows is suppressed. */
export const sarifReport = (run: RunDocument, { difference = null }: ReportOptions = {}): string => {
  const report: Report = { ...indexRun(run), difference };
  const found = collect(run);
  const ids = [...new Set(found.map(({ finding }) => finding.fact))].sort();
  const { tool, target, summary } = run;
  const driver = { name: tool.name, version: tool.version, semanticVersion: tool.version, rules: ids.map((id) => rule(id, report.facts.get(id))) };
  return fileJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        automationDetails: { id: `${tool.name}/${target.name}/`, description: { text: figuresText(run) } },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation(report)],
        results: found.map((one) => result(report, one, ids.indexOf(one.finding.fact))),
        properties: { target: { ...target }, divergence: { ...summary.divergence }, coverage: { ...summary.coverage } },
      },
    ],
  });
};
