import { canonicalJson } from '../../base/json.ts';
import type { RunDocument } from '../result/types.ts';
import type { BaselineNote } from './baseline.ts';
import { type Baseline, type CauseBaseline, type CauseBaselineEntry, type CauseSlot, ERRORED, type NamedCase, writeCases } from './baseline-cause.ts';
import { noteOf } from './baseline-note.ts';

/** A case that is to be written down under a cause, with what is said of it. */
export interface NotedCause extends NamedCase {
  readonly cause: string;
  readonly about: string;
  readonly note: BaselineNote;
}

/** What an entry already says of a case. */
export const asNotedCause = ({ entry, cause, scenario, name }: CauseSlot): NotedCause => ({
  cause,
  about: 'errored' in entry ? '' : entry.about,
  scenario,
  name,
  note: noteOf(entry),
});

const toEntry = ({ cause, about, note }: NotedCause, cases: readonly NamedCase[]): CauseBaselineEntry =>
  cause === ERRORED ? { errored: writeCases(cases), ...note } : { cause, about, cases: writeCases(cases), ...note };

/** By what is wrong, so that a small change is a small diff; what got no answer comes last. */
const placeOf = ({ cause, note }: NotedCause): string => `${cause === ERRORED ? 1 : 0} ${cause} ${note.reason}`;

const toEntries = (all: readonly NotedCause[]): readonly CauseBaselineEntry[] => {
  const groups = new Map<string, { readonly first: NotedCause; readonly cases: NamedCase[] }>();
  for (const each of all) {
    const key = `${each.cause} ${canonicalJson({ ...each.note })}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: each, cases: [each] });
    else group.cases.push(each);
  }
  const sorted = [...groups.values()].sort((a, b) => (placeOf(a.first) < placeOf(b.first) ? -1 : 1));
  return sorted.map(({ first, cases }) => toEntry(first, cases));
};

/** A baseline by causes of what is to be known, one entry for each cause of which the same is said. */
export const toCauseBaseline = (run: RunDocument, all: readonly NotedCause[], previous: Baseline | null): CauseBaseline => {
  const known = new Map([...Object.entries(previous?.meanings ?? {}), ...run.scenarios.map(({ id, meaning }): [string, string] => [id, meaning])]);
  const named = [...new Set(all.map(({ scenario }) => scenario))].sort();
  const meanings = Object.fromEntries(named.flatMap((id): [string, string][] => (known.has(id) ? [[id, known.get(id) ?? '']] : [])));
  const target = previous?.target ?? run.target.name;
  return { $schema: 'urn:apigw-conformance:baseline', format: 2, target, entries: toEntries(all), meanings };
};
