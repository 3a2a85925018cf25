import type { RunDocument } from '../result/types.ts';

/** What one case of an entry is judged by. */
export interface AnySlot {
  readonly scenario: string;
  readonly name: string;
  readonly key: string;
}

/** Names have no wildcards, and what names no case of several names them all: both cover more than they say. */
export const broadSlots = <S>(slots: readonly S[], run: RunDocument, of: (slot: S) => AnySlot): ReadonlyMap<S, string> => {
  const counts = new Map<string, number>();
  for (const { scenario, id } of run.cases) if (id !== scenario) counts.set(scenario, (counts.get(scenario) ?? 0) + 1);
  const seen = new Set<string>();
  const broad = new Map<S, string>();
  for (const slot of slots) {
    const { scenario, name, key } = of(slot);
    const cases = counts.get(scenario) ?? 0;
    if (name === '' && cases > 0) broad.set(slot, ` names none of ${cases} cases: name each that has it`);
    else if (name.includes('*')) broad.set(slot, ' has a wildcard: name each case that has it');
    else if (seen.has(key)) broad.set(slot, ' is named twice: take one of the two out');
    seen.add(key);
  }
  return broad;
};
