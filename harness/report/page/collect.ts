import type { Json } from '../../base/json.ts';
import { isNote } from '../../engine/causes/show-value.ts';
import type { Expected } from '../../engine/judge/expected.ts';
import type { Verdict } from '../../engine/judge/types.ts';
import { caseName } from '../../engine/load/case-name.ts';
import type { Fact } from '../../engine/load/types.ts';
import { scenarioVerdicts } from '../../engine/result/summary.ts';
import type { CaseResult, RunDocument, ScenarioResult } from '../../engine/result/types.ts';
import { exchangeOf } from '../reproduce/curl.ts';
import { LANGUAGES } from '../reproduce/index.ts';
import { isAws } from '../words/evidence.ts';
import { countedCases, isJudged } from '../words/group.ts';
import { createTables, cutText, exchangeCollector, type Tables } from './collect-exchanges.ts';
import { GROUPS } from './groups.ts';
import { MARKS, markOf } from './marks.ts';
import { createOnce, type Once } from './once.ts';
import { cellsByCase } from './table-cells.ts';
import { targetKeys, targetName } from './targets.ts';
import type { PageCell, PageData, PageFact, PageFinding, PageObservation, PageScenario, PageTarget } from './types.ts';

/** Longest value of a finding that the page keeps, in bytes of JSON. */
const VALUE_LIMIT = 2048;

interface Collector {
  readonly tables: Tables;
  readonly exchange: ReturnType<typeof exchangeCollector>;
  readonly findings: Once<PageFinding>;
  readonly observations: Once<PageObservation>;
}

const valueText = (value: Json): string => cutText(JSON.stringify(value), VALUE_LIMIT);

/** A value as JSON, a rule in its words. */
const expectedText = (expected: Expected): string => ('rule' in expected ? cutText(expected.rule, VALUE_LIMIT) : valueText(expected.value));

/** A value as JSON; what the engine itself says of one, as its words. */
const actualText = (actual: Json): string => (isNote(actual) ? actual : valueText(actual));

const cellOf = (one: CaseResult, { bodies }: RunDocument, collector: Collector): PageCell => {
  const { strings } = collector.tables;
  const kept = one.verdict === 'passed' || one.bare !== undefined ? [] : one.exchanges;
  const findings = (isJudged(one) ? one.findings : []).map((finding): readonly [number, number] => {
    const { step, where, aspect, pointer, expected, actual, fact, class: factClass, gating } = finding;
    const place = { step: strings.add(step), where: strings.add(where), aspect, pointer: strings.add(pointer) };
    const values = { expected: strings.add(expectedText(expected)), actual: strings.add(actualText(actual)), fact, class: factClass, gating };
    return [collector.findings.add({ ...place, ...values }), exchangeOf(kept, finding)];
  });
  const observations = one.observations.map(({ step, where, aspect, fact, value }) =>
    collector.observations.add({ step: strings.add(step), where: strings.add(where), aspect, fact, value: strings.add(valueText(value)) }),
  );
  const exchanges = kept.map((each): readonly [number, number] => [strings.add(each.step), collector.exchange(each, bodies)]);
  return [one.verdict, one.reason === null ? null : strings.add(one.reason), findings, observations, exchanges];
};

const factsOf = (runs: readonly RunDocument[]): Readonly<Record<string, PageFact>> => {
  const facts = new Map<string, Fact>(runs.flatMap((run) => run.facts.map((fact) => [fact.id, fact] as const)));
  const sorted = [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = ({ class: factClass, statement, sources }: Fact): PageFact => ({
    class: factClass,
    statement,
    sources: sources.map(({ kind, ref, date }) => [kind, ref, date]),
  });
  return Object.fromEntries(sorted.map((fact) => [fact.id, page(fact)]));
};

const scenariosOf = (runs: readonly RunDocument[]): readonly ScenarioResult[] => {
  const counted = new Set(runs.flatMap((run) => countedCases(run).map(({ scenario }) => scenario)));
  const scenarios = new Map(runs.flatMap((run) => run.scenarios.map((scenario) => [scenario.id, scenario] as const)));
  return [...scenarios.values()].filter(({ id }) => counted.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
};

const pageScenario = ({ id, area, title, operation, clients, facts, file, line }: ScenarioResult, sends: readonly string[]): PageScenario => ({
  id,
  area,
  title,
  operation,
  clients,
  facts,
  place: `suites/${file}:${line}`,
  sends,
});

const letterOf = (verdict: Verdict | undefined): string => (verdict === undefined ? '-' : markOf(verdict).letter);

interface Rows {
  readonly scenarios: readonly ScenarioResult[];
  /** Ids of cases, in the order of their scenarios. */
  readonly order: readonly string[];
  /** By id of case: the place of its scenario, and its name there. */
  readonly cases: ReadonlyMap<string, readonly [scenario: number, name: string]>;
}

const rowsOf = (runs: readonly RunDocument[]): Rows => {
  const scenarios = scenariosOf(runs);
  const places = new Map(scenarios.map(({ id }, place) => [id, place]));
  const all = new Map(runs.flatMap((run) => countedCases(run).map((one) => [one.id, one] as const)));
  const cases = new Map([...all.values()].map((one) => [one.id, [places.get(one.scenario) ?? 0, caseName(one)] as const]));
  const place = (id: string): number => cases.get(id)?.[0] ?? 0;
  return { scenarios, cases, order: [...cases.keys()].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1)) };
};

const targetOf = (run: RunDocument, key: string, { scenarios, order }: Rows, collector: Collector): PageTarget => {
  const cases = new Map(countedCases(run).map((one) => [one.id, one]));
  const verdicts = scenarioVerdicts(run.cases);
  const { version, kind } = run.target;
  return {
    key,
    name: targetName(run),
    version,
    kind,
    isAws: isAws(run),
    bare: run.bare?.why ?? null,
    verdicts: scenarios.map(({ id }) => letterOf(verdicts.get(id))).join(''),
    cells: order.map((id) => cases.get(id)).map((one) => (one === undefined ? 0 : cellOf(one, run, collector))),
  };
};

const sendsOf = ({ order, cases, scenarios }: Rows, runs: readonly RunDocument[]): readonly (readonly string[])[] => {
  const sent = cellsByCase(runs);
  const sends = scenarios.map(() => new Set<string>());
  for (const id of order) {
    const cell = sent.get(id);
    if (cell !== undefined) sends[cases.get(id)?.[0] ?? 0]?.add(cell);
  }
  return sends.map((cells) => [...cells]);
};

/** Turns runs into what the page's script reads, each text, request, answer and finding once. */
export const collect = (runs: readonly RunDocument[]): PageData => {
  const tables = createTables();
  const collector = { tables, exchange: exchangeCollector(tables), findings: createOnce<PageFinding>(), observations: createOnce<PageObservation>() };
  const rows = rowsOf(runs);
  const keys = targetKeys(runs);
  const sends = sendsOf(rows, runs);
  return {
    format: 1,
    targets: runs.map((run, at) => targetOf(run, keys[at] ?? '', rows, collector)),
    scenarios: rows.scenarios.map((scenario, place) => pageScenario(scenario, sends[place] ?? [])),
    cases: rows.order.map((id) => rows.cases.get(id) ?? [0, '']),
    facts: factsOf(runs),
    strings: tables.strings.values,
    requests: tables.requests.values,
    answers: tables.answers.values,
    exchanges: tables.exchanges.values,
    findings: collector.findings.values,
    observations: collector.observations.values,
    marks: MARKS,
    frames: LANGUAGES.map(({ frame }) => frame),
    groups: GROUPS.map(({ id, name, clients }) => ({ id, name, clients })),
  };
};
