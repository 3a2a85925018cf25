import { digestText } from '../engine/load/digest.ts';
import { type Exchange, type Outcome, UNKNOWN_HEADERS, type WireResponse } from '../service/exchange.ts';
import type { Cassette, PackedBody, TapedExchange } from './types.ts';

const LONG_BODY = 256;

const RUN = /(.)\1{999,}/gs;

/** Templates of 300 KB are sent to find limits: one character, again and again. */
const pack = (body: string): PackedBody => {
  const pieces: (string | { text: string; times: number })[] = [];
  let from = 0;
  for (const { 0: run, 1: text = '', index } of body.matchAll(RUN)) {
    pieces.push(body.slice(from, index), { text, times: run.length });
    from = index + run.length;
  }
  return pieces.length === 0 ? body : [...pieces, body.slice(from)];
};

const unpack = (packed: PackedBody): string =>
  typeof packed === 'string' ? packed : packed.map((piece) => (typeof piece === 'string' ? piece : piece.text.repeat(piece.times))).join('');

const kept = (body: string, bodies: Map<string, PackedBody>): string => {
  if (body.length <= LONG_BODY) return body;
  const digest = digestText(body);
  bodies.set(digest, pack(body));
  return `#${digest}`;
};

/** A body as it was: itself, or the one that its digest names. */
export const bodyOf = (body: string, bodies: Readonly<Record<string, PackedBody>>): string => {
  const packed = body.startsWith('#') ? bodies[body.slice(1)] : undefined;
  return packed === undefined ? body : unpack(packed);
};

/** Puts a scrubbed exchange on tape; long bodies go to `bodies`, once. */
export const tape = (step: string, { request, outcome }: Exchange, bodies: Map<string, PackedBody>): TapedExchange => {
  const { method, path, headers, body } = request;
  const asked = { method, path, headers, body: kept(body, bodies) };
  if (outcome.kind === 'failure') return { step, request: asked, failure: outcome.failure };
  const { status, headers: answered, body: text, encoding } = outcome.response;
  const stored = { status, headers: answered, body: kept(text, bodies) };
  return { step, request: asked, response: encoding === 'base64' ? { ...stored, encoding } : stored };
};

const JSON_TYPE = ['content-type', 'application/json'] as const;

const responseOf = ({ response }: TapedExchange, bodies: Cassette['bodies']): WireResponse | null => {
  if (response === undefined) return null;
  const { status, headers, body, encoding = 'utf8', errorType } = response;
  const shown = headers ?? [JSON_TYPE, UNKNOWN_HEADERS, ...(errorType === undefined ? [] : [['x-amzn-errortype', errorType] as const])];
  return { status, headers: shown, body: bodyOf(body, bodies), encoding };
};

const outcomeOf = (exchange: TapedExchange, bodies: Cassette['bodies']): Outcome => {
  const response = responseOf(exchange, bodies);
  return response === null ? { kind: 'failure', failure: exchange.failure ?? { code: 'protocol', message: '' } } : { kind: 'response', response };
};

/** An exchange as it was taped, its bodies whole. */
export const exchangeOf = (exchange: TapedExchange, bodies: Cassette['bodies']): Exchange => {
  const { method, path, headers, body } = exchange.request;
  return { request: { method, path, headers, body: bodyOf(body, bodies) }, outcome: outcomeOf(exchange, bodies) };
};
