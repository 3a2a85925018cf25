import { type Decision, decideAll } from '../../engine/judge/decide.ts';
import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { companionsIn } from '../../engine/plan/plan.ts';
import { judgeContext } from '../../engine/run/run.ts';
import { type CaseRun, runCase } from '../../engine/run/run-case.ts';
import type { Caller } from '../../service/authorize.ts';
import { createControl } from '../../service/control.ts';
import type { Exchange, Send } from '../../service/exchange.ts';
import { remembering } from '../../service/memo.ts';
import { type Handle, MODEL_ENDPOINT, modelTargetOver, sendInto } from '../../targets/in-process.ts';
import type { MakeWatched } from './types.ts';

/** A case as the unchanged model went through it. */
export interface Rehearsed {
  readonly planned: PlannedCase;
  readonly run: CaseRun;
  /** Its traffic as it was, ids and all: what another program is asked first. */
  readonly sent: readonly Exchange[];
  /** The rules that were applied: a program that overrides none of them gives the same answers. */
  readonly applied: ReadonlySet<string>;
}

/** The whole suite as the unchanged model went through it. */
export interface Rehearsal {
  readonly suite: Suite;
  readonly cases: ReadonlyMap<string, Rehearsed>;
  readonly decisions: ReadonlyMap<string, Decision>;
  /** The cases that are run along with one, as `--only` does, itself included. */
  readonly companions: (id: string) => ReadonlySet<string>;
  /** Runs one case against a program, truly. */
  readonly run: (planned: PlannedCase, handle: Handle) => Promise<CaseRun>;
}

/** What is rehearsed: which cases, and the program that is right. */
export interface RehearsalInput {
  readonly suite: Suite;
  readonly planned: readonly PlannedCase[];
  readonly caller: Caller;
  readonly model: MakeWatched;
}

/**
 * Runs the suite once against the unchanged model and keeps all of it. Each case gets a model of its own, so that ids do not
 * depend on what ran before.
 */
export const rehearse = async ({ suite, planned, caller, model }: RehearsalInput): Promise<Rehearsal> => {
  const judge = judgeContext(suite, false);
  const control = remembering(createControl({ endpoint: MODEL_ENDPOINT, caller }));
  const runOver = (one: PlannedCase, send: Send): Promise<CaseRun> => runCase(one, { target: modelTargetOver(send, caller, null), control, judge });
  const cases = new Map<string, Rehearsed>();
  for (const one of planned) {
    const sent: Exchange[] = [];
    const applied = new Set<string>();
    const send = sendInto(model(applied));
    const run = await runOver(one, async (request) => {
      const exchange = await send(request);
      sent.push(exchange);
      return exchange;
    });
    cases.set(one.case.id, { planned: one, run, sent, applied });
  }
  const decisions = decideAll([...cases.values()].map(({ run }) => run.record));
  return { suite, cases, decisions, companions: companionsIn(suite), run: (one, handle) => runOver(one, sendInto(handle)) };
};
