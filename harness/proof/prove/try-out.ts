import type { CaseRun } from '../../engine/run/run-case.ts';
import type { Exchange } from '../../service/exchange.ts';
import type { Handle } from '../../targets/in-process.ts';
import type { Rehearsal, Rehearsed } from './rehearse.ts';
import type { Altered } from './types.ts';

/** One program going through the suite, case by case and only where it is asked to. */
export interface Trial {
  /** Whether it answers a case in another way than the model. */
  differs(id: string): boolean;
  /** The run of a case: the model's own where the answers are the same. */
  run(id: string): Promise<CaseRun>;
}

const isSame = ({ request, outcome }: Exchange, handle: Handle): boolean => {
  if (outcome.kind === 'failure') return false;
  const { status, headers, body } = handle(request);
  const { response } = outcome;
  return (
    status === response.status &&
    (request.method === 'HEAD' || body === response.body) &&
    headers.length === response.headers.length &&
    headers.every(([name, value], index) => name === response.headers[index]?.[0] && value === response.headers[index]?.[1])
  );
};

/** What a case sends follows from what it was answered: while all answers are the same, so are all requests. */
const answersAlike = ({ sent }: Rehearsed, handle: Handle): boolean => sent.every((exchange) => isSame(exchange, handle));

const caseOf = ({ cases }: Rehearsal, id: string): Rehearsed => {
  const found = cases.get(id);
  if (found === undefined) throw new Error(`no case ${id} was rehearsed`);
  return found;
};

/**
 * Puts a program to the test. Where one of its rules is applied it is asked what the model was asked, straight and without judging;
 * only a case in which an answer differs is run in earnest. All others have the model's run, which is what they would give.
 */
export const tryOut = (rehearsal: Rehearsal, { rules, make }: Altered): Trial => {
  const known = new Map<string, boolean>();
  const runs = new Map<string, Promise<CaseRun>>();
  const differs = (id: string): boolean => {
    const rehearsed = caseOf(rehearsal, id);
    const differing = known.get(id) ?? (rules.some((rule) => rehearsed.applied.has(rule)) && !answersAlike(rehearsed, make()));
    known.set(id, differing);
    return differing;
  };
  const run = (id: string): Promise<CaseRun> => {
    const { planned, run: own } = caseOf(rehearsal, id);
    const running = runs.get(id) ?? (differs(id) ? rehearsal.run(planned, make()) : Promise.resolve(own));
    runs.set(id, running);
    return running;
  };
  return { differs, run };
};

/** The runs of many cases, in the order given. */
export const runAll = async (trial: Trial, ids: Iterable<string>): Promise<readonly CaseRun[]> => {
  const runs: CaseRun[] = [];
  for (const id of ids) runs.push(await trial.run(id));
  return runs;
};
