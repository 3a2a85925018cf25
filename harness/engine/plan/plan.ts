import { HarnessError } from '../../base/errors.ts';
import type { Operation } from '../../service/operations.ts';
import { effectiveSteps, needsOf } from '../judge/record.ts';
import { API_PLACEHOLDERS } from '../load/apis.ts';
import { readKey, readsOf } from '../load/parse-read.ts';
import type { Case, FactClass, PlannedCase, Scenario, Suite } from '../load/types.ts';
import { type Shard, shardText, shareOf } from './shard.ts';

/** Which cases a user wants: by id (or its beginning), fact, operation or class. */
export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** A selection, or a part of it. */
export interface PlanOptions extends Selection {
  /** The part that this run is; left out: all. */
  readonly shard?: Shard;
}

interface Chosen {
  readonly one: Case;
  readonly scenario: Scenario;
}

const CLASSES: ReadonlySet<string> = new Set<FactClass>(['documented', 'observed', 'inferred', 'open', 'ours']);

const factsOf = (one: Case): readonly string[] => one.steps.flatMap((step) => step.expect.map(({ fact }) => fact));

const matches = (term: string, one: Case, scenario: Scenario, suite: Suite): boolean => {
  if (CLASSES.has(term)) return factsOf(one).some((fact) => suite.facts.get(fact)?.class === term);
  if (suite.facts.has(term)) return factsOf(one).includes(term) || scenario.clients.includes(term);
  return one.id === term || scenario.id === term || scenario.operation === term || one.id.startsWith(`${term}/`);
};

const requireKnown = (terms: readonly string[], option: string, all: readonly { one: Case; scenario: Scenario }[], suite: Suite): void => {
  const unknown = terms.find((term) => !all.some(({ one, scenario }) => matches(term, one, scenario, suite)));
  if (unknown === undefined) return;
  throw new HarnessError(
    'usage',
    `Failed to select cases: ${option} ${unknown} matches none`,
    'Name an id or its first folders, a fact, an operation or a class; "list" shows the ids.',
  );
};

const witnessesOf = (one: Case): readonly string[] => one.steps.flatMap(({ witness }) => (witness === null ? [] : [witness.caseId]));

/** How many scenarios are asked whether an operation is there: one that is wrong must not make it look absent. */
const PROVERS = 5;

const proversOf = (operation: Operation, all: readonly { one: Case }[]): readonly string[] => {
  const proving = all.filter(({ one }) => effectiveSteps(one).some(({ request }) => request.operation === operation));
  return [...new Map(proving.map(({ one }) => [one.scenario, one.id])).values()].slice(0, PROVERS);
};

type Close = (chosen: ReadonlySet<string>) => ReadonlySet<string>;

/** Adds what the chosen cases rest on: witnesses, and for each operation a case that can show it is there. */
const closing = (all: readonly { one: Case; scenario: Scenario }[]): Close => {
  const byId = new Map(all.map((item) => [item.one.id, item.one]));
  const known = new Map<Operation, readonly string[]>();
  const provers = (operation: Operation): readonly string[] => {
    const found = known.get(operation) ?? proversOf(operation, all);
    known.set(operation, found);
    return found;
  };
  return (chosen) => {
    const closed = new Set(chosen);
    for (const id of closed) {
      const one = byId.get(id);
      if (one === undefined) continue;
      for (const other of [...witnessesOf(one), ...[...needsOf(one)].flatMap(provers)]) closed.add(other);
    }
    return closed;
  };
};

const allCases = (suite: Suite): readonly { one: Case; scenario: Scenario }[] =>
  suite.scenarios.flatMap((scenario) => scenario.cases.map((one) => ({ one, scenario })));

/** Tells for one case after the other which cases `--only` would run for it, itself included. */
export const companionsIn = (suite: Suite): ((id: string) => ReadonlySet<string>) => {
  const close = closing(allCases(suite));
  return (id) => close(new Set([id]));
};

/** A scenario stays whole: figures count scenarios. */
const inShard = (chosen: readonly Chosen[], shard: Shard): readonly Chosen[] => {
  const calls = new Map<string, number>();
  for (const { one, scenario } of chosen) calls.set(scenario.id, (calls.get(scenario.id) ?? 0) + callsOf(one));
  const share = shareOf(
    [...calls].map(([id, sum]) => ({ id, calls: sum })),
    shard,
  );
  if (share.size > 0) return chosen.filter(({ scenario }) => share.has(scenario.id));
  throw new HarnessError(
    'usage',
    `Failed to select cases: shard ${shardText(shard)} has none, only ${calls.size} scenarios are chosen`,
    `Spread the run over ${calls.size} shards at most.`,
  );
};

/**
 * Chooses the cases of a run. Without `--only` and `--shard` that is the whole suite; with them, what the chosen ones rest on comes along.
 * @throws HarnessError `usage` where a term matches nothing, or nothing is left for the shard
 */
export const planCases = (suite: Suite, { only, skip, shard }: PlanOptions): readonly PlannedCase[] => {
  const all = allCases(suite);
  requireKnown(only, '--only', all, suite);
  requireKnown(skip, '--skip', all, suite);
  const fits = (terms: readonly string[], item: { one: Case; scenario: Scenario }): boolean =>
    terms.some((term) => matches(term, item.one, item.scenario, suite));
  const fitting = all.filter((item) => (only.length === 0 || fits(only, item)) && !fits(skip, item));
  const chosen = new Set((shard === undefined ? fitting : inShard(fitting, shard)).map(({ one }) => one.id));
  const closed = closing(all)(chosen);
  return all
    .filter(({ one }) => closed.has(one.id))
    .map(({ one, scenario }) => ({ case: one, scenario, support: !chosen.has(one.id) }))
    .sort((a, b) => (a.case.id < b.case.id ? -1 : 1));
};

const createsApi = (one: Case): boolean => [...one.given, ...one.steps].some(({ request }) => request.operation === 'CreateRestApi');

const apiCounts = new WeakMap<Case, 1 | 2>();

const countApis = (one: Case): 1 | 2 => (JSON.stringify([one.given, one.steps]).includes(API_PLACEHOLDERS.api2) && !createsApi(one) ? 2 : 1);

/** How many APIs are made for a case: one, or two where it names the second and does not make that itself. */
export const apisOf = (one: Case): 1 | 2 => {
  const count = apiCounts.get(one) ?? countApis(one);
  apiCounts.set(one, count);
  return count;
};

/** How many requests a case sends: its APIs made and deleted, given steps, steps and read-backs. */
export const callsOf = (one: Case): number => {
  const reads = one.steps.reduce((sum, step) => sum + new Set(readsOf(step.expect.map(({ read }) => read)).map(readKey)).size, 0);
  return 2 * apisOf(one) + (createsApi(one) ? 1 : 0) + one.given.length + one.steps.length + reads;
};
