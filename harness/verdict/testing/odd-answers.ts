import { readFileSync } from 'node:fs';
import type { HeaderPair, WireResponse } from '../../wire/exchange.ts';

interface Stored {
  readonly name: string;
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly base64?: string;
  /** A long body: pieces, each so many times. */
  readonly repeat?: readonly (readonly [piece: string, times: number])[];
}

const bodyOf = ({ body = '', repeat }: Stored): string => repeat?.map(([piece, times]) => piece.repeat(times)).join('') ?? body;

const responseOf = (stored: Stored): WireResponse => ({
  status: stored.status ?? 200,
  headers: stored.headers ?? [['content-type', 'application/json']],
  body: stored.base64 ?? bodyOf(stored),
  encoding: stored.base64 === undefined ? 'utf8' : 'base64',
});

const stored = JSON.parse(readFileSync(new URL('./odd-answers.json', import.meta.url), 'utf8')) as readonly Stored[];

/** Answers that once broke something here, or might: each by its name. */
export const ODD_ANSWERS: readonly (readonly [name: string, response: WireResponse])[] = stored.map((one) => [one.name, responseOf(one)]);
