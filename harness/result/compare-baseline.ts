import type { Finding } from '../verdict/types.ts';
import { type Baseline, type BaselineEntry, caseId, describeDeviation, deviationsOf, isExpired, type Slot, slotKey, slotsOf } from './baseline.ts';
import { statesIn } from './baseline-state.ts';
import type { CaseResult, RunDocument } from './types.ts';

/** What differs between a run and its baseline, each as a line; and what the baseline knows. */
export interface BaselineDifference {
  /** Found, and in no entry. */
  readonly unexpected: readonly string[];
  /** In an entry, and found no longer. */
  readonly vanished: readonly string[];
  /** In an entry that was accepted up to a day that is past, and found. */
  readonly expired: readonly string[];
  /** In an entry, and the suite no longer asks for it. */
  readonly orphaned: readonly string[];
  /** Entries that name no case where the scenario has several, or a case that another entry names as well. */
  readonly broad: readonly string[];
  /** Errored cases that the baseline names. */
  readonly knownErrors: ReadonlySet<string>;
  /** Entries that are found and not expired, by what they name: see `knownEntry`. */
  readonly known: ReadonlyMap<string, BaselineEntry>;
}

/** The entry that knows a finding of a case, or its error where no finding is given; null where none does, or it has expired. */
export const knownEntry = (difference: BaselineDifference | null | undefined, one: CaseResult, finding: Finding | null): BaselineEntry | null => {
  if (difference === null || difference === undefined) return null;
  const findings = finding === null ? one.findings : [finding];
  const [named] = deviationsOf({ ...one, findings });
  return named === undefined ? null : (difference.known.get(slotKey(named.deviation, named.name)) ?? null);
};

/** Whether all that decides against a case is known. */
export const isKnown = (difference: BaselineDifference | null | undefined, one: CaseResult): boolean => {
  const named = deviationsOf(one);
  return named.length > 0 && named.every(({ deviation, name }) => difference?.known.has(slotKey(deviation, name)) === true);
};

const lineOf = ({ entry, name }: Slot, more = ''): string => `${describeDeviation(entry, name)}${more}`;

const unanswered = (why: string): string => ` (no answer to judge: ${why})`;

/** Names have no wildcards, and what names no case of several names them all: both cover more than they say. */
const broadSlots = (slots: readonly Slot[], run: RunDocument): ReadonlyMap<Slot, string> => {
  const counts = new Map<string, number>();
  for (const { scenario, id } of run.cases) if (id !== scenario) counts.set(scenario, (counts.get(scenario) ?? 0) + 1);
  const seen = new Set<string>();
  const broad = new Map<Slot, string>();
  for (const slot of slots) {
    const cases = counts.get(slot.entry.scenario) ?? 0;
    if (slot.name === '' && cases > 0) broad.set(slot, ` names none of ${cases} cases: name each that has it`);
    else if (slot.name.includes('*')) broad.set(slot, ' has a wildcard: name each case that has it');
    else if (seen.has(slot.key)) broad.set(slot, ' is named twice: take one of the two out');
    seen.add(slot.key);
  }
  return broad;
};

/**
 * Holds a run against a baseline, both ways; cases that did not run are not told as vanished.
 * @param today as YYYY-MM-DD; without it no entry has expired
 */
export const compareBaseline = (run: RunDocument, baseline: Baseline, today: string | null = null): BaselineDifference => {
  const slots = slotsOf(baseline);
  const broad = broadSlots(slots, run);
  const keys = new Set(slots.map(({ key }) => key));
  const stateOf = statesIn(run, baseline.meanings);
  const states = slots.filter((slot) => !broad.has(slot)).map((slot) => ({ slot, state: stateOf(slot) }));
  const found = states.filter(({ state }) => state.kind === 'found').map(({ slot }) => slot);
  const deviations = run.cases.flatMap(deviationsOf).map(({ deviation, name }) => ({ deviation, name, key: slotKey(deviation, name) }));
  return {
    unexpected: [
      ...new Map(deviations.filter(({ key }) => !keys.has(key)).map((one) => [one.key, describeDeviation(one.deviation, one.name)])).values(),
    ],
    vanished: states.flatMap(({ slot, state }) => {
      if (state.kind === 'unanswered') return [lineOf(slot, unanswered(state.why))];
      return state.kind === 'vanished' ? [lineOf(slot)] : [];
    }),
    expired: found.filter(({ entry }) => isExpired(entry, today)).map((slot) => lineOf(slot, `, accepted up to ${slot.entry.expires}`)),
    orphaned: states.flatMap(({ slot, state }) => (state.kind === 'orphaned' ? [lineOf(slot, `: ${state.why}`)] : [])),
    broad: [...broad].map(([slot, why]) => lineOf(slot, `:${why}`)),
    knownErrors: new Set(found.filter(({ entry }) => entry.verdict === 'errored').map(({ entry, name }) => caseId(entry.scenario, name))),
    known: new Map(found.filter(({ entry }) => !isExpired(entry, today)).map(({ key, entry }) => [key, entry])),
  };
};
