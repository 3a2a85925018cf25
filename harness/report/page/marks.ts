import type { Verdict } from '../../engine/judge/types.ts';

/** How a verdict looks without colour: a sign and a word. */
export interface Mark {
  readonly verdict: Verdict;
  /** What stands for it in the page's data. */
  readonly letter: string;
  readonly sign: string;
  readonly word: string;
  readonly says: string;
}

/** In the order in which the page counts and explains them. */
export const MARKS: readonly Mark[] = [
  { verdict: 'failed', letter: 'f', sign: '✕', word: 'wrong', says: 'differs from what AWS is documented or was seen to do' },
  { verdict: 'passed', letter: 'p', sign: '✓', word: 'as AWS', says: 'answers as AWS is documented or was seen to' },
  {
    verdict: 'unimplemented',
    letter: 'u',
    sign: '○',
    word: 'unimplemented',
    says: 'the operation had no effect that could be read back: nothing counts, for or against',
  },
  { verdict: 'observed', letter: 'o', sign: '◇', word: 'not judged', says: 'an open question, or inferred ground: what came is noted' },
  { verdict: 'errored', letter: 'e', sign: '!', word: 'no answer', says: 'no answer came' },
  { verdict: 'skipped', letter: 's', sign: '·', word: 'not asked', says: 'nothing was sent, or no such recording exists' },
];

/** The mark of a verdict. */
export const markOf = (verdict: Verdict): Mark =>
  MARKS.find((mark) => mark.verdict === verdict) ?? { verdict, letter: '-', sign: '?', word: verdict, says: '' };
