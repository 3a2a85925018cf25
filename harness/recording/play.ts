import { differences } from '../base/compare.ts';
import { type Json, parseJson } from '../base/json.ts';
import type { Exchange, Send, WireRequest } from '../service/exchange.ts';
import { layReady } from './nock.ts';
import { scrubRequest } from './scrub.ts';
import { bodyOf, exchangeOf } from './tape.ts';
import type { Cassette, TapedExchange } from './types.ts';

/** A cassette's case on the player. */
export interface Player {
  readonly send: Send;
  /** What was not asked for, in words; null where all was played. */
  finish(): string | null;
}

const bodyDifference = (recorded: string, asked: string): string | null => {
  if (recorded === asked) return null;
  const [first] = differences(parseJson(recorded) ?? recorded, parseJson(asked) ?? asked);
  return first === undefined
    ? null
    : `body ${first.pointer || '(whole)'}: recorded ${JSON.stringify(first.expected)}, asked ${JSON.stringify(first.actual)}`;
};

const differenceOf = (exchange: TapedExchange, asked: WireRequest, bodies: Cassette['bodies']): string | null => {
  const { method, path, body } = exchange.request;
  if (method !== asked.method) return `method: recorded ${method}, asked ${asked.method}`;
  if (path !== asked.path) return `path: recorded ${path}, asked ${asked.path}`;
  return bodyDifference(bodyOf(body, bodies), asked.body);
};

const isSameBody = (text: string, sent: unknown): boolean =>
  sent === text || (sent ?? '') === text || differences(parseJson(text), sent as Json).length === 0;

const miss = (request: WireRequest, message: string): Exchange => ({
  request,
  outcome: { kind: 'failure', failure: { code: 'mismatch', message } },
});

/** Where a case is played: a host that nock answers for, and the way that leads there. */
export interface Stage {
  readonly host: string;
  readonly send: Send;
}

/** Plays the exchanges of one case, in order, through nock, on a host of its own; a request that does not fit names the field that differs. */
export const play = (exchanges: readonly TapedExchange[], bodies: Cassette['bodies'], { host, send: through }: Stage): Player => {
  let next = 0;
  const playNext: Send = async (request) => {
    const exchange = exchanges[next];
    if (exchange === undefined) return miss(request, `${request.method} ${request.path} is not recorded: the recording ends before it`);
    const asked = scrubRequest(request);
    const difference = differenceOf(exchange, asked, bodies);
    if (difference !== null) return miss(request, `the nearest recorded exchange is ${exchange.step}; ${difference}`);
    next += 1;
    const { outcome } = exchangeOf(exchange, bodies);
    // Where nothing answered there is nothing for nock to give.
    if (outcome.kind === 'failure') return { request, outcome };
    const { method, path, body } = request;
    layReady(host, { method, path, isBody: (sent) => isSameBody(body, sent) }, outcome.response);
    return through(request);
  };
  const finish = (): string | null =>
    next === exchanges.length ? null : `${exchanges.length - next} recorded exchanges were not asked for, the first is ${exchanges[next]?.step}`;
  return { send: playNext, finish };
};
