import { canonicalJson } from '../json.ts';
import {
  type Baseline,
  type BaselineEntry,
  type BaselineNote,
  type Deviation,
  describeDeviation,
  deviationsOf,
  keyOf,
  type Slot,
  slotKey,
  slotsOf,
} from './baseline.ts';
import { type SlotState, statesIn } from './baseline-state.ts';
import type { RunDocument } from './types.ts';

/** What `init` is told: a baseline that was there before, and what to note where nothing is noted yet. */
export interface InitOptions {
  readonly previous?: Baseline | null;
  readonly notes?: Omit<BaselineNote, 'reason'>;
}

interface Noted {
  readonly deviation: Deviation;
  readonly name: string;
  readonly note: BaselineNote;
}

const noteOf = ({ reason, owner, link, since, expires }: BaselineNote): BaselineNote => ({
  reason,
  ...(owner === undefined ? {} : { owner }),
  ...(link === undefined ? {} : { link }),
  ...(since === undefined ? {} : { since }),
  ...(expires === undefined ? {} : { expires }),
});

const NOT_LOOKED_AT = 'not yet looked at';

/** What was noted stays; only where nothing was, what is told now is put in. The day on which an old entry was written down is not known. */
const keepNote = (entry: BaselineEntry, { since: _, ...notes }: Omit<BaselineNote, 'reason'>): BaselineNote => noteOf({ ...notes, ...entry });

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

const toBaseline = (run: RunDocument, all: readonly Noted[], previous: Baseline | null): Baseline => {
  const entries = toEntries(all);
  const known = new Map([...Object.entries(previous?.meanings ?? {}), ...run.scenarios.map(({ id, meaning }): [string, string] => [id, meaning])]);
  const named = [...new Set(entries.map(({ scenario }) => scenario))];
  const meanings = Object.fromEntries(named.flatMap((id): [string, string][] => (known.has(id) ? [[id, known.get(id) ?? '']] : [])));
  return { $schema: 'urn:apigw-conformance:baseline', target: previous?.target ?? run.target.name, meanings, entries };
};

const asNoted = ({ entry, name }: Slot): Noted => ({ deviation: entry, name, note: noteOf(entry) });

const NOTHING_SAID: ReadonlySet<SlotState['kind']> = new Set(['unasked', 'unanswered']);

/**
 * Writes down the deviations of a run as they stand. What was noted of those that a previous baseline names is kept,
 * and so are its entries on cases that this run says nothing of.
 */
export const initBaseline = (run: RunDocument, { previous = null, notes = {} }: InitOptions = {}): Baseline => {
  const before = previous === null ? [] : slotsOf(previous);
  const entries = new Map(before.map(({ key, entry }) => [key, entry]));
  const stateOf = statesIn(run, previous?.meanings);
  const found = run.cases.flatMap(deviationsOf).map(({ deviation, name }): Noted => {
    const entry = entries.get(slotKey(deviation, name));
    return { deviation, name, note: entry === undefined ? noteOf({ reason: NOT_LOOKED_AT, ...notes }) : keepNote(entry, notes) };
  });
  const kept = before.filter((slot) => NOTHING_SAID.has(stateOf(slot).kind)).map(asNoted);
  return toBaseline(run, [...found, ...kept], previous);
};

/** A baseline without what is gone, and what that was. */
export interface Pruned {
  readonly baseline: Baseline;
  readonly vanished: readonly string[];
  readonly orphaned: readonly string[];
}

/** Takes out of a baseline what vanished, and what the suite no longer asks for. */
export const pruneBaseline = (run: RunDocument, baseline: Baseline): Pruned => {
  const stateOf = statesIn(run, baseline.meanings);
  const slots = slotsOf(baseline).map((slot) => ({ slot, state: stateOf(slot) }));
  const of = (kind: SlotState['kind']): readonly string[] =>
    slots
      .filter(({ state }) => state.kind === kind)
      .map(({ slot: { entry, name }, state }) => `${describeDeviation(entry, name)}${'why' in state ? `: ${state.why}` : ''}`);
  const kept = slots.filter(({ state }) => state.kind === 'found' || NOTHING_SAID.has(state.kind)).map(({ slot }) => asNoted(slot));
  return { baseline: toBaseline(run, kept, baseline), vanished: of('vanished'), orphaned: of('orphaned') };
};
