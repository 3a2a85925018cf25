import type { Aspect, Case, Expectation, Fact, FactClass, Scenario } from './types.ts';

type Facts = ReadonlyMap<string, Fact>;

const PROSE: ReadonlySet<Aspect> = new Set(['message', 'wire']);

/** Exact messages, and headers and the like: shown always, deciding with `--strict` alone. */
const isProse = (aspect: Aspect): boolean => PROSE.has(aspect);

/** Whether a fact of this class decides a verdict. */
export const isDecidingClass = (factClass: FactClass | undefined): boolean => factClass === 'documented' || factClass === 'observed';

/** Whether a difference decides the verdict under the options of a run: by the class of its fact and by its aspect. */
export const gates = (factClass: FactClass, aspect: Aspect, strict: boolean): boolean => {
  if (factClass === 'open') return false;
  return strict || (isDecidingClass(factClass) && !isProse(aspect));
};

/** Whether an expectation holds an answer against a documented or observed fact, of whatever aspect. */
export const isCertain = ({ fact, matcher }: Expectation, facts: Facts): boolean =>
  matcher.kind !== 'observe' && isDecidingClass(facts.get(fact)?.class);

/** Whether an expectation decides a verdict by default: documented or observed, and neither prose nor headers. */
export const decides = (expectation: Expectation, facts: Facts): boolean => isCertain(expectation, facts) && !isProse(expectation.aspect);

/** The steps that stand in a case only as the witnesses of its refusals: what they show of themselves makes no pass. */
export const ownWitnesses = ({ id, steps }: Case): ReadonlySet<string> =>
  new Set(steps.flatMap(({ witness }) => (witness?.caseId === id ? [witness.step] : [])));

const canPass = (one: Case, facts: Facts): boolean => {
  const witnesses = ownWitnesses(one);
  return one.steps.some(({ name, expect }) => !witnesses.has(name) && expect.some((expectation) => decides(expectation, facts)));
};

/** Whether a scenario can pass at all. The others are probes: no figure counts them, whatever came. */
export const isDecidingScenario = ({ cases }: Scenario, facts: Facts): boolean => cases.some((one) => canPass(one, facts));
