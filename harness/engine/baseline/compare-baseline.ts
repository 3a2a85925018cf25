import type { Finding } from '../judge/types.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { type BaselineNote, deviationsOf, slotKey } from './baseline.ts';
import type { Baseline } from './baseline-cause.ts';
import type { BaselineDifference } from './baseline-difference.ts';
import { compareCauses } from './compare-cause-baseline.ts';
import { compareFindings } from './compare-finding-baseline.ts';

export type { BaselineDifference } from './baseline-difference.ts';

/** What is said of a finding of a case, or of its error where no finding is given; null where nothing is, or it has expired. */
export const knownEntry = (difference: BaselineDifference | null | undefined, one: CaseResult, finding: Finding | null): BaselineNote | null => {
  if (difference === null || difference === undefined) return null;
  const findings = finding === null ? one.findings : [finding];
  const [named] = deviationsOf({ ...one, findings });
  return named === undefined ? null : (difference.known.get(slotKey(named.deviation, named.name)) ?? null);
};

/** Whether all that decides against a case is known. */
export const isKnown = (difference: BaselineDifference | null | undefined, one: CaseResult): boolean => difference?.knownCases.has(one.id) === true;

/**
 * Holds a run against a baseline, both ways; cases that did not run are not told as vanished.
 * @param today as YYYY-MM-DD; without it no entry has expired
 */
export const compareBaseline = (run: RunDocument, baseline: Baseline, today: string | null = null): BaselineDifference =>
  baseline.format === 2 ? compareCauses(run, baseline, today) : compareFindings(run, baseline, today);
