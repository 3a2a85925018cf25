import type { RunDocument } from '../../engine/result/types.ts';
import { evidenceText, isAws } from './evidence.ts';
import { coverageText, divergenceText } from './figures.ts';

/** What of a run its figures are made of. */
export type Figured = Pick<RunDocument, 'target' | 'summary' | 'unchecked'>;

/** What stands in the place of a divergence where nothing was checked: none of nothing is no success. */
const NO_DIVERGENCE = 'divergence n/a: nothing was checked';

/** The figures of a run as lines: two, never one; of AWS, how far its answers reach and what they contradict. */
export const figureLines = (run: Figured): readonly string[] => {
  if (isAws(run)) return [evidenceText(run.summary.scenarios)];
  return [run.unchecked === undefined ? divergenceText(run.summary) : NO_DIVERGENCE, coverageText(run.summary)];
};

/** The same on one line. */
export const figuresText = (run: Figured): string => figureLines(run).join('; ');

/** The name of the test that stands for a run in formats that know nothing but tests: it fails where nothing was checked. */
export const CHECKED_TEST = 'something was checked';
