import type { Verdict } from '../../engine/judge/types.ts';
import type { Aspect, FactClass } from '../../engine/load/types.ts';
import type { Handle } from '../../targets/in-process.ts';

/** Makes a program with a memory of its own. */
export type MakeHandle = () => Handle;

/** Makes the unchanged model, which notes every rule that it applies in a set. */
export type MakeWatched = (applied: Set<string>) => Handle;

/** The model with some rules overridden. */
export interface Altered {
  /** The rules that it overrides, by name. */
  readonly rules: readonly string[];
  readonly make: MakeHandle;
}

/** A mutant: the model with one rule broken. */
export interface Mutant extends Altered {
  readonly name: string;
  readonly fact: string;
  readonly aspect: Aspect;
  readonly breaks: string;
  readonly seen?: string;
}

/** A lawful variant: the model with open questions answered in another way. */
export interface Variant extends Altered {
  readonly name: string;
  readonly allowedBy: readonly string[];
  readonly differs: string;
}

/** A case that tells a mutant from the model, as far as its verdict goes. */
export interface Catch {
  readonly case: string;
  /**
   * `caught`: the case shows it, and fails where it has to. `absent`: the mutant takes an operation's effect away altogether, so that
   * the case is no longer passed but unimplemented, as if the operation were not there.
   */
  readonly kind: 'caught' | 'absent';
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
  /** Why no case tells it from the model; null where one does. */
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
