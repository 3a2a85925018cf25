import { isObject } from '../base/json.ts';
import { apiPlaceholder, isApiId } from '../engine/load/apis.ts';
import { answerJson } from '../service/answer.ts';
import {
  type Exchange,
  type FailureCode,
  type HeaderPair,
  type Send,
  UNKNOWN_HEADERS,
  type WireRequest,
  type WireResponse,
} from '../service/exchange.ts';
import { scrubText, shapeOf, UUID } from './patterns.ts';

/** Response headers that are kept as they are; every other is dropped or becomes a placeholder. */
const KEPT = new Set(['content-type', 'x-amzn-errortype', 'retry-after', 'allow', UNKNOWN_HEADERS[0]]);

/** Headers whose presence says something and whose value says who called, or when. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  'x-amzn-requestid': UUID,
  'x-amz-apigw-id': 'AAAAAAAAAAAAAAA=',
  date: 'Thu, 01 Jan 1970 00:00:00 GMT',
};

const IS_UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const KEPT_REQUEST = new Set(['accept', 'content-type']);

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Ids of one case and what stands for them, both ways: the same placeholder for the same id, of the same shape. */
class Placeholders {
  readonly #pairs: { readonly real: RegExp; readonly id: string; readonly placeholder: string }[] = [];

  learn(id: string, placeholder: string): void {
    if (id === placeholder || this.#pairs.some((pair) => pair.id === id)) return;
    this.#pairs.push({ id, placeholder, real: new RegExp(`(?<![A-Za-z0-9])${escapeRegExp(id)}(?![A-Za-z0-9])`, 'g') });
  }

  hide(text: string): string {
    return this.#pairs.reduce((result, { real, placeholder }) => result.replace(real, placeholder), text);
  }

  reveal(text: string): string {
    return this.#pairs.reduce((result, { id, placeholder }) => result.replaceAll(placeholder, id), text);
  }
}

const scrubHeader = ([name, value]: HeaderPair): HeaderPair[] => {
  const key = name.toLowerCase();
  // A header may be called __proto__.
  const placeholder = Object.hasOwn(PLACEHOLDERS, key) ? PLACEHOLDERS[key] : undefined;
  // A request id that is no UUID must not look like one, or nobody would ever find out.
  if (placeholder === UUID && !IS_UUID.test(value)) return [[name, shapeOf(value)]];
  if (placeholder !== undefined) return [[name, placeholder]];
  return KEPT.has(key) ? [[name, scrubText(value)]] : [];
};

const scrubBytes = (base64: string): string => Buffer.from(scrubText(Buffer.from(base64, 'base64').toString('latin1')), 'latin1').toString('base64');

const scrubResponse = (response: WireResponse, ids: Placeholders): WireResponse => {
  const body = response.encoding === 'utf8' ? scrubText(ids.hide(response.body)) : scrubBytes(response.body);
  const length = Buffer.byteLength(body, response.encoding);
  const headers = response.headers.flatMap((pair) =>
    pair[0].toLowerCase() === 'content-length' ? [[pair[0], String(length)] as const] : scrubHeader([pair[0], ids.hide(pair[1])]),
  );
  return { status: response.status, headers, body, encoding: response.encoding };
};

/** What of a request may be kept: never who called. */
export const scrubRequest = (request: WireRequest): WireRequest => ({
  ...request,
  headers: request.headers.filter(([name]) => KEPT_REQUEST.has(name.toLowerCase())),
  path: scrubText(request.path),
  body: scrubText(request.body),
});

const learnApi = (request: WireRequest, response: WireResponse, ids: Placeholders, counter: { apis: number }): void => {
  if (request.method !== 'POST' || !request.path.startsWith('/restapis') || response.status >= 300) return;
  const json = answerJson(response.body);
  if (!isObject(json) || !isApiId(json['id'])) return;
  counter.apis += 1;
  ids.learn(json['id'], apiPlaceholder(counter.apis));
  if (isApiId(json['rootResourceId'])) ids.learn(json['rootResourceId'], `root${String(counter.apis).padStart(6, '0')}`);
};

/** A `Send` that shows only scrubbed exchanges, and the way to name an API that it did not create. */
export interface ScrubbedSend {
  readonly send: Send;
  /** Registers an API that existed before, as the next one. */
  adopt(id: string): string;
}

/**
 * Wraps a `Send` so that all above it sees placeholders for API ids, account ids, keys and dates,
 * while the target sees the real ones: what is judged is what a recording can hold.
 */
export const scrubbing = (send: Send): ScrubbedSend => {
  const ids = new Placeholders();
  const counter = { apis: 0 };
  const adopt = (id: string): string => {
    counter.apis += 1;
    ids.learn(id, apiPlaceholder(counter.apis));
    return apiPlaceholder(counter.apis);
  };
  const scrubbed: Send = async (request) => {
    const body = ids.reveal(request.body);
    const real = { ...request, path: ids.reveal(request.path), body, headers: withLength(request.headers, request.body, body) };
    const { outcome } = await send(real);
    if (outcome.kind === 'failure') return scrubFailure(request, outcome.failure.code, outcome.failure.message);
    learnApi(request, outcome.response, ids, counter);
    return { request: scrubRequest(request), outcome: { kind: 'response', response: scrubResponse(outcome.response, ids) } };
  };
  return { send: scrubbed, adopt };
};

/** Real ids may be longer or shorter than their placeholders. */
const withLength = (headers: readonly HeaderPair[], before: string, after: string): readonly HeaderPair[] =>
  before === after
    ? headers
    : headers.map((pair): HeaderPair => (pair[0].toLowerCase() === 'content-length' ? [pair[0], String(Buffer.byteLength(after))] : pair));

const ADDRESS = /(?:\d{1,3}\.){3}\d{1,3}:\d+|\[[0-9a-f:]+\]:\d+/g;

const scrubFailure = (request: WireRequest, code: FailureCode, message: string): Exchange => ({
  request: scrubRequest(request),
  outcome: { kind: 'failure', failure: failure(code, message) },
});

const failure = (code: FailureCode, message: string) => ({
  code,
  message: scrubText(message).replace(ADDRESS, 'the target'),
});
