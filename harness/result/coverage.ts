import type { Fact, Suite } from '../scenario/types.ts';

/** How a fact is reached by the suite. */
export type Reach =
  | { readonly kind: 'scenarios'; readonly ids: readonly string[] }
  /** Checked of every answer; `ids` cite it besides. */
  | { readonly kind: 'always'; readonly ids: readonly string[] }
  | { readonly kind: 'untestable'; readonly reason: string }
  | { readonly kind: 'missing' };

/** Facts that are checked of every answer, whatever its scenario says: no shape is modelled for that of a Delete. */
const isAlwaysChecked = ({ id }: Fact): boolean => (id.startsWith('M-') && !id.startsWith('M-Delete')) || id === 'R-001';

const reachOf = (fact: Fact, suite: Suite): Reach => {
  const ids = suite.scenarios.filter(({ facts }) => facts.includes(fact.id)).map(({ id }) => id);
  if (isAlwaysChecked(fact)) return { kind: 'always', ids };
  if (ids.length > 0) return { kind: 'scenarios', ids };
  return fact.untestable === undefined ? { kind: 'missing' } : { kind: 'untestable', reason: fact.untestable };
};

/** Every fact of a suite with the scenarios that rest on it, or the reason why none can. */
export const coverageOf = (suite: Suite): ReadonlyMap<Fact, Reach> => new Map([...suite.facts.values()].map((fact) => [fact, reachOf(fact, suite)]));
