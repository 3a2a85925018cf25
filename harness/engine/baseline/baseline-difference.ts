import type { BaselineNote } from './baseline.ts';

/** In what way a run and its baseline differ. */
export type DifferenceKind = 'unexpected' | 'vanished' | 'expired' | 'orphaned' | 'broad';

/** How one case differs from the baseline: what a test of that case has to say. */
export interface CaseDifference {
  readonly kind: DifferenceKind;
  readonly id: string;
  readonly line: string;
}

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
  /** The same, case by case. */
  readonly byCase: readonly CaseDifference[];
  /** Errored cases that the baseline names. */
  readonly knownErrors: ReadonlySet<string>;
  /** What is said of findings that are known and not expired: see `knownEntry`. */
  readonly known: ReadonlyMap<string, BaselineNote>;
  /** Cases of which all that decides against them is known. */
  readonly knownCases: ReadonlySet<string>;
  /** Causes that are known in all cases of this run that have them; what is folded under a cause counts by its own id. */
  readonly knownCauses: ReadonlySet<string>;
}
