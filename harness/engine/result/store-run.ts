import type { Json } from '../../base/json.ts';
import type { Verdict } from '../judge/types.ts';
import { caseName } from '../load/case-name.ts';
import type { FactClass } from '../load/types.ts';
import { holdsStandIn, withStandIn } from './case-stand-in.ts';
import { commonPath, exchangeNames } from './exchange-names.ts';
import { findingLines, type LineContext, observationLines } from './finding-lines.ts';
import { requestClass } from './request-class.ts';
import { sentBytes } from './sent-bytes.ts';
import type { StoredOutcome, StoredRun } from './stored-run.ts';
import { trafficDigest, trafficOf } from './traffic.ts';
import type { CaseResult, RunDocument, ScenarioResult } from './types.ts';
import { LINES, type VALUE, ValueTable, WHOLE } from './value-table.ts';

const classesOf = ({ cases }: RunDocument): ReadonlyMap<string, FactClass> =>
  new Map(cases.flatMap(({ findings }) => findings.map((finding): [string, FactClass] => [finding.fact, finding.class])));

const byClass = (classes: ReadonlyMap<string, FactClass>): StoredRun['facts'] => {
  const facts: Partial<Record<FactClass, string[]>> = {};
  for (const [fact, factClass] of [...classes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const ids = facts[factClass] ?? [];
    ids.push(fact);
    facts[factClass] = ids;
  }
  return facts;
};

/** Causes are told by what was asked for, which the traffic shows where it is at hand. */
const asksOf = ({ exchanges, bare }: CaseResult, bodies: RunDocument['bodies']): Readonly<Record<string, string>> => {
  if (bare !== undefined) return bare.asks;
  const asks = new Map<string, string>();
  for (const exchange of exchanges) {
    const asked = requestClass(exchange, bodies);
    if (asked !== null && !asks.has(exchange.step)) asks.set(exchange.step, asked);
  }
  return Object.fromEntries(asks);
};

type Parts = Omit<StoredOutcome, Verdict>;

interface Context extends LineContext {
  readonly common: string;
}

const partsOf = (one: CaseResult, { bodies }: RunDocument, context: Context): Parts => {
  const { verdict, reason, support, exchanges, findings, observations } = one;
  const asks = verdict === 'failed' ? asksOf(one, bodies) : {};
  return {
    ...(support ? { support } : {}),
    ...(reason === null ? {} : { reason }),
    ...(exchanges.length === 0 ? {} : { sent: exchangeNames(exchanges, context.common) }),
    ...(Object.keys(asks).length === 0 ? {} : { asks }),
    ...(verdict === 'failed' && exchanges.length > 0 ? { bytes: sentBytes(one) } : {}),
    ...(findings.length === 0 ? {} : { findings: findingLines(findings, context) }),
    ...(observations.length === 0 ? {} : { observations: observationLines(observations) }),
  };
};

/** Cases of one scenario that differ in nothing but their names, in the order in which the first of each stands. */
const outcomesOf = (cases: readonly CaseResult[], run: RunDocument, context: Context): readonly StoredOutcome[] => {
  const outcomes = new Map<string, { readonly verdict: Verdict; readonly parts: Parts; readonly names: string[] }>();
  for (const one of cases) {
    const { verdict } = one;
    const own = partsOf(one, run, context);
    const literal = holdsStandIn(JSON.stringify(own));
    const parts = literal ? { literal, ...own } : (withStandIn(own as unknown as Json, caseName(one)) as Parts);
    const key = JSON.stringify([verdict, parts]);
    const outcome = outcomes.get(key) ?? { verdict, parts, names: [] };
    outcome.names.push(caseName(one));
    outcomes.set(key, outcome);
  }
  return [...outcomes.values()].map(({ verdict, parts, names }) => ({ [verdict]: names.filter((name) => name !== ''), ...parts }));
};

const keyOf = ({ id, meaning, deciding }: ScenarioResult): string => {
  if (deciding === undefined) return `${id} ${meaning} untold`;
  return `${id} ${meaning}${deciding ? '' : ' probe'}`;
};

const shapeOf = (member: string): typeof VALUE => {
  if (member === 'findings' || member === 'observations') return LINES;
  return WHOLE;
};

const mapMembers = (outcome: StoredOutcome, map: (value: Json, shape: typeof VALUE) => Json): Json =>
  Object.fromEntries(Object.entries(outcome).map(([key, value]) => [key, map(value as Json, shapeOf(key))]));

const scenariosOf = (run: RunDocument, context: Context): Pick<StoredRun, 'scenarios' | 'values'> => {
  const cases = new Map<string, CaseResult[]>(run.scenarios.map(({ id }) => [id, []]));
  for (const one of run.cases) cases.get(one.scenario)?.push(one);
  const outcomes = new Map([...cases].map(([id, own]) => [id, outcomesOf(own, run, context)]));
  const table = new ValueTable();
  for (const outcome of [...outcomes.values()].flat()) {
    mapMembers(outcome, (value, shape) => {
      table.count(value, shape);
      return value;
    });
  }
  const scenarios = run.scenarios.map((scenario): [string, readonly Json[]] => [
    keyOf(scenario),
    outcomes.get(scenario.id)?.map((outcome) => mapMembers(outcome, (value, shape) => table.pack(value, shape))) ?? [],
  ]);
  return { scenarios: Object.fromEntries(scenarios), values: table.values() };
};

const plannedOf = ({ planned, cases }: RunDocument): Pick<StoredRun, 'planned'> => {
  const ids = cases.map(({ id }) => id).sort();
  return planned.length === ids.length && ids.every((id, at) => id === planned[at]) ? {} : { planned };
};

/** A run as `run.json` keeps it: without its traffic, and without the texts of its suite. */
export const storeRun = (run: RunDocument): StoredRun => {
  const { $schema, tool, suite, target, options, interrupted, shard, unchecked, smoke, operations, summary, records } = run;
  const classes = classesOf(run);
  const common = commonPath(run.cases);
  return {
    $schema,
    format: 2,
    tool,
    suite,
    target,
    options,
    interrupted,
    ...(shard === undefined ? {} : { shard }),
    ...(unchecked === undefined ? {} : { unchecked }),
    exchanges: run.bare?.digest ?? trafficDigest(trafficOf(run)),
    ...plannedOf(run),
    smoke,
    operations,
    summary,
    facts: byClass(classes),
    common,
    ...scenariosOf(run, { strict: options.strict, classes, common }),
    ...(records === undefined ? {} : { records }),
  };
};
