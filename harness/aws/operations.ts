import { routeOf } from '../service/operations.ts';
import type { WireRequest } from '../wire/exchange.ts';

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
