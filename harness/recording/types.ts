import type { FailureCode, HeaderPair } from '../service/exchange.ts';

/** One exchange of a cassette: what was asked, and how it ended. A body that stands in `bodies` is named by `#` and its digest. */
export interface TapedExchange {
  readonly step: string;
  /** Makes, resets or deletes an API of the case, and is no step of it. Older recordings lack it. */
  readonly frame?: true;
  readonly request: { readonly method: string; readonly path: string; readonly headers: readonly HeaderPair[]; readonly body: string };
  /** `headers` is null where the source of a reconstructed recording shows none; `errorType` is then what a client read from them. */
  readonly response?: {
    readonly status: number;
    readonly headers: readonly HeaderPair[] | null;
    readonly body: string;
    readonly encoding?: 'base64';
    readonly errorType?: string;
  };
  readonly failure?: { readonly code: FailureCode; readonly message: string };
}

/** A long body: its text, or pieces of it where one character fills more than a line. */
export type PackedBody = string | readonly (string | { readonly text: string; readonly times: number })[];

/** The exchanges of one scenario on one origin, by the name of the case (empty: its only one). */
export interface Cassette {
  readonly format: 1;
  readonly origin: string;
  readonly scenario: string;
  /** Digest of what the scenario gives and sends when this was recorded. */
  readonly sends: string;
  /** Long bodies, once, by digest. */
  readonly bodies: Readonly<Record<string, PackedBody>>;
  readonly cases: Readonly<Record<string, readonly TapedExchange[]>>;
}

/** Where the exchanges of one recording session come from. */
export interface Provenance {
  /** `recorded`: the recorder sent and heard it. `reconstructed`: written down from what others published. */
  readonly kind: 'recorded' | 'reconstructed';
  readonly source: string;
  readonly date: string;
  readonly target: { readonly name: string; readonly version: string | null };
  readonly region: string;
  readonly tool: string;
  readonly sdk: string;
  readonly node: string;
  /** Digest of the service model of the suite that recorded it; what is reconstructed has none. */
  readonly serviceModel?: string;
  /** Only of origin `aws`: what TLS showed. */
  readonly tls?: { readonly host: string; readonly issuer: string; readonly proxy: boolean; readonly extraCa: boolean };
}

/** What a recording folder pins. */
export interface Lock {
  readonly format: 1;
  readonly origin: string;
  readonly suite: string;
  readonly sessions: readonly Provenance[];
  /** In the order in which the scenarios ran. */
  readonly cassettes: Readonly<Record<string, { readonly sha256: string; readonly session: number }>>;
}
