import { canonicalJson } from '../../base/json.ts';
import type { RunDocument } from '../result/types.ts';
import {
  type BaselineEntry,
  type BaselineNote,
  type Deviation,
  describeDeviation,
  type FindingBaseline,
  keyOf,
  type Slot,
  slotsOf,
} from './baseline.ts';
import { noteOf } from './baseline-note.ts';
import { type SlotState, statesIn } from './baseline-state.ts';

interface Noted {
  readonly deviation: Deviation;
  readonly name: string;
  readonly note: BaselineNote;
}

const toEntry = (
  { scenario, verdict, step, where, aspect, pointer, fact, actual }: Deviation,
  cases: readonly string[],
  note: BaselineNote,
): BaselineEntry => ({
  scenario,
  cases,
  verdict,
  step,
  where,
  aspect,
  pointer,
  fact,
  actual,
  ...noteOf(note),
});

/** Entries stand in the order of the cases of a run document. */
const placeIn = ({ scenario, cases }: BaselineEntry): string => (cases.length === 0 ? scenario : `${scenario}@`);

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** One entry for what is the same and of which the same is said. */
const toEntries = (all: readonly Noted[]): readonly BaselineEntry[] => {
  const entries = new Map<string, BaselineEntry>();
  for (const { deviation, name, note } of all) {
    const key = `${keyOf(deviation)} ${canonicalJson({ ...note })}`;
    const cases = [...(entries.get(key)?.cases ?? []), name].filter((one) => one !== '');
    entries.set(key, toEntry(deviation, [...new Set(cases)], note));
  }
  return [...entries.values()].sort((a, b) => compareText(placeIn(a), placeIn(b)));
};

const toBaseline = (run: RunDocument, all: readonly Noted[], previous: FindingBaseline): FindingBaseline => {
  const entries = toEntries(all);
  const known = new Map([...Object.entries(previous.meanings ?? {}), ...run.scenarios.map(({ id, meaning }): [string, string] => [id, meaning])]);
  const named = [...new Set(entries.map(({ scenario }) => scenario))];
  const meanings = Object.fromEntries(named.flatMap((id): [string, string][] => (known.has(id) ? [[id, known.get(id) ?? '']] : [])));
  return { $schema: 'urn:apigw-conformance:baseline', target: previous.target, meanings, entries };
};

const asNoted = ({ entry, name }: Slot): Noted => ({ deviation: entry, name, note: noteOf(entry) });

const NOTHING_SAID: ReadonlySet<SlotState['kind']> = new Set(['unasked', 'unanswered']);

/** A baseline that names findings without what is gone, and what that was. */
export interface PrunedFindings {
  readonly baseline: FindingBaseline;
  readonly vanished: readonly string[];
  readonly orphaned: readonly string[];
  readonly of: number;
}

/** Takes out of a baseline that names findings what vanished, and what the suite no longer asks for. */
export const pruneFindings = (run: RunDocument, baseline: FindingBaseline): PrunedFindings => {
  const stateOf = statesIn(run, baseline.meanings);
  const slots = slotsOf(baseline).map((slot) => ({ slot, state: stateOf(slot) }));
  const of = (kind: SlotState['kind']): readonly string[] =>
    slots
      .filter(({ state }) => state.kind === kind)
      .map(({ slot: { entry, name }, state }) => `${describeDeviation(entry, name)}${'why' in state ? `: ${state.why}` : ''}`);
  const kept = slots.filter(({ state }) => state.kind === 'found' || NOTHING_SAID.has(state.kind)).map(({ slot }) => asNoted(slot));
  return { baseline: toBaseline(run, kept, baseline), vanished: of('vanished'), orphaned: of('orphaned'), of: slots.length };
};
