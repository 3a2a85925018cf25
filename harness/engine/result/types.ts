import type { FailureCode, HeaderPair } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import type { TargetKind } from '../../targets/target.ts';
import type { Implementation } from '../judge/implementation.ts';
import type { CaseRecord } from '../judge/record.ts';
import type { Finding, Observation, StepVerdict, Verdict } from '../judge/types.ts';
import type { Fact } from '../load/types.ts';
import type { Shard } from '../plan/shard.ts';

/** A body in a run document: the text itself, or the digest of one kept once in `bodies`. */
export type StoredBody = { readonly text: string } | { readonly digest: string; readonly length: number } | { readonly base64: string };

/** A scrubbed exchange in a run document. */
export interface StoredExchange {
  readonly step: string;
  readonly request: { readonly method: string; readonly path: string; readonly headers: readonly HeaderPair[]; readonly body?: StoredBody };
  readonly response?: { readonly status: number; readonly headers: readonly HeaderPair[]; readonly body?: StoredBody };
  readonly failure?: { readonly code: FailureCode; readonly message: string };
}

/** One case of a run. */
export interface CaseResult {
  readonly id: string;
  readonly scenario: string;
  readonly verdict: Verdict;
  /** Why it is unimplemented, skipped or errored; of a failed one, that its operation accepts and ignores. */
  readonly reason: string | null;
  /** It ran only because a selected case rests on it; no figure counts it. */
  readonly support: boolean;
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
  readonly exchanges: readonly StoredExchange[];
  /** Set where the traffic is not at hand: `exchanges` then have names alone. */
  readonly bare?: BareCase;
}

/** What causes are told by, where the traffic that would show it is not at hand. */
export interface BareCase {
  /** Which kind of update a step asks for. */
  readonly asks: Readonly<Record<string, string>>;
  /** The length of what the case sent, paths apart. */
  readonly bytes: number;
}

/** What the verdict of one case was made from: a shard keeps it, so that the whole run can be decided when its parts are merged. */
export interface StoredRecord extends Omit<CaseRecord, 'case' | 'steps'> {
  readonly steps: readonly Omit<StepVerdict, 'findings' | 'observations'>[];
}

/** What a report needs to know of a scenario. */
export interface ScenarioResult {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly operation: Operation;
  readonly clients: readonly string[];
  readonly facts: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly meaning: string;
  /** Whether it can pass or fail: probes cannot, and no figure counts them. Earlier documents do not say. */
  readonly deciding?: boolean;
}

/** How the target answered before the run: a dead one, one that is no API Gateway, and a wrong one are told apart here. */
export interface Smoke {
  readonly verdict: 'ok' | 'wrong' | 'foreign' | 'dead';
  readonly notes: readonly string[];
}

/** How many, by verdict. */
export type Counts = Readonly<Record<Verdict, number>>;

/** A figure: `part` of `whole`; over nothing it is no figure. */
export interface Figure {
  readonly part: number;
  readonly whole: number;
}

/** The figures of a run: two, never one, counted in scenarios; cases stand beside. */
export interface Summary {
  readonly scenarios: Counts;
  readonly cases: Counts;
  /** Of what is implemented, how many scenarios are wrong. */
  readonly divergence: Figure;
  /** Of the scenarios that can pass or fail, whatever the target is, how many are implemented. */
  readonly coverage: Figure;
}

/**
 * The one result of a run: every report is a function of it. Nothing in it knows of time.
 * Files hold it in two parts: `run.json` (see `StoredRun`) and `exchanges.json`. Documents of format 1 held it whole.
 */
export interface RunDocument {
  readonly $schema: string;
  readonly format: 2;
  readonly tool: { readonly name: string; readonly version: string };
  readonly suite: { readonly version: string; readonly digest: string };
  readonly target: { readonly kind: TargetKind; readonly name: string; readonly version: string | null; readonly origin: string };
  readonly options: {
    readonly strict: boolean;
    readonly requireImplemented: boolean;
    readonly only: readonly string[];
    readonly skip: readonly string[];
    readonly signed: boolean;
  };
  readonly interrupted: boolean;
  /** The part of the run that this is; absent where it is the whole. */
  readonly shard?: Shard;
  /** Why this run is no success though nothing failed: it checked nothing. One sentence; absent where something was checked. */
  readonly unchecked?: string;
  readonly planned: readonly string[];
  readonly smoke: Smoke;
  readonly operations: Readonly<Partial<Record<Operation, Implementation>>>;
  readonly summary: Summary;
  readonly scenarios: readonly ScenarioResult[];
  readonly cases: readonly CaseResult[];
  /** Every fact that a case of this run cites. */
  readonly facts: readonly Fact[];
  /** Long bodies, once, by digest. */
  readonly bodies: Readonly<Record<string, string>>;
  /** Set where the traffic is not at hand: its digest, and why, as a clause. */
  readonly bare?: { readonly digest: string; readonly why: string };
  /** Of a shard alone, by case. */
  readonly records?: Readonly<Record<string, StoredRecord>>;
}

/** What is measured beside a run: never compared, never pinned. */
export interface Timing {
  readonly started: string;
  readonly milliseconds: number;
  readonly requests: number;
  readonly leaked: number;
  readonly cases: Readonly<Record<string, number>>;
}
