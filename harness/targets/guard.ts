import type { Send, WireFailure, WireRequest } from '../service/exchange.ts';

/** How many timeouts of one operation in a row say that it will not be answered any more. */
export const TIMEOUTS_IN_A_ROW = 5;

/** How many timeouts of one operation say so though answers came in between: each costs the whole timeout. */
const TIMEOUTS_IN_ALL = 20;

const KNOWN = new Set(['restapis', 'gatewayresponses']);
const LONGEST = 6;

/** An operation as the wire shows it: method and path, with ids and types left out. */
const routeOf = ({ method, path }: WireRequest): string => {
  const segments = (path.split('?')[0] ?? '').split('/').slice(1, LONGEST);
  return `${method} /${segments.map((segment) => (KNOWN.has(segment) ? segment : '*')).join('/')}`;
};

interface Count {
  row: number;
  all: number;
}

const stopped = ({ row, all }: Count, route: string): WireFailure | null => {
  if (row >= TIMEOUTS_IN_A_ROW) return { code: 'unsent', message: `not sent after ${TIMEOUTS_IN_A_ROW} timeouts in a row of ${route}` };
  return all >= TIMEOUTS_IN_ALL ? { code: 'unsent', message: `not sent after ${TIMEOUTS_IN_ALL} timeouts of ${route}` } : null;
};

/**
 * Stops sending an operation after five timeouts in a row: each further request of it fails at once as `unsent`,
 * so that a target that hangs costs minutes, not hours. Other operations go on.
 */
export const guarded = (send: Send): Send => {
  const counts = new Map<string, Count>();
  return async (request) => {
    const route = routeOf(request);
    const count = counts.get(route) ?? { row: 0, all: 0 };
    counts.set(route, count);
    const failure = stopped(count, route);
    if (failure !== null) return { request, outcome: { kind: 'failure', failure } };
    const exchange = await send(request);
    const timedOut = exchange.outcome.kind === 'failure' && exchange.outcome.failure.code === 'timeout';
    count.row = timedOut ? count.row + 1 : 0;
    if (timedOut) count.all += 1;
    return exchange;
  };
};
