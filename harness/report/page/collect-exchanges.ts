import { digestText } from '../../engine/load/digest.ts';
import { bodyText } from '../../engine/result/store-exchange.ts';
import type { RunDocument, StoredBody, StoredExchange } from '../../engine/result/types.ts';
import type { HeaderPair } from '../../service/exchange.ts';
import { toSent } from '../reproduce/curl.ts';
import { LANGUAGES } from '../reproduce/index.ts';
import { createOnce, type Once } from './once.ts';
import type { PageAnswer, PageBody, PageRequest, Text } from './types.ts';

/** Longest body that the page keeps, in bytes. */
const BODY_LIMIT = 2048;

/** Text cut to so many bytes, no character in two. */
export const cutText = (text: string, limit: number): string => {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};

/** Tables of what is kept once. */
export interface Tables {
  readonly strings: Once<string>;
  readonly requests: Once<PageRequest>;
  readonly answers: Once<PageAnswer>;
  readonly exchanges: Once<readonly [request: number, answer: number]>;
}

/** Empty tables. */
export const createTables = (): Tables => ({ strings: createOnce(), requests: createOnce(), answers: createOnce(), exchanges: createOnce() });

const digestOf = (body: StoredBody | undefined, text: string): string => (body !== undefined && 'digest' in body ? body.digest : digestText(text));

const lengthOf = (body: StoredBody | undefined, text: string): number =>
  body !== undefined && 'length' in body ? body.length : Buffer.byteLength(text);

const pageBody = (body: StoredBody | undefined, bodies: RunDocument['bodies'], { strings }: Tables): PageBody | null => {
  const text = bodyText(body, bodies);
  if (text === '') return null;
  const shown = cutText(text, BODY_LIMIT);
  const length = lengthOf(body, text);
  return shown === text && length === Buffer.byteLength(text) ? [strings.add(text)] : [strings.add(shown), length, digestOf(body, text)];
};

const pageHeaders = (headers: readonly HeaderPair[], { strings }: Tables): readonly Text[] =>
  headers.map(([name, value]) => strings.add(`${name}: ${value}`));

/** Builds what tells exchanges of a run apart, and keeps each once; answers with their places. */
export const exchangeCollector = (tables: Tables): ((exchange: StoredExchange, bodies: RunDocument['bodies']) => number) => {
  const { strings, requests, answers, exchanges } = tables;
  const known = new Map<string, number>();
  const addRequest = (exchange: StoredExchange, bodies: RunDocument['bodies']): number => {
    const key = JSON.stringify(exchange.request);
    const place = known.get(key);
    if (place !== undefined) return place;
    const { method, path, headers, body } = exchange.request;
    const sent = toSent(exchange, bodies);
    const pieces = LANGUAGES.map(({ piece }): PageRequest['pieces'][number] => {
      const made = piece(sent);
      return 'text' in made ? [strings.add(made.text)] : [null, strings.add(made.why)];
    });
    const request = { method, path: strings.add(path), headers: pageHeaders(headers, tables), body: pageBody(body, bodies, tables), pieces };
    const added = requests.add(request);
    known.set(key, added);
    return added;
  };
  return (exchange, bodies) => {
    const { response, failure } = exchange;
    const answer: PageAnswer =
      response === undefined
        ? [null, failure?.code ?? 'unsent', strings.add(failure?.message ?? '')]
        : [response.status, pageHeaders(response.headers, tables), pageBody(response.body, bodies, tables)];
    return exchanges.add([addRequest(exchange, bodies), answers.add(answer)]);
  };
};
