import { causeOf, HarnessError } from '../../base/errors.ts';
import { mapSeveral } from '../../base/map-several.ts';
import { compileSchema } from '../../base/schema.ts';
import { VERSION } from '../../base/version.ts';
import type { Control } from '../../service/control.ts';
import { ANSWER_CHECKS, answerMembers, ERROR_SCHEMA } from '../../service/schemas.ts';
import type { Target } from '../../targets/target.ts';
import { type Decision, decideAll } from '../judge/decide.ts';
import { implementations } from '../judge/implementation.ts';
import type { JudgeContext } from '../judge/judge-step.ts';
import type { CaseRecord } from '../judge/record.ts';
import type { Finding } from '../judge/types.ts';
import type { Fact, PlannedCase, Suite } from '../load/types.ts';
import type { PlanOptions } from '../plan/plan.ts';
import { boundExchanges } from '../result/bound-case.ts';
import { cutText, storeValue } from '../result/room.ts';
import { type BodyStore, storeExchange, storeFinding } from '../result/store-exchange.ts';
import { storeRecord } from '../result/store-record.ts';
import { scenarioResult } from '../result/suite-texts.ts';
import { summarise } from '../result/summary.ts';
import type { CaseResult, RunDocument, ScenarioResult, Smoke, StoredExchange, Timing } from '../result/types.ts';
import { endedBefore, uncheckedBecause } from '../result/unchecked.ts';
import { keepingWhole } from '../result/whole.ts';
import type { RunContext } from './case-session.ts';
import { type CaseRun, runCase } from './run-case.ts';
import { smoke } from './smoke.ts';

/** Options of a run, complete. */
export interface RunOptions extends PlanOptions {
  readonly strict: boolean;
  readonly requireImplemented: boolean;
  readonly concurrency: number;
  /** Keeps every exchange whole, as recordings need it; left out: what is huge is cut as soon as it was judged. */
  readonly whole?: boolean;
}

/** What happens while a run goes on. */
export interface RunEvents {
  onCase(done: number, total: number): void;
  /** True once the user asked to stop: no further case starts. */
  stopped(): boolean;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** What a run leaves: the document, and what was measured beside it. */
export interface RunOutcome {
  readonly document: RunDocument;
  /** The traffic of every case, in the order in which they were planned. */
  readonly runs: readonly CaseRun[];
  readonly timing: Omit<Timing, 'started'>;
}

/** Everything that a run needs. */
export interface RunInput {
  readonly suite: Suite;
  readonly planned: readonly PlannedCase[];
  readonly target: Target;
  readonly control: Control;
  readonly options: RunOptions;
  readonly events: RunEvents;
}

/** What judging needs, from the suite and this package's schemas. */
export const judgeContext = (suite: Suite, strict: boolean): JudgeContext => ({
  facts: suite.facts,
  answers: ANSWER_CHECKS,
  error: compileSchema(ERROR_SCHEMA),
  members: { get: answerMembers },
  strict,
});

const stoppedRun = (planned: PlannedCase, kind: 'errored' | 'skipped', reason: string): CaseRun => ({
  record: { case: planned.case, steps: [], given: [], stopped: { kind, reason } },
  exchanges: [],
  leaked: 0,
});

/** What is thrown while one case is kept costs that case alone; our own errors are about the whole run. */
const brokenRun = (planned: PlannedCase, thrown: unknown): CaseRun => {
  if (thrown instanceof HarnessError) throw thrown;
  return stoppedRun(planned, 'errored', `the case could not be kept: ${cutText(causeOf(thrown), 500)}`);
};

/** Cases that ran, in the order in which they were planned, and the milliseconds that each took. */
export interface Ran {
  readonly runs: readonly CaseRun[];
  readonly times: Readonly<Record<string, number>>;
}

/** Runs cases, several at a time. */
export const runCases = async (
  planned: readonly PlannedCase[],
  context: RunContext,
  { concurrency, events, whole = false }: Pick<RunOptions, 'concurrency' | 'whole'> & { events: RunEvents },
): Promise<Ran> => {
  const kept = whole ? keepingWhole() : boundExchanges;
  const run = async (one: PlannedCase): Promise<CaseRun> => {
    const done = await runCase(one, context);
    return { ...done, exchanges: kept(done.exchanges) };
  };
  const times: Record<string, number> = {};
  let done = 0;
  const work = async (one: PlannedCase): Promise<CaseRun> => {
    const started = events.now();
    const ran = events.stopped() ? stoppedRun(one, 'skipped', 'interrupted') : await run(one).catch((thrown: unknown) => brokenRun(one, thrown));
    times[one.case.id] = Math.round(events.now() - started);
    events.onCase(++done, planned.length);
    return ran;
  };
  return { runs: await mapSeveral(planned, work, { concurrency }), times };
};

/** What is kept of a case: what its verdict is made from, and its traffic as a document stores it. */
export interface KeptCase {
  readonly record: CaseRecord;
  readonly support: boolean;
  readonly exchanges: readonly StoredExchange[];
}

const keep = ({ record, exchanges }: CaseRun, { support }: PlannedCase, bodies: BodyStore): KeptCase => ({
  record,
  support,
  exchanges: boundExchanges(exchanges)
    .filter(({ frame }) => !frame)
    .map((exchange) => storeExchange(exchange, bodies)),
});

const toResult = ({ record, support, exchanges }: KeptCase, decisions: ReturnType<typeof decideAll>): CaseResult => {
  const { verdict, reason, excuses = () => false }: Decision = decisions.get(record.case.id) ?? { verdict: 'errored', reason: 'no decision' };
  const weighed = (finding: Finding): Finding => ({ ...finding, gating: finding.gating && !excuses(finding) });
  return {
    id: record.case.id,
    scenario: record.case.scenario,
    verdict,
    reason,
    support,
    findings: record.steps.flatMap(({ findings }) => findings.map((finding) => weighed(storeFinding(finding)))),
    observations: record.steps.flatMap(({ observations }) => observations.map((seen) => ({ ...seen, value: storeValue(seen.value) }))),
    exchanges,
  };
};

const scenarioResults = (planned: readonly PlannedCase[], suite: Suite): readonly ScenarioResult[] =>
  [...new Map(planned.map(({ scenario }) => [scenario.id, scenario])).values()]
    .map((scenario) => scenarioResult(scenario, suite))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

const citedFacts = (suite: Suite, planned: readonly PlannedCase[], cases: readonly CaseResult[]): readonly Fact[] => {
  const cited = new Set([...planned.flatMap(({ scenario }) => scenario.facts), ...cases.flatMap(({ findings }) => findings.map(({ fact }) => fact))]);
  return [...suite.facts.values()].filter(({ id }) => cited.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
};

const sortedRecord = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** What a document says of a run beside its cases. */
export interface RunFrame extends Pick<RunInput, 'suite' | 'planned' | 'options'> {
  readonly target: Pick<Target, 'kind' | 'name' | 'version' | 'origin' | 'signed'>;
  readonly interrupted: boolean;
}

const recordsOf = (kept: readonly KeptCase[]): Required<Pick<RunDocument, 'records'>> => ({
  records: sortedRecord(kept.map(({ record }) => [record.case.id, storeRecord(record)])),
});

/** Makes the document of a run from what was kept of its cases, in the order in which they were planned. */
export const collect = (frame: RunFrame, kept: readonly KeptCase[], { bodies, smoked }: { bodies: BodyStore; smoked: Smoke }): RunDocument => {
  const { suite, planned, target, options } = frame;
  const records = kept.map(({ record }) => record);
  const decisions = decideAll(records);
  const cases = kept.map((one) => toResult(one, decisions));
  const operations = sortedRecord(implementations(records));
  const scenarios = scenarioResults(planned, suite);
  const shard = options.shard === undefined ? {} : { shard: options.shard };
  const unchecked = uncheckedBecause({ interrupted: frame.interrupted, ...shard, smoke: smoked, operations, scenarios, cases });
  return {
    $schema: 'urn:apigw-conformance:run',
    format: 2,
    tool: { name: 'apigw-conformance', version: VERSION },
    suite: { version: suite.version, digest: suite.digest },
    target: { kind: target.kind, name: target.name, version: target.version, origin: target.origin },
    options: {
      strict: options.strict,
      requireImplemented: options.requireImplemented,
      only: options.only,
      skip: options.skip,
      signed: target.signed,
    },
    interrupted: frame.interrupted,
    ...shard,
    ...(unchecked === null ? {} : { unchecked }),
    planned: planned.map(({ case: one }) => one.id),
    smoke: smoked,
    operations,
    summary: summarise(cases, scenarios),
    scenarios,
    cases,
    facts: citedFacts(suite, planned, cases),
    bodies: sortedRecord(bodies),
    ...(options.shard === undefined ? {} : recordsOf(kept)),
  };
};

/** Puts together what cases gave, wherever they ran. */
export const assemble = (frame: RunFrame, { runs, times }: Ran, { smoked, milliseconds }: { smoked: Smoke; milliseconds: number }): RunOutcome => {
  const bodies: BodyStore = new Map();
  const kept = frame.planned.map((one, index) => keep(runs[index] ?? stoppedRun(one, 'skipped', 'interrupted'), one, bodies));
  return {
    document: collect(frame, kept, { bodies, smoked }),
    runs,
    timing: {
      requests: runs.reduce((sum, run) => sum + run.exchanges.length, 0),
      milliseconds: Math.round(milliseconds),
      leaked: runs.reduce((sum, run) => sum + run.leaked, 0),
      cases: times,
    },
  };
};

/** A replay asks nobody first. */
export const UNASKED: Smoke = { verdict: 'ok', notes: [] };

/** Runs the planned cases against a target and collects what was found. Never throws for what the target does. */
export const runSuite = async ({ suite, planned, target, control, options, events }: RunInput): Promise<RunOutcome> => {
  const context: RunContext = { target, control, judge: judgeContext(suite, options.strict) };
  const started = events.now();
  const smoked = target.kind === 'replay' ? UNASKED : await smoke(context);
  const ended = endedBefore(smoked);
  const ran: Ran =
    ended !== null
      ? { runs: planned.map((one) => stoppedRun(one, 'errored', ended)), times: {} }
      : await runCases(planned, context, { ...options, events });
  const frame: RunFrame = { suite, planned, target, options, interrupted: events.stopped() };
  return assemble(frame, ran, { smoked, milliseconds: events.now() - started });
};
