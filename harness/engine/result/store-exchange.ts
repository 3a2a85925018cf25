import type { Finding } from '../judge/types.ts';
import { digestText } from '../load/digest.ts';
import type { Cut, NamedExchange } from './named-exchange.ts';
import { shorten, storeExpected, storeValue } from './room.ts';
import type { StoredBody, StoredExchange } from './types.ts';

/** Bodies longer than this many bytes are kept once, by digest: lists of defaults come back hundreds of times. */
const LONG_BODY = 512;

/** Collects the long bodies of a run. */
export type BodyStore = Map<string, string>;

const storeBody = (text: string, encoding: 'utf8' | 'base64', bodies: BodyStore): StoredBody => {
  if (encoding === 'base64') return { base64: text };
  const length = Buffer.byteLength(text);
  if (length <= LONG_BODY) return { text };
  const digest = digestText(text);
  bodies.set(digest, shorten(text));
  return { digest, length };
};

const storeCut = (text: string, { digest, length }: Cut, bodies: BodyStore): StoredBody => {
  bodies.set(digest, text);
  return { digest, length };
};

/** A finding as a run document keeps it. */
export const storeFinding = (finding: Finding): Finding => ({
  ...finding,
  expected: storeExpected(finding.expected),
  actual: storeValue(finding.actual),
});

/** Turns a scrubbed exchange into what a run document keeps of it. */
export const storeExchange = ({ step, exchange: { request, outcome }, cut }: NamedExchange, bodies: BodyStore): StoredExchange => {
  const { method, path, headers, body } = request;
  const sent = { method, path, headers, ...(body === '' ? {} : { body: storeBody(body, 'utf8', bodies) }) };
  if (outcome.kind === 'failure') return { step, request: sent, failure: outcome.failure };
  const { response } = outcome;
  const answered = cut === undefined ? storeBody(response.body, response.encoding, bodies) : storeCut(response.body, cut, bodies);
  const stored = response.body === '' ? {} : { body: answered };
  return { step, request: sent, response: { status: response.status, headers: response.headers, ...stored } };
};

/** The text of a stored body; empty where there is none. */
export const bodyText = (body: StoredBody | undefined, bodies: Readonly<Record<string, string>>): string => {
  if (body === undefined) return '';
  if ('text' in body) return body.text;
  return 'digest' in body ? (bodies[body.digest] ?? '') : body.base64;
};
