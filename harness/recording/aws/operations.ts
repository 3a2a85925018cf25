import { isObject, parseJson } from '../../base/json.ts';
import type { Exchange, WireRequest } from '../../service/exchange.ts';
import { routeOf } from '../../service/operations.ts';

/** The operation that a request calls; `Unknown` where there is none. */
export const operationOf = ({ method, path }: WireRequest): string => routeOf(method, path)?.operation ?? 'Unknown';

const bare = (path: string): string => path.split('?', 1)[0] ?? '';

/** The API that a request names; empty where it names none. */
export const apiOf = ({ path }: WireRequest): string => bare(path).split('/')[2] ?? '';

/** The response type that a request names; empty where it names none. */
export const typeOf = ({ path }: WireRequest): string => {
  const token = bare(path).split('/')[4] ?? '';
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
};

const statusOf = ({ outcome }: Exchange): number => (outcome.kind === 'response' ? outcome.response.status : 0);

const isAccepted = (exchange: Exchange): boolean => exchange.outcome.kind === 'response' && statusOf(exchange) < 300;

/** The id of the API that an answer of CreateRestApi tells; null: it tells none. */
export const apiMadeBy = (exchange: Exchange): string | null => {
  if (operationOf(exchange.request) !== 'CreateRestApi' || exchange.outcome.kind === 'failure' || !isAccepted(exchange)) return null;
  const json = parseJson(exchange.outcome.response.body);
  return isObject(json) && typeof json['id'] === 'string' ? json['id'] : null;
};

const GONE = 404;

/** The id of the API that is gone after an answer of DeleteRestApi; null: none is known to be. */
export const apiDeletedBy = (exchange: Exchange): string | null => {
  if (operationOf(exchange.request) !== 'DeleteRestApi') return null;
  return isAccepted(exchange) || statusOf(exchange) === GONE ? apiOf(exchange.request) : null;
};
