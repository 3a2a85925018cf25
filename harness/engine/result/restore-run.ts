import type { Json } from '../../base/json.ts';
import type { Verdict } from '../judge/types.ts';
import type { Fact, FactClass } from '../load/types.ts';
import { withoutStandIn } from './case-stand-in.ts';
import { namedExchanges } from './exchange-names.ts';
import { findingsOf, type LineContext, observationsOf } from './finding-lines.ts';
import type { StoredOutcome, StoredRun } from './stored-run.ts';
import { verdictOrder } from './summary.ts';
import type { SuiteTexts, Traffic } from './traffic.ts';
import type { CaseResult, RunDocument, ScenarioResult } from './types.ts';
import { unpacking } from './value-table.ts';

/** What lies elsewhere of a run. */
export interface Elsewhere {
  /** Null where neither the suite of the run nor what was written beside it is at hand. */
  readonly texts: SuiteTexts | null;
  /** Or why it is not at hand, as a clause. */
  readonly traffic: Traffic | { readonly why: string };
}

/** Nothing but what the document itself tells. */
export const UNTOLD: Elsewhere = { texts: null, traffic: { why: 'it was not looked for' } };

const classesIn = ({ facts }: StoredRun): ReadonlyMap<string, FactClass> =>
  new Map(Object.entries(facts).flatMap(([factClass, ids]) => ids.map((id): [string, FactClass] => [id, factClass as FactClass])));

const plain = (outcome: StoredOutcome, name: string): StoredOutcome =>
  outcome.literal === true ? outcome : (withoutStandIn(outcome as Json, name) as StoredOutcome);

interface Context extends LineContext {
  readonly traffic: Elsewhere['traffic'];
  readonly common: string;
}

const exchangesOf = (
  id: string,
  { sent, asks = {}, bytes = 0 }: StoredOutcome,
  { traffic, common }: Context,
): Pick<CaseResult, 'exchanges' | 'bare'> => {
  if (sent === undefined) return { exchanges: [] };
  if ('cases' in traffic) return { exchanges: traffic.cases[id] ?? [] };
  return { exchanges: namedExchanges(sent, common), bare: { asks, bytes } };
};

interface Named {
  readonly scenario: string;
  readonly name: string;
  readonly verdict: Verdict;
}

const caseOf = ({ scenario, name, verdict }: Named, outcome: StoredOutcome, context: Context): CaseResult => {
  const own = plain(outcome, name);
  const id = name === '' ? scenario : `${scenario}@${name}`;
  return {
    id,
    scenario,
    verdict,
    reason: own.reason ?? null,
    support: own.support === true,
    findings: findingsOf(own.findings ?? [], context),
    observations: observationsOf(own.observations ?? []),
    ...exchangesOf(id, own, context),
  };
};

/** A scenario as far as the document itself tells. */
interface Told {
  readonly id: string;
  readonly meaning: string;
  readonly deciding: Pick<ScenarioResult, 'deciding'>;
  readonly outcomes: readonly Json[];
}

const KEY = /^(.+?) (\S+)(?: (probe|untold))?$/s;

const toldIn = ({ scenarios }: StoredRun): readonly Told[] =>
  Object.entries(scenarios).map(([key, outcomes]) => {
    const [, id = '', meaning = '', mark] = KEY.exec(key) ?? [];
    return { id, meaning, deciding: mark === 'untold' ? {} : { deciding: mark !== 'probe' }, outcomes };
  });

const casesOf = ({ id, outcomes }: Told, unpack: (value: Json) => Json, context: Context): readonly CaseResult[] =>
  outcomes.flatMap((packed) => {
    const outcome = unpack(packed) as StoredOutcome;
    return verdictOrder().flatMap((verdict) => {
      const { [verdict]: names, ...rest } = outcome;
      if (names === undefined) return [];
      return (names.length === 0 ? [''] : names).map((name) => caseOf({ scenario: id, name, verdict }, rest, context));
    });
  });

/** A scenario of which nothing is known but what the run is about. */
const untold = ({ id, meaning }: Told, facts: readonly string[]): ScenarioResult => ({
  id,
  area: id.split('/')[0] ?? '',
  title: id,
  operation: 'UpdateGatewayResponse',
  clients: [],
  facts,
  file: `${id}.json`,
  line: 1,
  meaning,
});

const scenarioOf = (own: Told, told: ScenarioResult | undefined, cases: readonly CaseResult[]): ScenarioResult => {
  const cited = new Set(cases.flatMap(({ findings, observations }) => [...findings, ...observations].map(({ fact }) => fact)));
  const { deciding: _, ...texts } = told ?? untold(own, [...cited].sort());
  return { ...texts, meaning: own.meaning, ...own.deciding };
};

const STATEMENT = 'What it says is not at hand: this run is of another version of the suite.';

const factsOf = (scenarios: readonly ScenarioResult[], classes: ReadonlyMap<string, FactClass>, texts: SuiteTexts | null): readonly Fact[] => {
  const cited = new Set([...scenarios.flatMap(({ facts }) => facts), ...classes.keys()]);
  if (texts !== null) return texts.facts.filter(({ id }) => cited.has(id));
  return [...classes]
    .map(([id, factClass]): Fact => ({ id, statement: STATEMENT, class: factClass, sources: [] }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** The whole run again, from `run.json` and what lies elsewhere. */
export const restoreRun = (stored: StoredRun, { texts, traffic }: Elsewhere): RunDocument => {
  const { format: _, exchanges: digest, scenarios: __, facts: ___, common, values, planned, ...rest } = stored;
  const classes = classesIn(stored);
  const context: Context = { strict: stored.options.strict, classes, traffic, common };
  const unpack = unpacking(values);
  const known = new Map(texts?.scenarios.map((one) => [one.id, one]));
  const whole = toldIn(stored).map((one) => ({ one, cases: casesOf(one, unpack, context) }));
  const scenarios = whole.map(({ one, cases }) => scenarioOf(one, known.get(one.id), cases));
  const cases = whole.flatMap((each) => each.cases).sort(byId);
  return {
    ...rest,
    format: 2,
    planned: planned ?? cases.map(({ id }) => id),
    scenarios,
    cases,
    facts: factsOf(scenarios, classes, texts),
    bodies: 'cases' in traffic ? traffic.bodies : {},
    ...('why' in traffic ? { bare: { digest, why: traffic.why } } : {}),
  };
};
