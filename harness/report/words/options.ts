import type { BaselineDifference } from '../../engine/baseline/compare-baseline.ts';
import type { Timing } from '../../engine/result/types.ts';
import type { Caller } from '../reproduce/case-ref.ts';

/** How words look: functions that wrap text in colour, or give it back as it is. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly weak: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** What a reporter may be told beside the run. */
export interface ReportOptions {
  /** How the run differs from its baseline; null where there is none. */
  readonly difference?: BaselineDifference | null;
  readonly paint?: Paint;
  /** Every case, not the causes alone. */
  readonly full?: boolean;
  /** How the command is called, for commands that can be pasted. */
  readonly caller?: Caller;
  /** What was measured beside the run; null where that is not known. */
  readonly times?: Timing | null;
  /** Most bytes that the report may have, where it is cut to fit. */
  readonly room?: number;
}

const same = (text: string): string => text;

/** No colours. */
export const NO_PAINT: Paint = { good: same, bad: same, weak: same, strong: same };
