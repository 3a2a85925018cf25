import type { Verdict } from '../judge/types.ts';

/** What became of a case between two runs. */
export type Change =
  /** It was right and is not, or there was an answer and is none, or the operation had an effect and has none. */
  | 'worse'
  /** It was wrong, missing or without answer; it is right, or no longer wrong. */
  | 'better'
  /** Wrong, and nobody could see it before: the operation had no effect, or no answer came. */
  | 'surfaced'
  /** Wrong before and after, in other places or with other values. */
  | 'otherwise'
  /** Judged now: it is not in the run before, or was skipped there, or nothing in it was decided. */
  | 'new'
  /** No longer judged. */
  | 'gone'
  | 'same';

/** What a verdict becoming another means. Only a failed case that stays failed is told by its findings instead. */
export const TRANSITIONS: Readonly<Record<Verdict, Readonly<Record<Verdict, Change | 'by findings'>>>> = {
  passed: { passed: 'same', failed: 'worse', unimplemented: 'worse', observed: 'gone', skipped: 'gone', errored: 'worse' },
  // To take an operation out must not be the cheapest way out of what is wrong with it.
  failed: { passed: 'better', failed: 'by findings', unimplemented: 'worse', observed: 'better', skipped: 'gone', errored: 'worse' },
  // To build an operation is no step back, even where it is wrong at first.
  unimplemented: { passed: 'better', failed: 'surfaced', unimplemented: 'same', observed: 'better', skipped: 'gone', errored: 'worse' },
  // A probe decides nothing, but its answers can break the service model, stop coming, or be refused.
  observed: { passed: 'new', failed: 'worse', unimplemented: 'worse', observed: 'same', skipped: 'gone', errored: 'worse' },
  skipped: { passed: 'new', failed: 'new', unimplemented: 'new', observed: 'new', skipped: 'same', errored: 'new' },
  errored: { passed: 'better', failed: 'surfaced', unimplemented: 'better', observed: 'better', skipped: 'gone', errored: 'same' },
};
