import { HarnessError } from '../../base/errors.ts';
import { groupBy } from '../../base/group-by.ts';
import { caseName } from '../load/case-name.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { type BaselineEntry, type BaselineNote, caseId, deviationsOf, type FindingBaseline, type Slot, slotKey, slotsOf } from './baseline.ts';
import { type CauseBaseline, ERRORED } from './baseline-cause.ts';
import { joinNotes, NOT_LOOKED_AT } from './baseline-note.ts';
import { type SlotState, statesIn } from './baseline-state.ts';
import { type NotedCause, toCauseBaseline } from './collect-entries.ts';
import { type FlatCause, flatCauses } from './flat-causes.ts';

/** A baseline by causes, and how much of the old one is not in it. */
export interface Converted {
  readonly baseline: CauseBaseline;
  /** Cases of old entries that the run no longer has; no cause can be told of them. */
  readonly gone: number;
  /** Cases of causes of which the old baseline knew not all: they stay unknown. */
  readonly unknown: number;
}

type Entries = ReadonlyMap<string, BaselineEntry>;

const keysIn = ({ id, findings }: FlatCause, one: CaseResult): readonly string[] => {
  const own = findings.filter((each) => each.one === one).map(({ finding }) => finding);
  const deviations = deviationsOf(id === ERRORED || own.length === 0 ? one : { ...one, findings: own });
  return deviations.map(({ deviation, name }) => slotKey(deviation, name));
};

/** What was said of a case under a cause: null where something of it was not known. A failure without a finding was not asked about. */
const notesIn = (cause: FlatCause, one: CaseResult, known: Entries): readonly BaselineNote[] | null => {
  const entries = keysIn(cause, one).map((key) => known.get(key));
  if (entries.length === 0) return [NOT_LOOKED_AT];
  return entries.every((entry) => entry !== undefined) ? entries : null;
};

/** A case under a cause, with each note that stands on it. */
interface Remarked extends Omit<NotedCause, 'note'> {
  readonly notes: readonly BaselineNote[];
}

const remarked = (cause: FlatCause, known: Entries): readonly (Remarked | null)[] =>
  cause.cases.map((one) => {
    const notes = notesIn(cause, one, known);
    return notes === null ? null : { cause: cause.id, about: cause.about, scenario: one.scenario, name: caseName(one), notes };
  });

/** Who answers for it and until when tells entries apart; what was said of the findings of one cause is said of it. */
const joined = (all: readonly Remarked[]): readonly NotedCause[] => {
  const keyOf = ({ cause, notes }: Remarked): string => {
    const { owner, link, expires } = joinNotes(notes);
    return JSON.stringify([cause, owner, link, expires]);
  };
  return groupBy(all, keyOf).flatMap((group) => {
    const note = joinNotes(group.flatMap((each) => each.notes));
    return group.map(({ notes: _, ...each }) => ({ ...each, note }));
  });
};

interface Stood {
  readonly slot: Slot;
  readonly state: SlotState;
}

const isOpen = ({ kind }: SlotState): boolean => kind === 'unasked' || kind === 'unanswered';

const requireAsked = (stood: readonly Stood[]): void => {
  const open = stood.filter(({ slot, state }) => isOpen(state) && slot.entry.verdict === 'failed');
  const [first] = open;
  if (first === undefined) return;
  const { entry, name } = first.slot;
  throw new HarnessError(
    'baseline-invalid',
    `Failed to convert the baseline: the run says nothing of ${open.length} of its cases, the first is ${caseId(entry.scenario, name)}`,
    'A cause is told by what a case finds: name the run.json of a run of everything.',
  );
};

const keptErrors = (stood: readonly Stood[]): readonly Remarked[] =>
  stood
    .filter(({ slot: { entry }, state }) => entry.verdict === 'errored' && isOpen(state))
    .map(({ slot: { entry, name } }) => ({ cause: ERRORED, about: '', scenario: entry.scenario, name, notes: [entry] }));

/**
 * Writes a baseline that names findings as one that names causes, by what a run found. What was not known stays unknown.
 * @throws HarnessError `baseline-invalid` where the run did not ask for all of it
 */
export const convertBaseline = (run: RunDocument, old: FindingBaseline): Converted => {
  const stateOf = statesIn(run, old.meanings);
  const stood = slotsOf(old).map((slot) => ({ slot, state: stateOf(slot) }));
  requireAsked(stood);
  const found = stood.filter(({ state }) => state.kind === 'found');
  const known = new Map(found.map(({ slot }) => [slot.key, slot.entry]));
  const all = flatCauses(run).flatMap((cause) => remarked(cause, known));
  const kept = all.filter((each) => each !== null);
  const errors = keptErrors(stood);
  return {
    baseline: toCauseBaseline(run, joined([...kept, ...errors]), old),
    gone: stood.length - found.length - errors.length,
    unknown: all.length - kept.length,
  };
};
