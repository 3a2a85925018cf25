import { type Decision, decideAll } from '../../engine/judge/decide.ts';
import type { Finding, Verdict } from '../../engine/judge/types.ts';
import type { Aspect, FactClass } from '../../engine/load/types.ts';
import type { CaseRun } from '../../engine/run/run-case.ts';
import type { Rehearsal } from './rehearse.ts';
import { runAll, type Trial } from './try-out.ts';
import type { Catch, Mutant } from './types.ts';

/** Aspects that are shown and decide no verdict unless a run is strict. */
const SHOWN_ONLY: ReadonlySet<Aspect> = new Set(['message', 'wire']);

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

const kindOf = (chase: Chase, id: string, verdict: Verdict): Catch['kind'] | null => {
  const before = chase.rehearsal.decisions.get(id)?.verdict;
  if (verdict === 'unimplemented') return before === 'passed' ? 'absent' : null;
  if (verdict === 'skipped' || verdict === 'errored') return null;
  return mustFail(chase) && (verdict !== 'failed' || before === 'failed') ? null : 'caught';
};

/** What the run of a case says of a mutant; null where it says nothing. */
export const weigh = (chase: Chase, run: CaseRun, decision: Decision | undefined): Catch | null => {
  const { id } = run.record.case;
  const found = telling(chase, id, run);
  const kind = found.length === 0 || decision === undefined ? null : kindOf(chase, id, decision.verdict);
  if (kind === null) return null;
  const facts = [...new Set(found.map(({ fact }) => fact))].sort();
  return { case: id, kind, facts, own: facts.includes(chase.mutant.fact) };
};

/**
 * What a case says of a mutant, judged as `run --only` would: with its witnesses, and a few cases of each operation that it
 * needs. More cases can only show more operations to be there, so that what is caught here is caught by the whole suite.
 */
const askCase = async (chase: Chase, id: string): Promise<Catch | null> => {
  const { trial, rehearsal } = chase;
  if (!trial.differs(id)) return null;
  const run = await trial.run(id);
  if (telling(chase, id, run).length === 0) return null;
  const runs = await runAll(trial, rehearsal.companions(id));
  return weigh(chase, run, decideAll(runs.map(({ record }) => record)).get(id));
};

const citing = ({ rehearsal, mutant }: Chase): readonly string[] =>
  [...rehearsal.cases].flatMap(([id, { planned }]) => (planned.scenario.facts.includes(mutant.fact) ? [id] : []));

/** What every case says of a mutant when the whole suite is run. */
export const askAll = async (chase: Chase): Promise<readonly Catch[]> => {
  const runs = await runAll(chase.trial, chase.rehearsal.cases.keys());
  const decisions = decideAll(runs.map(({ record }) => record));
  return runs.flatMap((run) => weigh(chase, run, decisions.get(run.record.case.id)) ?? []);
};

const isCaught = (found: Catch | null): found is Catch => found?.kind === 'caught';

/** The first case that catches a mutant by itself: best one that cites its fact, with a finding on that very fact. */
const firstCatch = async (chase: Chase): Promise<Catch | null> => {
  const found: Catch[] = [];
  for (const id of citing(chase)) {
    const caught = await askCase(chase, id);
    if (isCaught(caught) && caught.own) return caught;
    if (isCaught(caught)) found.push(caught);
  }
  if (found[0] !== undefined) return found[0];
  for (const id of chase.rehearsal.cases.keys()) {
    const caught = await askCase(chase, id);
    if (isCaught(caught)) return caught;
  }
  return null;
};

/**
 * Looks for a case that catches a mutant: the one of last time first. Where none does by itself, the whole suite may, since
 * it shows more operations to be there; else a case tells for which an operation became absent.
 */
export const findCatch = async (chase: Chase, lastTime: string | undefined): Promise<Catch | null> => {
  const known = lastTime !== undefined && chase.rehearsal.cases.has(lastTime) ? await askCase(chase, lastTime) : null;
  if (isCaught(known)) return known;
  const first = known === null ? await firstCatch(chase) : null;
  if (first !== null) return first;
  const all = await askAll(chase);
  const caught = all.filter(isCaught);
  const best = caught.length > 0 ? caught : all;
  return best.find((one) => one.case === lastTime) ?? best.find(({ own }) => own) ?? best[0] ?? null;
};
