import { boundExchanges } from './bound-case.ts';
import type { NamedExchange } from './named-exchange.ts';

/** Characters of different answers that a recording may hold: a hundred times what a whole suite was seen to get. */
const ROOM = 16_777_216;

const withBody = (named: NamedExchange, body: string): NamedExchange => {
  const { request, outcome } = named.exchange;
  return outcome.kind === 'failure'
    ? named
    : { ...named, exchange: { request, outcome: { kind: 'response', response: { ...outcome.response, body } } } };
};

const bodyOf = ({ exchange: { outcome } }: NamedExchange): string => (outcome.kind === 'failure' ? '' : outcome.response.body);

/** Keeps traffic whole, the same answer once, as long as there is room; what does not fit any more is bounded. */
export const keepingWhole = (): ((exchanges: readonly NamedExchange[]) => readonly NamedExchange[]) => {
  const texts = new Map<string, string>();
  let left = ROOM;
  return (exchanges) => {
    const fresh = new Set(exchanges.map(bodyOf).filter((body) => !texts.has(body)));
    const needed = [...fresh].reduce((sum, body) => sum + body.length, 0);
    if (needed > left) return boundExchanges(exchanges);
    left -= needed;
    for (const body of fresh) texts.set(body, body);
    return exchanges.map((named) => withBody(named, texts.get(bodyOf(named)) ?? ''));
  };
};

/** Whether an answer of these is not whole. */
export const isCut = (exchanges: readonly NamedExchange[]): boolean => exchanges.some(({ cut }) => cut !== undefined);
