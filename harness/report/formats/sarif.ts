import { visible } from '../../base/foreign-text.ts';
import { fileJson, type Json, type JsonObject } from '../../base/json.ts';
import { type BaselineDifference, isKnown, knownEntry } from '../../engine/baseline/compare-baseline.ts';
import { causeHeading } from '../../engine/causes/cause-text.ts';
import { type Cause, causesOf } from '../../engine/causes/causes.ts';
import { clip } from '../../engine/causes/show-value.ts';
import type { Finding } from '../../engine/judge/types.ts';
import { digestText } from '../../engine/load/digest.ts';
import type { Fact } from '../../engine/load/types.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { fileOf, findingLine, type Indexed, indexRun } from '../words/case-text.ts';
import { figuresText } from '../words/figure-lines.ts';
import { countedCases, isAdvisory } from '../words/group.ts';
import { noteText } from '../words/note-text.ts';
import type { ReportOptions } from '../words/options.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const SHORT = 120;

interface Report extends Indexed {
  /** By finding, the cause that it stands under. */
  readonly causes: ReadonlyMap<Finding, Cause>;
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

const causeOf = ({ causes }: Report, finding: Finding): JsonObject => {
  const cause = causes.get(finding);
  return cause === undefined ? {} : { cause: cause.id };
};

const causesByFinding = (causes: readonly Cause[]): ReadonlyMap<Finding, Cause> =>
  new Map(causes.flatMap((cause) => [cause, ...cause.also].flatMap(({ findings }) => findings.map(({ finding }) => [finding, cause] as const))));

const causeSummary = (cause: Cause, run: RunDocument): JsonObject => ({
  id: cause.id,
  title: causeHeading(cause, run),
  facts: [...cause.facts],
  scenarios: cause.scenarios.length,
  cases: cause.cases.length,
});

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
    properties: { case: one.id, step, where, aspect, pointer, class: finding.class, ...causeOf(report, finding) },
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

/** SARIF 2.1.0: a rule per fact, a result per finding at its scenario, with its cause, advisory ones as notes; what the baseline knows is suppressed. */
export const sarifReport = (run: RunDocument, { difference = null }: ReportOptions = {}): string => {
  const causes = causesOf(run);
  const report: Report = { ...indexRun(run), difference, causes: causesByFinding(causes) };
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
        properties: {
          causes: causes.map((cause) => causeSummary(cause, run)),
          target: { ...target },
          divergence: { ...summary.divergence },
          coverage: { ...summary.coverage },
        },
      },
    ],
  });
};
