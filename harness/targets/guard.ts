import type { Send } from '../wire/exchange.ts';

/** How many timeouts in a row say that nothing more will be answered. */
export const TIMEOUTS_IN_A_ROW = 5;

/**
 * Stops sending after five timeouts in a row: each further request fails at once as `unsent`,
 * so that a target that hangs costs minutes, not hours.
 */
export const guarded = (send: Send): Send => {
  let timeouts = 0;
  return async (request) => {
    if (timeouts >= TIMEOUTS_IN_A_ROW) {
      return { request, outcome: { kind: 'failure', failure: { code: 'unsent', message: `not sent after ${TIMEOUTS_IN_A_ROW} timeouts in a row` } } };
    }
    const exchange = await send(request);
    const timedOut = exchange.outcome.kind === 'failure' && exchange.outcome.failure.code === 'timeout';
    timeouts = timedOut ? timeouts + 1 : 0;
    return exchange;
  };
};
