import { planCases } from '../plan.ts';
import type { CaseRun } from '../run-case.ts';
import type { Aspect, FactClass } from '../scenario/types.ts';
import { type Decision, decideAll } from '../verdict/decide.ts';
import type { Finding, Verdict } from '../verdict/types.ts';
import type { Rehearsal } from './rehearse.ts';
import { runAll, type Trial } from './try-out.ts';
import type { Catch, Mutant } from './types.ts';

/** Aspects that are shown and decide no verdict unless a run is strict. */
const SHOWN_ONLY: ReadonlySet<Aspect> = new Set(['message', 'wire']);

/** Verdicts under which nothing counts, so that nothing is caught either. */
const MUTE: ReadonlySet<Verdict> = new Set(['unimplemented', 'skipped', 'errored']);

/** A mutant on its trial. */
export interface Chase {
  readonly rehearsal: Rehearsal;
  readonly mutant: Mutant;
  readonly trial: Trial;
}

/** Whether a fact is one that decides: a mutant of any other is advisory. */
export const isDeciding = (factClass: FactClass | undefined): boolean => factClass === 'documented' || factClass === 'observed';

const keyOf = ({ step, where, aspect, pointer, fact }: Finding): string => [step, where, aspect, pointer, fact].join('\n');

const findingsOf = (run: CaseRun): readonly Finding[] => run.record.steps.flatMap(({ findings }) => findings);

const mustFail = ({ rehearsal, mutant }: Chase): boolean =>
  isDeciding(rehearsal.suite.facts.get(mutant.fact)?.class) && !SHOWN_ONLY.has(mutant.aspect);

/** Findings at the mutant's aspect that the unchanged model does not have; gating ones alone where the verdict has to change. */
const telling = (chase: Chase, id: string, run: CaseRun): readonly Finding[] => {
  const before = new Set(findingsOf(chase.rehearsal.cases.get(id)?.run ?? run).map(keyOf));
  const gating = mustFail(chase);
  return findingsOf(run).filter((finding) => finding.aspect === chase.mutant.aspect && (finding.gating || !gating) && !before.has(keyOf(finding)));
};

/** What the runs of a mutant say of one of its cases: the catch, or null. */
export const weigh = (chase: Chase, run: CaseRun, decision: Decision | undefined): Catch | null => {
  const { id } = run.record.case;
  const found = telling(chase, id, run);
  if (found.length === 0 || decision === undefined || MUTE.has(decision.verdict)) return null;
  if (mustFail(chase) && (decision.verdict !== 'failed' || chase.rehearsal.decisions.get(id)?.verdict === 'failed')) return null;
  const facts = [...new Set(found.map(({ fact }) => fact))].sort();
  return { case: id, facts, own: facts.includes(chase.mutant.fact) };
};

/**
 * Whether a case catches a mutant, judged as `run --only` would: with its witnesses, and a few cases of each operation that it
 * needs. More cases can only show more operations to be there, so that what is caught here is caught by the whole suite.
 */
export const catchIn = async (chase: Chase, id: string): Promise<Catch | null> => {
  const { trial, rehearsal } = chase;
  if (!trial.differs(id)) return null;
  const run = await trial.run(id);
  if (telling(chase, id, run).length === 0) return null;
  const beside = planCases(rehearsal.suite, { only: [id], skip: [] }).map(({ case: one }) => one.id);
  const runs = await runAll(trial, beside);
  return weigh(chase, run, decideAll(runs.map(({ record }) => record)).get(id));
};

const citing = ({ rehearsal, mutant }: Chase): readonly string[] =>
  [...rehearsal.cases].flatMap(([id, { planned }]) => (planned.scenario.facts.includes(mutant.fact) ? [id] : []));

/** The case of last time first, then those that cite the mutant's fact, then all: the first that catches it. */
export const findCatch = async (chase: Chase, lastTime: string | undefined): Promise<Catch | null> => {
  const known = lastTime !== undefined && chase.rehearsal.cases.has(lastTime) ? await catchIn(chase, lastTime) : null;
  if (known !== null) return known;
  for (const id of citing(chase)) {
    const caught = await catchIn(chase, id);
    if (caught?.own === true) return caught;
  }
  for (const id of chase.rehearsal.cases.keys()) {
    const caught = await catchIn(chase, id);
    if (caught !== null) return caught;
  }
  return null;
};
