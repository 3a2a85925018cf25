import { exceeds, isObject, type Json, type JsonLimits, parseJson } from '../base/json.ts';
import { headerOf, type WireResponse } from './exchange.ts';

/** What an SDK client made of an answer. */
export type Decoded =
  | { readonly kind: 'output'; readonly output: () => Json }
  | { readonly kind: 'error'; readonly name: string; readonly message: string };

/** One answer, as it stands on the wire and as the SDK decoded it (null for raw requests). */
export interface Answer {
  readonly response: WireResponse;
  /** The body as JSON; undefined where it is not JSON, or too deep or wide for any answer. */
  readonly json: Json | undefined;
  readonly decoded: Decoded | null;
}

const bare = (type: string): string => (type.split(':')[0] ?? '').replace(/^.*#/, '').trim();

/**
 * The error type as AWS's REST-JSON clients find it: header `x-amzn-errortype`, then `__type` or `code` in the body,
 * without namespace and `:http://...` suffix; null where there is none.
 */
export const errorType = (answer: Answer): string | null => {
  const header = headerOf(answer.response.headers, 'x-amzn-errortype');
  if (header !== undefined && header !== '') return bare(header);
  if (!isObject(answer.json)) return null;
  const type = answer.json['__type'] ?? answer.json['code'] ?? answer.json['Code'];
  return typeof type === 'string' ? bare(type) : null;
};

/** The text of an error; null where there is none. */
export const errorMessage = ({ json }: Answer): string | null => {
  if (!isObject(json)) return null;
  const message = json['message'] ?? json['Message'];
  return typeof message === 'string' ? message : null;
};

/** Many times what an answer of this API holds: the list of all defaults has 300 values, and is nested 4 deep. */
const LIMITS: JsonLimits = { depth: 100, values: 20_000 };

/** Whether a body is too deep or too wide for anybody's answer: it is not read as JSON, by us or by the SDK. */
export const isBeyond = (body: string): boolean => exceeds(body, LIMITS);

/** The body of an answer as JSON; undefined where it is none that can be judged. */
export const answerJson = (body: string): Json | undefined => parseJson(body, LIMITS);

const BEYOND: Decoded = { kind: 'error', name: 'SyntaxError', message: 'the answer is nested too deep, or holds too many values' };

/** Builds an answer from what came over the wire. */
export const toAnswer = (response: WireResponse, decoded: Decoded | null): Answer => ({
  response,
  json: response.encoding === 'utf8' ? answerJson(response.body) : undefined,
  decoded: decoded?.kind === 'output' && isBeyond(response.body) ? BEYOND : decoded,
});

/** Whether a status is a 2xx. */
export const isAccepted = (status: number): boolean => status >= 200 && status < 300;
