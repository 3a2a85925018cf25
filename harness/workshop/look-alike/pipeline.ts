import { setTimeout as wait } from 'node:timers/promises';
import type { FaultEffect, FaultPlan } from './faults.ts';
import type { Keyring } from './keyring.ts';
import { headerOf, type Received, type Rejection, type Reply, type Service } from './message.ts';
import { createTally, type Tally } from './tally.ts';

/** What is counted of the requests. */
export interface Counters {
  readonly calls: Tally;
  readonly carriedOut: Tally;
  readonly rejected: Tally;
  /** Answers of 429 and 409 that the account's own limits gave, by status. */
  readonly limited: Tally;
  readonly signatures: Set<string>;
}

/** What stands between a request and the service it is for. */
export interface Pipeline {
  readonly services: readonly Service[];
  readonly faults: FaultPlan;
  readonly keyring: Keyring;
  readonly counters: Counters;
  /** Called after every request that was carried out. */
  readonly changed: () => void;
}

/** Makes counters at zero. */
export const createCounters = (): Counters => ({
  calls: createTally(),
  carriedOut: createTally(),
  rejected: createTally(),
  limited: createTally(),
  signatures: new Set(),
});

const THROTTLED: Rejection = { status: 429, errorType: 'TooManyRequestsException', message: 'Too Many Requests' };
const EXPIRED: Rejection = { status: 403, errorType: 'ExpiredTokenException', message: 'The security token included in the request is expired' };

const serverFault = (status: 500 | 503): Rejection =>
  status === 500
    ? { status, errorType: 'InternalFailure', message: 'Internal error' }
    : { status, errorType: 'ServiceUnavailableException', message: 'Service Unavailable' };

const LIMITED = new Set([409, 429]);

/** Carries a request out; what the account's limits refuse did not happen. */
const carryOut = async (service: Service, request: Received, operation: string, { counters, changed }: Pipeline): Promise<Reply> => {
  const reply = await service.carryOut(request, operation);
  if (LIMITED.has(reply.status)) counters.limited.count(String(reply.status));
  else counters.carriedOut.count(operation);
  changed();
  return reply;
};

const befall = async (effect: FaultEffect, service: Service, run: () => Promise<Reply>, keyring: Keyring): Promise<Reply> => {
  switch (effect.kind) {
    case 'throttle': {
      const reply = service.refuse(THROTTLED);
      const { retryAfterSeconds } = effect;
      return retryAfterSeconds === undefined ? reply : { ...reply, headers: [...reply.headers, ['retry-after', String(retryAfterSeconds)]] };
    }
    case 'error':
      if (effect.carriedOut === true) await run();
      return service.refuse(serverFault(effect.status));
    case 'reset':
      return { ...(await run()), cut: true };
    case 'slow': {
      const reply = await run();
      await wait(effect.delayMs);
      return reply;
    }
    case 'expire':
      keyring.expire();
      return service.refuse(EXPIRED);
  }
};

const NO_SUCH_HOST: Reply = { status: 421, headers: [['content-length', '0']], body: '' };

/** Takes a request through host, signature, faults and the service itself. */
export const answer = async (request: Received, pipeline: Pipeline): Promise<Reply> => {
  const { services, faults, keyring, counters } = pipeline;
  const service = services.find(({ hosts }) => hosts.includes(request.host));
  if (service === undefined) return NO_SUCH_HOST;
  const signature = /Signature=([0-9a-f]{64})/.exec(headerOf(request, 'authorization') ?? '')?.[1];
  if (signature !== undefined) counters.signatures.add(signature);
  const operation = service.operationOf(request);
  counters.calls.count(operation);
  const rejection = service.reject(request);
  if (rejection !== undefined) {
    counters.rejected.count(rejection.errorType);
    return service.refuse(rejection);
  }
  const run = (): Promise<Reply> => carryOut(service, request, operation, pipeline);
  const effect = faults.next(service.name, operation);
  return effect === undefined ? run() : befall(effect, service, run, keyring);
};
