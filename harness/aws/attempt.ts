import { isObject, parseJson } from '../json.ts';
import type { Session } from '../targets/target.ts';
import type { Exchange, Send, WireResponse } from '../wire/exchange.ts';
import { type Fault, faultOf } from './faults.ts';
import type { Journal } from './journal.ts';
import { apiOf, operationOf, typeOf } from './operations.ts';
import type { ApiPool, Lease } from './pool.ts';
import { type Tags, withoutTags, withTags } from './tags.ts';

/** One try of one case, on leased APIs. */
export interface Attempt {
  readonly session: Session;
  /** What went wrong that says nothing of API Gateway: all of the try is thrown away then. */
  fault(): Fault | null;
}

/** What an attempt needs. */
export interface AttemptOptions {
  /** Signs, and keeps the quotas. */
  readonly send: Send;
  readonly pool: ApiPool;
  readonly journal: Journal;
  readonly leases: readonly Lease[];
  tags(): Tags;
}

const unsent = (request: Exchange['request'], { reason }: Fault): Exchange => ({
  request,
  outcome: { kind: 'failure', failure: { code: 'unsent', message: reason } },
});

const statusOf = ({ outcome }: Exchange): number => (outcome.kind === 'response' ? outcome.response.status : 0);

const madeApi = (exchange: Exchange): string | null => {
  const json = exchange.outcome.kind === 'response' && statusOf(exchange) < 300 ? parseJson(exchange.outcome.response.body) : undefined;
  return isObject(json) && typeof json['id'] === 'string' ? json['id'] : null;
};

const TYPE = /^[A-Z0-9_]+$/;

const GONE = 404;

/** Notes what a request left behind: types customised, APIs deleted. */
const learn = (exchange: Exchange, { leases, journal }: AttemptOptions): void => {
  const { request } = exchange;
  const status = statusOf(exchange);
  const operation = operationOf(request);
  if (operation === 'DeleteRestApi' && (status < 300 || status === GONE)) journal.write({ kind: 'deleted', api: apiOf(request) });
  const dirty = leases.find(({ id }) => id === apiOf(request))?.dirty;
  const type = typeOf(request);
  if (dirty === undefined || status >= 300 || !TYPE.test(type)) return;
  if (operation === 'PutGatewayResponse' || operation === 'UpdateGatewayResponse') dirty.add(type);
  if (operation === 'DeleteGatewayResponse') dirty.delete(type);
};

const shown = (response: WireResponse): WireResponse => ({
  ...response,
  body: response.encoding === 'utf8' ? withoutTags(response.body) : response.body,
});

/** Opens the way for one try of a case: after the first fault nothing more of it is sent. */
export const openAttempt = (options: AttemptOptions): Attempt => {
  const { send, pool, leases, tags } = options;
  let fault: Fault | null = null;
  const ask: Send = (request) =>
    operationOf(request) === 'CreateRestApi' ? pool.createByCase(() => send(withTags(request, tags())), madeApi) : send(request);
  const guarded: Send = async (request) => {
    if (fault !== null) return unsent(request, fault);
    const exchange = await ask(request);
    fault = faultOf(exchange);
    learn(exchange, options);
    if (fault !== null || exchange.outcome.kind === 'failure') return unsent(request, fault ?? { kind: 'passing', retryAfterMs: null, reason: '' });
    return { request, outcome: { kind: 'response', response: shown(exchange.outcome.response) } };
  };
  return { session: { send: guarded, apis: leases.map(({ id }) => id), finish: () => null }, fault: () => fault };
};
