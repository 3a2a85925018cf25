import type { Exchange, Send, WireRequest, WireResponse } from '../../service/exchange.ts';
import type { Session } from '../../targets/target.ts';
import { type Fault, faultOf } from './faults.ts';
import type { Journal } from './journal.ts';
import { apiDeletedBy, apiMadeBy, apiOf, operationOf, typeOf } from './operations.ts';
import type { ApiPool, Lease, Making } from './pool.ts';
import { type Patience, pause, type Remedy, remedyFor, type Trouble, worse } from './retry.ts';
import { type Tags, withoutTags, withTags } from './tags.ts';

/** Why a try of a case came to nothing, and what is to be done. */
export interface Failure {
  readonly fault: Fault;
  readonly remedy: Exclude<Remedy, { readonly kind: 'again' }>;
}

/** One try of one case, on leased APIs. */
export interface Attempt {
  readonly session: Session;
  /** What went wrong that says nothing of API Gateway: all of the try is thrown away then. */
  failure(): Failure | null;
}

/** What an attempt needs. */
export interface AttemptOptions {
  /** Signs, and keeps the quotas. */
  readonly send: Send;
  readonly pool: ApiPool;
  readonly journal: Journal;
  readonly leases: readonly Lease[];
  readonly patience: Patience;
  /** What each request of the case, by its place, went through in this try and in those before; an answer ends it. */
  readonly troubles: Map<number, Trouble>;
  /** True once the user asked to stop: nothing is asked again. */
  stopped(): boolean;
  tags(): Tags;
}

const unsent = (request: WireRequest, reason: string): Exchange => ({
  request,
  outcome: { kind: 'failure', failure: { code: 'unsent', message: reason } },
});

const TYPE = /^[A-Z0-9_]+$/;

/** Notes what a request left behind: types customised, APIs deleted. */
const learn = (exchange: Exchange, { leases, journal }: AttemptOptions): void => {
  const { request, outcome } = exchange;
  const deleted = apiDeletedBy(exchange);
  if (deleted !== null) journal.write({ kind: 'deleted', api: deleted });
  const dirty = leases.find(({ id }) => id === apiOf(request))?.dirty;
  const type = typeOf(request);
  if (dirty === undefined || outcome.kind === 'failure' || outcome.response.status >= 300 || !TYPE.test(type)) return;
  const operation = operationOf(request);
  if (operation === 'PutGatewayResponse' || operation === 'UpdateGatewayResponse') dirty.add(type);
  if (operation === 'DeleteGatewayResponse') dirty.delete(type);
};

const shown = (response: WireResponse): WireResponse => ({
  ...response,
  body: response.encoding === 'utf8' ? withoutTags(response.body) : response.body,
});

interface Outcome {
  readonly exchange: Exchange;
  readonly failure: Failure | null;
}

/** Sends a request until it is answered, or until more than asking again is to be done. */
const persist = async (request: WireRequest, place: number, options: AttemptOptions): Promise<Outcome> => {
  const { send, troubles, patience, stopped } = options;
  for (;;) {
    const exchange = await send(request);
    const fault = faultOf(exchange);
    if (fault === null) {
      troubles.delete(place);
      return { exchange, failure: null };
    }
    const trouble = worse(troubles.get(place), patience.clock.now());
    troubles.set(place, trouble);
    const remedy = remedyFor(fault, request.method, trouble, patience);
    if (remedy.kind !== 'again') return { exchange, failure: { fault, remedy } };
    await pause(remedy.waitMs, patience, stopped);
    if (stopped()) return { exchange, failure: { fault, remedy: { kind: 'give-up', reason: fault.reason } } };
  }
};

const madeBy = ({ exchange, failure }: Outcome): Making => {
  if (failure?.fault.kind === 'passing') return { kind: 'unknown' };
  const api = apiMadeBy(exchange);
  return api === null ? { kind: 'none' } : { kind: 'made', api };
};

/** Opens the way for one try of a case: after a fault that asking again does not mend nothing more of it is sent. */
export const openAttempt = (options: AttemptOptions): Attempt => {
  const { pool, leases, tags } = options;
  let failure: Failure | null = null;
  let place = 0;
  const ask = (request: WireRequest): Promise<Outcome> => {
    place += 1;
    if (operationOf(request) !== 'CreateRestApi') return persist(request, place, options);
    return pool.createByCase(() => persist(withTags(request, tags()), place, options), madeBy);
  };
  const guarded: Send = async (request) => {
    if (failure !== null) return unsent(request, failure.fault.reason);
    const outcome = await ask(request);
    const { exchange } = outcome;
    failure = outcome.failure;
    learn(exchange, options);
    if (failure !== null || exchange.outcome.kind === 'failure') return unsent(request, failure?.fault.reason ?? '');
    return { request, outcome: { kind: 'response', response: shown(exchange.outcome.response) } };
  };
  return { session: { send: guarded, apis: leases.map(({ id }) => id), finish: () => null }, failure: () => failure };
};
