import { digestText } from '../scenario/digest.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { TapedExchange } from './types.ts';

const LONG_BODY = 256;

const kept = (body: string, bodies: Map<string, string>): string => {
  if (body.length <= LONG_BODY) return body;
  const digest = digestText(body);
  bodies.set(digest, body);
  return `#${digest}`;
};

/** A body as it was: itself, or the one that its digest names. */
export const bodyOf = (body: string, bodies: Readonly<Record<string, string>>): string =>
  body.startsWith('#') ? (bodies[body.slice(1)] ?? body) : body;

/** Puts a scrubbed exchange on tape; long bodies go to `bodies`, once. */
export const tape = (step: string, { request, outcome }: Exchange, bodies: Map<string, string>): TapedExchange => {
  const { method, path, headers, body } = request;
  const asked = { method, path, headers, body: kept(body, bodies) };
  if (outcome.kind === 'failure') return { step, request: asked, failure: outcome.failure };
  const { status, headers: answered, body: text, encoding } = outcome.response;
  const stored = { status, headers: answered, body: kept(text, bodies) };
  return { step, request: asked, response: encoding === 'base64' ? { ...stored, encoding } : stored };
};
