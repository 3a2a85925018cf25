import { isOwnApiStep } from '../engine/load/step-names.ts';
import type { TapedExchange } from './types.ts';

/** Whether an exchange asks for a new API. */
export const isCreation = ({ request }: TapedExchange): boolean => request.method === 'POST' && request.path === '/restapis';

/** Whether a creation made one. */
export const isMade = ({ response }: TapedExchange): boolean => response !== undefined && response.status < 300;

const countWhile = (exchanges: readonly TapedExchange[], holds: (exchange: TapedExchange) => boolean): number => {
  const end = exchanges.findIndex((exchange) => !holds(exchange));
  return end === -1 ? exchanges.length : end;
};

/**
 * What was recorded before exchanges were marked: APIs are made first and deleted last, by these names, each API once.
 * A scenario may have a step of such a name in between.
 */
const byPlace = (exchanges: readonly TapedExchange[]): ReadonlySet<TapedExchange> => {
  const before = countWhile(exchanges, (exchange) => isOwnApiStep(exchange.step) && isCreation(exchange));
  const made = exchanges.filter((exchange) => isCreation(exchange) && isMade(exchange)).length;
  const last = exchanges.slice(before).toReversed();
  const after = countWhile(last, ({ step, request }) => isOwnApiStep(step) && request.method === 'DELETE');
  return new Set([...exchanges.slice(0, before), ...last.slice(0, Math.min(after, made))]);
};

/** The exchanges of a case that make, reset or delete its own APIs: they are about the case, and no step of it. */
export const frameOf = (exchanges: readonly TapedExchange[]): ReadonlySet<TapedExchange> =>
  exchanges.some(({ frame }) => frame === true) ? new Set(exchanges.filter(({ frame }) => frame === true)) : byPlace(exchanges);
