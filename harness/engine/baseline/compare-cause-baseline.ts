import { firstOf, plural } from '../../base/count-text.ts';
import { groupBy } from '../../base/group-by.ts';
import { caseRef } from '../../report/reproduce/case-ref.ts';
import { broadSlots } from '../causes/broad-slots.ts';
import type { RunDocument } from '../result/types.ts';
import { type BaselineNote, deviationsOf, isExpired, slotKey } from './baseline.ts';
import { type CauseBaseline, type CauseSlot, causeKey, causeSlotsOf, ERRORED, NO_ANSWER } from './baseline-cause.ts';
import { causeStatesIn } from './baseline-cause-state.ts';
import type { BaselineDifference, CaseDifference, DifferenceKind } from './baseline-difference.ts';
import type { SlotState } from './baseline-state.ts';
import { type FlatCause, flatCauses, keysByCase } from './flat-causes.ts';

const NAMES = 3;

const WORDS = {
  'new cause': (cases: number) => `new cause of ${plural(cases, 'case')}`,
  'new case under a known cause': (cases: number) => `${plural(cases, 'new case')} under a known cause`,
  'cause gone': (cases: number) => `cause gone, with ${plural(cases, 'case')}`,
  gone: (cases: number) => `gone from ${plural(cases, 'case')}`,
  'no answer to judge': (cases: number) => `no answer to judge in ${plural(cases, 'case')}`,
  'not asked': (cases: number) => `not asked in ${plural(cases, 'case')}`,
  expired: (cases: number) => `expired in ${plural(cases, 'case')}`,
  'too broad': (cases: number) => `too broad in ${plural(cases, 'case')}`,
} as const;

/** What is told of one case of a cause. What says the same of several is told once. */
interface Told {
  readonly kind: DifferenceKind;
  readonly cause: string;
  readonly about: string;
  readonly id: string;
  readonly what: keyof typeof WORDS;
  readonly why: string;
}

interface Judged {
  readonly slot: CauseSlot;
  readonly state: SlotState;
}

const toldOf = (kind: DifferenceKind, { cause, entry, id }: CauseSlot, what: Told['what'], why = ''): Told => ({
  kind,
  cause,
  about: 'errored' in entry ? NO_ANSWER : entry.about,
  id,
  what,
  why,
});

const goneOf = ({ slot, state }: Judged, gone: ReadonlySet<string>): readonly Told[] => {
  switch (state.kind) {
    case 'vanished':
      return [toldOf('vanished', slot, gone.has(slot.cause) ? 'cause gone' : 'gone')];
    case 'unanswered':
      return [toldOf('vanished', slot, 'no answer to judge', `: ${state.why}`)];
    case 'orphaned':
      return [toldOf('orphaned', slot, 'not asked', `: ${state.why}`)];
    case 'found':
    case 'unasked':
      return [];
  }
};

/** Causes of which nothing is left. */
const goneIn = (states: readonly Judged[]): ReadonlySet<string> => {
  const left = new Set(states.filter(({ state }) => state.kind !== 'vanished').map(({ slot }) => slot.cause));
  return new Set(states.map(({ slot }) => slot.cause).filter((cause) => !left.has(cause)));
};

const unexpectedIn = (causes: readonly FlatCause[], slots: readonly CauseSlot[]): readonly Told[] => {
  const keys = new Set(slots.map(({ key }) => key));
  const known = new Set(slots.map(({ cause }) => cause));
  return causes.flatMap(({ id: cause, about, cases, example }) => {
    const isNew = !known.has(cause);
    const why = example === null || !isNew ? '' : `; to see it: repro ${caseRef(example.one, example.finding)}`;
    const what = isNew ? 'new cause' : 'new case under a known cause';
    return cases.filter(({ id }) => !keys.has(causeKey(cause, id))).map(({ id }): Told => ({ kind: 'unexpected', cause, about, id, what, why }));
  });
};

const causeLines = (told: readonly Told[]): readonly string[] => {
  return groupBy(told, ({ cause, what, why }) => JSON.stringify([cause, what, why])).map((group) => {
    const [first] = group;
    const ids = group.map(({ id }) => id);
    return `${first.cause} (${first.about}): ${WORDS[first.what](ids.length)}: ${firstOf(ids, NAMES)}${first.why}`;
  });
};

const caseDifference = ({ kind, id, what, cause, about, why }: Told): CaseDifference => ({
  kind,
  id,
  line: `${id}: ${what}: ${cause} (${about})${why}`,
});

/** What is said of each finding of what is known, as `knownEntry` looks it up. */
const notesIn = (causes: readonly FlatCause[], notes: ReadonlyMap<string, BaselineNote>): ReadonlyMap<string, BaselineNote> =>
  new Map(
    causes.flatMap(({ id, cases, findings }) => {
      const shown =
        id === ERRORED
          ? cases.map((one) => ({ one, deciding: one }))
          : findings.map(({ one, finding }) => ({ one, deciding: { ...one, findings: [finding] } }));
      return shown.flatMap(({ one, deciding }) => {
        const note = notes.get(causeKey(id, one.id));
        return note === undefined
          ? []
          : deviationsOf(deciding).map(({ deviation, name }): [string, BaselineNote] => [slotKey(deviation, name), note]);
      });
    }),
  );

/** Holds a run against a baseline that names causes. */
export const compareCauses = (run: RunDocument, baseline: CauseBaseline, today: string | null): BaselineDifference => {
  const causes = flatCauses(run);
  const slots = causeSlotsOf(baseline);
  const broad = broadSlots(slots, run, (slot) => slot);
  const stateOf = causeStatesIn(run, causes, baseline.meanings);
  const states = slots.filter((slot) => !broad.has(slot)).map((slot) => ({ slot, state: stateOf(slot) }));
  const found = states.filter(({ state }) => state.kind === 'found').map(({ slot }) => slot);
  const gone = goneIn(states);
  const told = [
    ...unexpectedIn(causes, slots),
    ...states.flatMap((each) => goneOf(each, gone)),
    ...found
      .filter(({ entry }) => isExpired(entry, today))
      .map((slot) => toldOf('expired', slot, 'expired', `, accepted up to ${slot.entry.expires}`)),
    ...[...broad].map(([slot, why]) => toldOf('broad', slot, 'too broad', `:${why}`)),
  ];
  const lines = (kind: DifferenceKind): readonly string[] => causeLines(told.filter((each) => each.kind === kind));
  const notes = new Map(found.filter(({ entry }) => !isExpired(entry, today)).map(({ key, entry }) => [key, entry]));
  return {
    unexpected: lines('unexpected'),
    vanished: lines('vanished'),
    expired: lines('expired'),
    orphaned: lines('orphaned'),
    broad: lines('broad'),
    byCase: told.map(caseDifference),
    knownErrors: new Set(found.filter(({ cause }) => cause === ERRORED).map(({ id }) => id)),
    known: notesIn(causes, notes),
    knownCases: new Set([...keysByCase(causes)].filter(([, keys]) => keys.every((key) => notes.has(key))).map(([{ id }]) => id)),
    knownCauses: new Set(causes.filter(({ id, cases }) => cases.every((one) => notes.has(causeKey(id, one.id)))).map(({ id }) => id)),
  };
};
