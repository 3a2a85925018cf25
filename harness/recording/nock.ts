import nock from 'nock';
import type { WireResponse } from '../service/exchange.ts';

// nock puts itself before every connection when it is imported; here it does so while the network is shut, and no longer.
nock.restore();

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

/** A request as nock is to know it. */
export interface Expected {
  readonly method: string;
  readonly path: string;
  /** Whether a body is the one that was recorded; nock hands over JSON as data, all else as text. */
  readonly isBody: (sent: unknown) => boolean;
}

/** Lays one taped response ready on a host: the next request of this method, path and body gets it, once, its headers as they were. */
export const layReady = (host: string, { method, path, isBody }: Expected, { status, headers, body, encoding }: WireResponse): void => {
  nock(host)
    .intercept(path, method, isBody)
    .reply(status, Buffer.from(body, encoding), headers.flat() as unknown as nock.ReplyHeaders);
};
