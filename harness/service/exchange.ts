/** One header as it crossed the wire: case, order and duplicates are kept by a list of pairs. */
export type HeaderPair = readonly [name: string, value: string];

/** An HTTP request: `path` includes the query, `body` is the text sent (empty: none). */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
}

/** An HTTP response; `encoding` is base64 where the body is not UTF-8. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  readonly encoding: 'utf8' | 'base64';
}

/** Why no response came. */
export type FailureCode = 'timeout' | 'refused' | 'reset' | 'name' | 'tls' | 'mismatch' | 'protocol' | 'unsent';

/** A request that ended without a response. */
export interface WireFailure {
  readonly code: FailureCode;
  readonly message: string;
}

/** How one request ended. */
export type Outcome = { readonly kind: 'response'; readonly response: WireResponse } | { readonly kind: 'failure'; readonly failure: WireFailure };

/** One request and how it ended. */
export interface Exchange {
  readonly request: WireRequest;
  readonly outcome: Outcome;
}

/** The one door to the network. Never rejects: a transport fault is an outcome. */
export type Send = (request: WireRequest) => Promise<Exchange>;

/** The first value of a header, whatever the case of its name. */
export const headerOf = (headers: readonly HeaderPair[], name: string): string | undefined => {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
};

/** Every value of a header, in order, whatever the case of its name. */
export const headerValues = (headers: readonly HeaderPair[], name: string): readonly string[] => {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
};

/** Marks an answer whose headers its source does not show: none of them is judged. */
export const UNKNOWN_HEADERS: HeaderPair = ['x-headers-not-shown', 'by-the-source'];
