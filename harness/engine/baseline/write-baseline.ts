import { caseName } from '../load/case-name.ts';
import type { RunDocument } from '../result/types.ts';
import type { BaselineNote } from './baseline.ts';
import { type Baseline, type CauseBaseline, type CauseSlot, causeKey, causeSlotsOf, ERRORED } from './baseline-cause.ts';
import { causeStatesIn } from './baseline-cause-state.ts';
import { NOT_LOOKED_AT, noteOf } from './baseline-note.ts';
import type { SlotState } from './baseline-state.ts';
import { asNotedCause, type NotedCause, toCauseBaseline } from './collect-entries.ts';
import { convertBaseline } from './convert-baseline.ts';
import { flatCauses } from './flat-causes.ts';

/** What `init` is told: a baseline that was there before, and what to note where nothing is noted yet. */
export interface InitOptions {
  readonly previous?: Baseline | null;
  readonly notes?: Omit<BaselineNote, 'reason'>;
}

/** What was noted stays; only where nothing was, what is told now is put in. The day on which an old entry was written down is not known. */
const keepNote = (note: BaselineNote, { since: _, ...notes }: Omit<BaselineNote, 'reason'>): BaselineNote => noteOf({ ...notes, ...noteOf(note) });

/** What was said of a cause, where the same was said of it in all its cases: a new case of it is covered by that. An error is no cause. */
const notesByCause = (slots: readonly CauseSlot[]): ReadonlyMap<string, BaselineNote> => {
  const entries = new Map<string, Set<CauseSlot['entry']>>();
  for (const { cause, entry } of slots) if (cause !== ERRORED) entries.set(cause, (entries.get(cause) ?? new Set()).add(entry));
  return new Map([...entries].flatMap(([cause, [entry, ...others]]) => (entry === undefined || others.length > 0 ? [] : [[cause, entry] as const])));
};

const NOTHING_SAID: ReadonlySet<SlotState['kind']> = new Set(['unasked', 'unanswered']);

const byCause = (run: RunDocument, previous: Baseline | null): CauseBaseline | null => {
  if (previous === null) return null;
  return previous.format === 2 ? previous : convertBaseline(run, previous).baseline;
};

/**
 * Writes down the causes of a run as they stand. What a previous baseline says of them is kept,
 * and so are its entries on cases that this run says nothing of.
 * @throws HarnessError where a previous baseline is of the old format, and this run did not ask for all of it
 */
export const initBaseline = (run: RunDocument, { previous = null, notes = {} }: InitOptions = {}): CauseBaseline => {
  const before = byCause(run, previous);
  const slots = before === null ? [] : causeSlotsOf(before);
  const causes = flatCauses(run);
  const stateOf = causeStatesIn(run, causes, before?.meanings);
  const bySlot = new Map<string, BaselineNote>(slots.map(({ key, entry }) => [key, entry]));
  const inCause = notesByCause(slots);
  const noteFor = (cause: string, id: string): BaselineNote => {
    const note = bySlot.get(causeKey(cause, id)) ?? inCause.get(cause);
    return note === undefined ? noteOf({ ...NOT_LOOKED_AT, ...notes }) : keepNote(note, notes);
  };
  const found = causes.flatMap(({ id, about, cases }) =>
    cases.map((one): NotedCause => ({ cause: id, about, scenario: one.scenario, name: caseName(one), note: noteFor(id, one.id) })),
  );
  const abouts = new Map(causes.map(({ id, about }) => [id, about]));
  const kept = slots
    .filter((slot) => NOTHING_SAID.has(stateOf(slot).kind))
    .map((slot) => ({ ...asNotedCause(slot), about: abouts.get(slot.cause) ?? asNotedCause(slot).about, note: keepNote(slot.entry, notes) }));
  return toCauseBaseline(run, [...found, ...kept], before);
};
