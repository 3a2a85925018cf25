import type { Json } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import type { Aspect, FactClass } from '../load/types.ts';
import type { Expected } from './expected.ts';

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
  readonly expected: Expected;
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

/** What was seen of an effect: where a reading operation answered, and whether the effect stood there. */
export interface EffectSeen {
  /** The step whose effect it is. */
  readonly step: string;
  /** The operation in whose answer it was looked for. */
  readonly reader: Operation;
  /** The gateway response that it is about, as `<api>/<type>`. */
  readonly resource: string;
  /** Whether that answer was a 2xx. */
  readonly read: boolean;
  /** Whether something has to be gone: worth nothing unless it is known to have been there. */
  readonly gone: boolean;
  /** Whether its fact is documented or observed. */
  readonly decides: boolean;
  /** What stood in its place; null where it was shown. */
  readonly miss: Pick<Finding, 'where' | 'pointer' | 'expected' | 'actual'> | null;
}

/** What judging one step gave. */
export interface StepVerdict {
  readonly step: string;
  readonly operation: Operation | null;
  readonly accepted: boolean;
  readonly status: number;
  /** Whether it was accepted where AWS, as documented or observed, refuses. */
  readonly wronglyAccepted: boolean;
  /** Effects that this step's expectations look for, of its own request or an earlier one. */
  readonly effects: readonly EffectSeen[];
  /** How many documented or observed expectations were checked. */
  readonly deciding: number;
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
}
