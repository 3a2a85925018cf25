import { causeCounts, causeHeading } from '../../engine/causes/cause-text.ts';
import { type Cause, causesOf } from '../../engine/causes/causes.ts';
import { comparable } from '../../engine/result/compare-runs.ts';
import type { RunDocument } from '../../engine/result/types.ts';

/** A cause that only one of two runs has. */
export interface CauseChange {
  readonly id: string;
  readonly title: string;
  /** How much it explains. */
  readonly explains: string;
}

/** Causes that came and went between two runs, by their ids. */
export interface CauseChanges {
  readonly came: readonly CauseChange[];
  readonly went: readonly CauseChange[];
  /** How many both have. */
  readonly stayed: number;
}

const idsOf = (causes: readonly Cause[]): ReadonlySet<string> => new Set(causes.flatMap(({ id, also }) => [id, ...also.map((each) => each.id)]));

const told = (causes: readonly Cause[], others: ReadonlySet<string>, run: RunDocument): readonly CauseChange[] =>
  causes.filter(({ id }) => !others.has(id)).map((cause) => ({ id: cause.id, title: causeHeading(cause, run), explains: causeCounts(cause) }));

/** Which causes came and which went, of what both runs ask alike. */
export const compareCauses = (before: RunDocument, after: RunDocument): CauseChanges => {
  const keep = comparable(before, after);
  const [had, has] = [before, after].map((run) => causesOf({ ...run, cases: run.cases.filter(({ scenario }) => keep(scenario)) }));
  const [was, is] = [had ?? [], has ?? []];
  const ids = [idsOf(was), idsOf(is)] as const;
  return { came: told(is, ids[0], after), went: told(was, ids[1], before), stayed: is.filter(({ id }) => ids[0].has(id)).length };
};

const part = (title: string, changes: readonly CauseChange[], write: (line: string) => string): readonly string[] =>
  changes.length === 0 ? [] : [title, ...changes.map(({ title: text, explains }) => write(`${text} - ${explains}`)), ''];

/** The same as lines: what is wrong now and was not, and what is right now. */
export const causeChangeLines = (
  { came, went }: CauseChanges,
  { heading, write }: { readonly heading: (text: string) => string; readonly write: (line: string) => string },
): readonly string[] => [...part(heading('causes that came'), came, write), ...part(heading('causes that went'), went, write)];
