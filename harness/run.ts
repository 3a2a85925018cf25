import type { PlanOptions } from './plan.ts';
import { type BodyStore, storeExchange, storeFinding, storeValue } from './result/store-exchange.ts';
import { storeRecord } from './result/store-record.ts';
import { summarise } from './result/summary.ts';
import type { CaseResult, RunDocument, ScenarioResult, Smoke, StoredExchange, Timing } from './result/types.ts';
import { type CaseRun, type RunContext, runCase } from './run-case.ts';
import { isFrameStep } from './scenario/step-names.ts';
import type { Fact, PlannedCase, Suite } from './scenario/types.ts';
import { compileSchema } from './schema.ts';
import { ANSWER_CHECKS, answerMembers, ERROR_SCHEMA } from './service/schemas.ts';
import { smoke } from './smoke.ts';
import type { Target } from './targets/target.ts';
import { type CaseRecord, decideAll, implementations } from './verdict/decide.ts';
import type { JudgeContext } from './verdict/judge-step.ts';
import { VERSION } from './version.ts';
import type { Control } from './wire/control.ts';

/** Options of a run, complete. */
export interface RunOptions extends PlanOptions {
  readonly strict: boolean;
  readonly requireImplemented: boolean;
  readonly concurrency: number;
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

/** Cases that ran, in the order in which they were planned, and the milliseconds that each took. */
export interface Ran {
  readonly runs: readonly CaseRun[];
  readonly times: Readonly<Record<string, number>>;
}

/** Runs cases, several at a time. */
export const runCases = async (
  planned: readonly PlannedCase[],
  context: RunContext,
  { concurrency, events }: { concurrency: number; events: RunEvents },
): Promise<Ran> => {
  const runs: CaseRun[] = [];
  const times: Record<string, number> = {};
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < planned.length; index = next++) {
      const one = planned[index];
      if (one === undefined) return;
      const started = events.now();
      runs[index] = events.stopped() ? stoppedRun(one, 'skipped', 'interrupted') : await runCase(one, context);
      times[one.case.id] = Math.round(events.now() - started);
      events.onCase(++done, planned.length);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { runs, times };
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
  exchanges: exchanges.filter(({ step }) => !isFrameStep(step)).map((exchange) => storeExchange(exchange, bodies)),
});

const toResult = ({ record, support, exchanges }: KeptCase, decisions: ReturnType<typeof decideAll>): CaseResult => {
  const { verdict, reason } = decisions.get(record.case.id) ?? { verdict: 'errored', reason: 'no decision' };
  return {
    id: record.case.id,
    scenario: record.case.scenario,
    verdict,
    reason,
    support,
    findings: verdict === 'unimplemented' ? [] : record.steps.flatMap(({ findings }) => findings.map(storeFinding)),
    observations: record.steps.flatMap(({ observations }) => observations.map((seen) => ({ ...seen, value: storeValue(seen.value) }))),
    exchanges,
  };
};

const scenarioResults = (planned: readonly PlannedCase[]): readonly ScenarioResult[] =>
  [...new Map(planned.map(({ scenario }) => [scenario.id, scenario])).values()]
    .map(({ id, area, title, operation, clients, facts, file, line, meaning }) => ({
      id,
      area,
      title,
      operation,
      clients,
      facts,
      file,
      line,
      meaning,
    }))
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

const recordsOf = (kept: readonly KeptCase[], cases: readonly CaseResult[]): Required<Pick<RunDocument, 'records'>> => ({
  records: sortedRecord(kept.map(({ record }, index) => [record.case.id, storeRecord(record, cases[index]?.findings ?? [])])),
});

/** Makes the document of a run from what was kept of its cases, in the order in which they were planned. */
export const collect = (frame: RunFrame, kept: readonly KeptCase[], { bodies, smoked }: { bodies: BodyStore; smoked: Smoke }): RunDocument => {
  const { suite, planned, target, options } = frame;
  const records = kept.map(({ record }) => record);
  const decisions = decideAll(records);
  const cases = kept.map((one) => toResult(one, decisions));
  return {
    $schema: 'urn:apigw-conformance:run',
    format: 1,
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
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    planned: planned.map(({ case: one }) => one.id),
    smoke: smoked,
    operations: sortedRecord(implementations(records)),
    summary: summarise(cases),
    scenarios: scenarioResults(planned),
    cases,
    facts: citedFacts(suite, planned, cases),
    bodies: sortedRecord(bodies),
    ...(options.shard === undefined ? {} : recordsOf(kept, cases)),
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
  const dead = `the target gave no answer to the first request (${smoked.notes.join('; ')})`;
  const ran: Ran =
    smoked.verdict === 'dead'
      ? { runs: planned.map((one) => stoppedRun(one, 'errored', dead)), times: {} }
      : await runCases(planned, context, { concurrency: options.concurrency, events });
  const frame: RunFrame = { suite, planned, target, options, interrupted: events.stopped() };
  return assemble(frame, ran, { smoked, milliseconds: events.now() - started });
};
