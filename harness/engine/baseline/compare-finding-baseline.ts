import { broadSlots } from '../causes/broad-slots.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { caseId, describeDeviation, deviationsOf, type FindingBaseline, isExpired, type Slot, slotKey, slotsOf } from './baseline.ts';
import type { BaselineDifference, CaseDifference, DifferenceKind } from './baseline-difference.ts';
import { statesIn } from './baseline-state.ts';
import { flatCauses } from './flat-causes.ts';

const lineOf = ({ entry, name }: Slot, more = ''): string => `${describeDeviation(entry, name)}${more}`;

const unanswered = (why: string): string => ` (no answer to judge: ${why})`;

const broadIn = (slots: readonly Slot[], run: RunDocument): ReadonlyMap<Slot, string> =>
  broadSlots(slots, run, ({ entry, name, key }) => ({ scenario: entry.scenario, name, key }));

const keysOf = (one: CaseResult): readonly string[] => deviationsOf(one).map(({ deviation, name }) => slotKey(deviation, name));

const isKnownIn = (known: BaselineDifference['known'], one: CaseResult): boolean => {
  const keys = keysOf(one);
  return keys.length > 0 && keys.every((key) => known.has(key));
};

/** A cause is known where each of its own findings is, in every case. */
const knownCausesIn = (run: RunDocument, known: BaselineDifference['known']): ReadonlySet<string> =>
  new Set(
    flatCauses(run)
      .filter(({ cases, findings }) =>
        findings.length === 0
          ? cases.every((one) => isKnownIn(known, one))
          : findings.every(({ one, finding }) => isKnownIn(known, { ...one, findings: [finding] })),
      )
      .map(({ id }) => id),
  );

interface Told {
  readonly id: string;
  readonly line: string;
}

/** What differs, by kind; each line is of one case. */
const toldIn = (run: RunDocument, baseline: FindingBaseline, today: string | null): Readonly<Record<DifferenceKind, readonly Told[]>> => {
  const slots = slotsOf(baseline);
  const broad = broadIn(slots, run);
  const keys = new Set(slots.map(({ key }) => key));
  const stateOf = statesIn(run, baseline.meanings);
  const states = slots.filter((slot) => !broad.has(slot)).map((slot) => ({ slot, state: stateOf(slot) }));
  const found = states.filter(({ state }) => state.kind === 'found').map(({ slot }) => slot);
  const deviations = run.cases.flatMap(deviationsOf).map(({ deviation, name }) => ({ deviation, name, key: slotKey(deviation, name) }));
  const told = (slot: Slot, more = ''): Told => ({ id: caseId(slot.entry.scenario, slot.name), line: lineOf(slot, more) });
  return {
    unexpected: [...new Map(deviations.filter(({ key }) => !keys.has(key)).map((one) => [one.key, one])).values()].map(({ deviation, name }) => ({
      id: caseId(deviation.scenario, name),
      line: describeDeviation(deviation, name),
    })),
    vanished: states.flatMap(({ slot, state }) => {
      if (state.kind === 'unanswered') return [told(slot, unanswered(state.why))];
      return state.kind === 'vanished' ? [told(slot)] : [];
    }),
    expired: found.filter(({ entry }) => isExpired(entry, today)).map((slot) => told(slot, `, accepted up to ${slot.entry.expires}`)),
    orphaned: states.flatMap(({ slot, state }) => (state.kind === 'orphaned' ? [told(slot, `: ${state.why}`)] : [])),
    broad: [...broad].map(([slot, why]) => told(slot, `:${why}`)),
  };
};

const KINDS: readonly DifferenceKind[] = ['unexpected', 'vanished', 'expired', 'orphaned', 'broad'];

/** Holds a run against a baseline that names findings. */
export const compareFindings = (run: RunDocument, baseline: FindingBaseline, today: string | null): BaselineDifference => {
  const told = toldIn(run, baseline, today);
  const lines = (kind: DifferenceKind): readonly string[] => told[kind].map(({ line }) => line);
  const slots = slotsOf(baseline);
  const broad = broadIn(slots, run);
  const there = new Set(run.cases.flatMap(keysOf));
  const found = slots.filter((slot) => !broad.has(slot) && there.has(slot.key));
  const known = new Map(found.filter(({ entry }) => !isExpired(entry, today)).map(({ key, entry }) => [key, entry]));
  return {
    unexpected: lines('unexpected'),
    vanished: lines('vanished'),
    expired: lines('expired'),
    orphaned: lines('orphaned'),
    broad: lines('broad'),
    byCase: KINDS.flatMap((kind) => told[kind].map((each): CaseDifference => ({ kind, ...each }))),
    knownErrors: new Set(found.filter(({ entry }) => entry.verdict === 'errored').map(({ entry, name }) => caseId(entry.scenario, name))),
    known,
    knownCases: new Set(run.cases.filter((one) => isKnownIn(known, one)).map(({ id }) => id)),
    knownCauses: knownCausesIn(run, known),
  };
};
