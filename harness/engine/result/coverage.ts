import type { Fact, Scenario, Suite } from '../load/types.ts';

/** How a fact is reached by the suite; `ids` are the scenarios that cite it. */
export type Reach =
  /** Some expectation fails where it does not hold. */
  | { readonly kind: 'judged'; readonly ids: readonly string[] }
  /** Judged of every answer; `ids` cite it besides. */
  | { readonly kind: 'always'; readonly ids: readonly string[] }
  /** What comes is noted, and no expectation can fail on it. */
  | { readonly kind: 'observed'; readonly ids: readonly string[] }
  /** What a client sends is sent; there is nothing in it to expect. */
  | { readonly kind: 'sent'; readonly ids: readonly string[] }
  | { readonly kind: 'untestable'; readonly reason: string }
  | { readonly kind: 'missing' };

/** Facts that are judged of every answer, whatever its scenario says: no shape is modelled for that of a Delete. */
const isAlwaysJudged = ({ id }: Fact): boolean => (id.startsWith('M-') && !id.startsWith('M-Delete')) || id === 'R-001';

interface Cited {
  readonly expected: ReadonlySet<string>;
  readonly judged: ReadonlySet<string>;
}

/** The facts of expectations, and those among them on which one can fail. */
const citedBy = (scenarios: readonly Scenario[]): Cited => {
  const expectations = scenarios.flatMap(({ cases }) => cases.flatMap(({ steps }) => steps.flatMap((step) => step.expect)));
  const judging = expectations.filter(({ matcher }) => matcher.kind !== 'observe');
  return { expected: new Set(expectations.map(({ fact }) => fact)), judged: new Set(judging.map(({ fact }) => fact)) };
};

const reachOf = (fact: Fact, { scenarios }: Suite, { expected, judged }: Cited): Reach => {
  const ids = scenarios.filter(({ facts }) => facts.includes(fact.id)).map(({ id }) => id);
  if (isAlwaysJudged(fact)) return { kind: 'always', ids };
  if (judged.has(fact.id)) return { kind: 'judged', ids };
  if (expected.has(fact.id)) return { kind: 'observed', ids };
  if (ids.length > 0) return { kind: 'sent', ids };
  return fact.untestable === undefined ? { kind: 'missing' } : { kind: 'untestable', reason: fact.untestable };
};

/** Every fact of a suite with the scenarios that cite it and what they make of it, or the reason why none can. */
export const coverageOf = (suite: Suite): ReadonlyMap<Fact, Reach> => {
  const cited = citedBy(suite.scenarios);
  return new Map([...suite.facts.values()].map((fact) => [fact, reachOf(fact, suite, cited)]));
};

/** Whether a target can fail on it. */
export const isJudged = ({ kind }: Reach): boolean => kind === 'judged' || kind === 'always';
