import type { RunDocument } from '../result/types.ts';
import type { Baseline, CauseBaseline, CauseSlot } from './baseline-cause.ts';
import { causeSlotsOf } from './baseline-cause.ts';
import { causeStatesIn } from './baseline-cause-state.ts';
import type { SlotState } from './baseline-state.ts';
import { asNotedCause, toCauseBaseline } from './collect-entries.ts';
import { flatCauses } from './flat-causes.ts';
import { pruneFindings } from './prune-findings.ts';

/** A baseline without what is gone, and what that was, case by case. */
export interface Pruned {
  readonly baseline: Baseline;
  readonly vanished: readonly string[];
  readonly orphaned: readonly string[];
  /** How many cases it named before, each once for each entry. */
  readonly of: number;
}

const lineOf = ({ cause, entry, id }: CauseSlot, state: SlotState): string =>
  `${id}: ${'errored' in entry ? cause : `${cause} (${entry.about})`}${'why' in state ? `: ${state.why}` : ''}`;

const pruneCauses = (run: RunDocument, baseline: CauseBaseline): Pruned => {
  const stateOf = causeStatesIn(run, flatCauses(run), baseline.meanings);
  const slots = causeSlotsOf(baseline).map((slot) => ({ slot, state: stateOf(slot) }));
  const of = (kind: SlotState['kind']): readonly string[] =>
    slots.filter(({ state }) => state.kind === kind).map(({ slot, state }) => lineOf(slot, state));
  const kept = slots.filter(({ state }) => state.kind !== 'vanished' && state.kind !== 'orphaned').map(({ slot }) => asNotedCause(slot));
  return { baseline: toCauseBaseline(run, kept, baseline), vanished: of('vanished'), orphaned: of('orphaned'), of: slots.length };
};

/** Takes out of a baseline what vanished, and what the suite no longer asks for. */
export const pruneBaseline = (run: RunDocument, baseline: Baseline): Pruned => {
  if (baseline.format === 2) return pruneCauses(run, baseline);
  return pruneFindings(run, baseline);
};
