import type { ModelRequest, ModelResponse } from '../../../suites/model/wire.ts';

/** A request as it arrived, with the host that it names. */
export interface Received extends ModelRequest {
  readonly host: string;
}

/** An answer; one that is cut ends with a reset half-way through its body. */
export interface Reply extends ModelResponse {
  readonly cut?: boolean;
}

/** Why a request is refused before it reaches what it asks for. */
export interface Rejection {
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
}

/** One service of AWS, as the look-alike plays it. */
export interface Service {
  /** `apigateway`, `sts`, ... */
  readonly name: string;
  readonly hosts: readonly string[];
  /** The operation's name; `Unknown` where there is none. */
  readonly operationOf: (request: Received) => string;
  readonly reject: (request: Received) => Rejection | undefined;
  readonly carryOut: (request: Received, operation: string) => Promise<Reply>;
  /** Writes a rejection in the service's own form. */
  readonly refuse: (rejection: Rejection) => Reply;
}

/** The first value of a header; the name in lower case. */
export const headerOf = ({ headers }: Pick<ModelRequest, 'headers'>, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** An answer with a text as its body. */
export const textReply = (status: number, contentType: string, body: string): Reply => ({
  status,
  headers: [
    ['content-type', contentType],
    ['content-length', String(Buffer.byteLength(body))],
  ],
  body,
});
