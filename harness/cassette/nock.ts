import nock from 'nock';
import { causeOf } from '../errors.ts';
import type { Outcome, WireRequest } from '../wire/exchange.ts';

/** Shuts the network for this process; gives the way to open it again. */
export const shutNetwork = (): (() => void) => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  return () => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  };
};

/**
 * Lays one taped outcome ready on a host: the next request that fits gets it, once.
 * It travels whole, as JSON, because fetch would put headers into lower case and fold them.
 */
export const layReady = (host: string, { method, path }: WireRequest, outcome: Outcome): void => {
  nock(host).intercept(path, method).reply(200, JSON.stringify(outcome));
};

/** Asks a host that nock answers for. fetch costs less than half of what `node:http` costs behind nock 14. */
export const askReady = async (host: string, { method, path }: WireRequest): Promise<Outcome> => {
  try {
    const answer = await fetch(`${host}${path}`, { method });
    return (await answer.json()) as Outcome;
  } catch (thrown) {
    return { kind: 'failure', failure: { code: 'mismatch', message: causeOf(thrown) } };
  }
};
