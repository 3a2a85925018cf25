import type { Aspect, FactClass } from '../scenario/types.ts';
import type { Handle } from '../targets/in-process.ts';
import type { Verdict } from '../verdict/types.ts';

/** Makes a program with a memory of its own. */
export type MakeHandle = () => Handle;

/** A mutant: the model with one rule broken. */
export interface Mutant {
  readonly name: string;
  readonly fact: string;
  readonly aspect: Aspect;
  readonly breaks: string;
  readonly seen?: string;
  /** The rules that it overrides, by name. */
  readonly rules: readonly string[];
  readonly make: MakeHandle;
}

/** A lawful variant: the model with open questions answered in another way. */
export interface Variant {
  readonly name: string;
  readonly allowedBy: readonly string[];
  readonly differs: string;
  readonly rules: readonly string[];
  readonly make: MakeHandle;
}

/** A case that catches a mutant. */
export interface Catch {
  readonly case: string;
  /** What the findings there cite. */
  readonly facts: readonly string[];
  /** Whether one of them cites the very fact that the mutant breaks. */
  readonly own: boolean;
}

/** What became of a mutant. */
export interface MutantResult {
  readonly name: string;
  readonly fact: string;
  readonly class: FactClass;
  readonly aspect: Aspect;
  readonly breaks: string;
  readonly seen: string | null;
  /** Its fact is neither documented nor observed: it counts in no score. */
  readonly advisory: boolean;
  readonly caught: Catch | null;
  /** Why nothing catches it; null where something does. */
  readonly survives: string | null;
  /** Every scenario that catches it, where all were asked. */
  readonly scenarios: readonly string[] | null;
}

/** A case that a variant does not pass. */
export interface Accusation {
  readonly case: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** What became of a variant. */
export interface VariantResult {
  readonly name: string;
  readonly allowedBy: readonly string[];
  readonly differs: string;
  /** How many cases it answers in another way than the model. */
  readonly cases: number;
  readonly accused: readonly Accusation[];
}

/** The result of all mutants and variants. */
export interface Proof {
  readonly mutants: readonly MutantResult[];
  readonly variants: readonly VariantResult[];
}
