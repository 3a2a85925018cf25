import { differences } from '../../base/compare.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Expected } from '../../engine/judge/expected.ts';
import type { CaseRecord } from '../../engine/judge/record.ts';
import type { Finding, Observation, StepVerdict } from '../../engine/judge/types.ts';
import { loadBeside } from '../../engine/load/load.ts';
import type { FactClass, PlannedCase, Suite } from '../../engine/load/types.ts';
import type { RunContext } from '../../engine/run/case-session.ts';
import { runCase } from '../../engine/run/run-case.ts';

/** How much a difference weighs: a fault is no answer to judge, `deciding` contradicts a fact, a `question` nothing certain. */
export type Level = 'fault' | 'deciding' | 'question';

/** One difference between the target and what facts or the model say. */
export interface Difference {
  readonly level: Level;
  readonly where: string;
  readonly aspect: Finding['aspect'];
  readonly pointer: string;
  /** What the fact expects; where it is open, what the model does. */
  readonly expected: Expected;
  readonly actual: Json;
  readonly fact: string;
  readonly class: FactClass;
}

/** The differences of one step, by its name. */
export interface StepDifferences {
  readonly step: string;
  readonly differences: readonly Difference[];
}

/** What became of one sequence: judged, or not to be judged for lack of an answer. */
export type Judged = { readonly kind: 'judged'; readonly steps: readonly StepDifferences[] } | { readonly kind: 'dead'; readonly reason: string };

/** The two sides and the suite that judges them. */
export interface Sides {
  readonly suite: Suite;
  readonly target: RunContext;
  readonly model: RunContext;
}

const FILE = 'explored/sequence.json';

const fromFinding = ({ gating, where, aspect, pointer, expected, actual, fact, class: factClass }: Finding): Difference => ({
  level: gating ? 'deciding' : 'question',
  where,
  aspect,
  pointer,
  expected,
  actual,
  fact,
  class: factClass,
});

const placeOf = ({ where, aspect, fact }: Observation): string => `${where}\n${aspect}\n${fact}`;

/** What no fact decides is held against the model: a difference says only that one of the two may be wrong. */
const fromObservations = (target: StepVerdict, model: StepVerdict | undefined, suite: Suite): readonly Difference[] => {
  const others = new Map(model?.observations.map((seen) => [placeOf(seen), seen.value]));
  return target.observations.flatMap((seen): Difference[] => {
    const { where, aspect, fact, value } = seen;
    const other = others.get(placeOf(seen));
    if (other === undefined || differences(other, value).length === 0) return [];
    const factClass = suite.facts.get(fact)?.class ?? 'open';
    return [{ level: 'question', where, aspect, pointer: '', expected: { value: other }, actual: value, fact, class: factClass }];
  });
};

const SERVER_FAULT = 500;

/** Headers, extra members and prose are the same at every step; the suite reports them. */
const FORMS: ReadonlySet<Finding['aspect']> = new Set(['wire', 'message']);

const isFault = ({ status, findings }: StepVerdict): boolean =>
  status >= SERVER_FAULT || findings.some(({ fact, aspect, actual }) => fact === 'R-001' && aspect === 'status' && Number(actual) >= SERVER_FAULT);

const faultOf = (step: StepVerdict): StepDifferences => {
  const told = step.findings.filter(({ fact }) => fact === 'R-001').map((finding) => ({ ...fromFinding(finding), level: 'fault' as const }));
  return { step: step.step, differences: told };
};

const compare = (target: CaseRecord, model: CaseRecord | null, suite: Suite): readonly StepDifferences[] => {
  const steps: StepDifferences[] = [];
  for (const [index, step] of target.steps.entries()) {
    // A target that broke down at a request says nothing by what it does afterwards.
    if (isFault(step)) return [...steps, faultOf(step)];
    const judged = step.findings.filter(({ aspect }) => !FORMS.has(aspect)).map(fromFinding);
    steps.push({ step: step.step, differences: [...judged, ...fromObservations(step, model?.steps[index], suite)] });
  }
  return steps;
};

/** No answer at all, or no REST API to ask about; a given step that is refused is an answer. */
const isDead = ({ kind, reason }: NonNullable<CaseRecord['stopped']>): boolean => kind === 'errored' || reason.startsWith('CreateRestApi');

/** Runs a scenario on the target and on the model, each on a REST API of its own, and compares them. */
export const judgeScenario = async (json: JsonObject, { suite, target, model }: Sides): Promise<Judged> => {
  const scenario = loadBeside(suite, FILE, json);
  const [one] = scenario.cases;
  if (one === undefined) return { kind: 'judged', steps: [] };
  const planned: PlannedCase = { case: one, scenario, support: false };
  const { record } = await runCase(planned, target);
  if (record.stopped !== null && isDead(record.stopped)) return { kind: 'dead', reason: record.stopped.reason };
  const asks = record.steps.some(({ observations }) => observations.length > 0);
  const other = asks ? (await runCase(planned, model)).record : null;
  return { kind: 'judged', steps: compare(record, other, suite) };
};
