import type { Rules } from '../rules.ts';
/** What a finding is about. (suites/model imports nothing of the harness, so the union is repeated here) */
export type Aspect = 'status' | 'error' | 'shape' | 'body' | 'state' | 'message' | 'wire';
/** The model with one rule broken: a defect that an emulator could have, and that a suite worth its name catches. */
export interface Mutant {
  /** Permanent, kebab-case. */
  readonly name: string;
  /** The fact that it breaks. */
  readonly fact: string;
  /** Where the defect shows. */
  readonly aspect: Aspect;
  /** The defect, one sentence: what the emulator does instead. */
  readonly breaks: string;
  /** Exactly one rule. */
  readonly overrides: Partial<Rules>;
  /** Where such a defect was seen in the wild: an issue's address, or emulator and version. */
  readonly seen?: string;
}
/** The model with open questions answered in another way: it conforms just as well. */
export interface Variant {
  readonly name: string;
  /** The open or inferred facts, or the silence of all facts, that allow it. */
  readonly allowedBy: readonly string[];
  readonly differs: string;
  readonly overrides: Partial<Rules>;
}
