import type { Json, JsonObject } from '../../base/json.ts';
import type { HeaderPair } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import type { Dated } from './stale.ts';

/** What an expectation or a finding is about. */
export type Aspect = 'status' | 'error' | 'shape' | 'body' | 'state' | 'message' | 'wire';

/** How certain a fact is; `ours` are this project's own rules. */
export type FactClass = 'documented' | 'observed' | 'inferred' | 'open' | 'ours';

/** Where a fact comes from. */
export interface FactSource {
  readonly kind: string;
  readonly ref: string;
  readonly date: string | null;
}

/** One statement about AWS (or one rule of ours), with its class and sources. */
export interface Fact {
  readonly id: string;
  readonly statement: string;
  readonly class: FactClass;
  readonly sources: readonly FactSource[];
  readonly userWord?: boolean;
  readonly untestable?: string;
}

/** What a state expectation reads back: one type of one API, or the whole list. */
export type Read =
  | { readonly call: 'GetGatewayResponse'; readonly restApiId: string; readonly responseType: string }
  | { readonly call: 'GetGatewayResponses'; readonly restApiId: string };

/** How an expectation is checked. */
export type Matcher =
  | { readonly kind: 'equals'; readonly value: Json }
  | { readonly kind: 'includes'; readonly value: JsonObject }
  | { readonly kind: 'lacks'; readonly value: JsonObject }
  | { readonly kind: 'absent'; readonly pointers: readonly string[] }
  | { readonly kind: 'matches'; readonly pattern: string }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'observe' };

/** One expectation of a step, complete: nothing optional is left to decide. */
export interface Expectation {
  readonly aspect: Aspect;
  readonly fact: string;
  readonly matcher: Matcher;
  /** The state it reads back instead of the answer itself. */
  readonly read: Read | null;
  /** The step whose effect it shows: its own, or an earlier one; null where it shows none. */
  readonly effect: string | null;
  /** `wire` only: the header, or the JSON pointer into the body, that is meant. */
  readonly at: { readonly header: string } | { readonly pointer: string } | { readonly text: true } | null;
  /** The golden file that `equals` came from. */
  readonly golden: string | null;
  /** JSON pointer of the expectation in the long form of its file. */
  readonly pointer: string;
}

/** A state with a name: the requests that make it. */
export interface Given {
  /** File below its suite's folder. */
  readonly file: string;
  readonly requests: readonly Json[];
}

/** Named givens by name. */
export type Givens = ReadonlyMap<string, Given>;

/** Who saw a golden's body, weakest first. */
export const WITNESSES = ['documentation', 'reconstructed', 'published-recording', 'recording'] as const;

/** Who saw it, where and when. */
export interface GoldenWitness extends Dated {
  readonly kind: (typeof WITNESSES)[number];
  readonly source: string;
}

/** A body that is expected, as it is compared, with its witness. */
export interface Golden {
  readonly witness: GoldenWitness;
  readonly body: Json;
}

/** What a step sends. */
export type StepRequest =
  | { readonly kind: 'call'; readonly operation: Operation; readonly input: JsonObject }
  | {
      readonly kind: 'http';
      readonly operation: Operation | null;
      readonly method: string;
      readonly path: string;
      readonly headers: readonly HeaderPair[];
      readonly body: string;
    };

/** A step named by case: the witness of a refusal. */
export interface StepRef {
  readonly caseId: string;
  readonly step: string;
}

/** One request and what is expected of its answer. */
export interface Step {
  readonly name: string;
  readonly request: StepRequest;
  readonly witness: StepRef | null;
  readonly expect: readonly Expectation[];
}

/** A scenario, or one value of its repeat, with all variables but the API ids filled in. */
export interface Case {
  readonly id: string;
  readonly scenario: string;
  readonly given: readonly Step[];
  readonly steps: readonly Step[];
}

/** One behaviour as data: what its file says, with its cases unfolded. */
export interface Scenario {
  /** Path below the suite's folder, without `.json`. */
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly operation: Operation;
  readonly clients: readonly string[];
  readonly note: string;
  /** Every fact cited, sorted. */
  readonly facts: readonly string[];
  /** File below the suite's folder. */
  readonly file: string;
  /** Line of its title. */
  readonly line: number;
  /** Digest of what is given, sent and expected: a new title changes nothing. */
  readonly meaning: string;
  /** Digest of what is given and sent alone: what a recording of it depends on. */
  readonly sends: string;
  readonly cases: readonly Case[];
}

/** A whole suite, loaded and checked. */
export interface Suite {
  readonly root: string;
  readonly digest: string;
  /** Digest of the service model that its answers are held against. */
  readonly serviceModel: string;
  /** By file, below the root. */
  readonly goldens: ReadonlyMap<string, Golden>;
  readonly version: string;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly givens: Givens;
  readonly scenarios: readonly Scenario[];
}

/** A case to run; `support` marks one that only runs because a selected one needs it. */
export interface PlannedCase {
  readonly case: Case;
  readonly scenario: Scenario;
  readonly support: boolean;
}
