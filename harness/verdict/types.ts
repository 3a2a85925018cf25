import type { Json } from '../json.ts';
import type { Aspect, FactClass, Operation } from '../scenario/types.ts';

/** How a case ended; never blurred. */
export type Verdict = 'passed' | 'failed' | 'unimplemented' | 'observed' | 'skipped' | 'errored';

/** One difference between what was expected and what came. */
export interface Finding {
  readonly step: string;
  /** What was looked at: `answer`, `sdk` (as the SDK decoded it), `Get <TYPE>` or `GetAll` (read back). */
  readonly where: string;
  readonly aspect: Aspect;
  /** JSON pointer into the body, or the header's name; empty for the whole. */
  readonly pointer: string;
  readonly expected: Json;
  readonly actual: Json;
  readonly fact: string;
  readonly class: FactClass;
  /** Whether it decides the verdict under the options of this run. */
  readonly gating: boolean;
}

/** What was seen where nothing can be expected. */
export interface Observation {
  readonly step: string;
  readonly where: string;
  readonly aspect: Aspect;
  readonly fact: string;
  readonly value: Json;
}

/** What judging one step gave. */
export interface StepVerdict {
  readonly step: string;
  readonly operation: Operation | null;
  readonly accepted: boolean;
  readonly status: number;
  /** Whether its effect was read back, by itself or by a later step; `none` where nothing marks it. */
  readonly effect: 'shown' | 'missing' | 'none';
  /** Effects that this step's expectations show or miss, by the step that had them. */
  readonly effects: Readonly<Record<string, boolean>>;
  /** Operations whose answers showed an effect by being read back. */
  readonly readBack: readonly Operation[];
  /** How many documented or observed expectations were checked. */
  readonly deciding: number;
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
}
