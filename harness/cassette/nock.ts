import nock from 'nock';
import type { WireRequest, WireResponse } from '../wire/exchange.ts';

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

/** How a taped exchange ends when it is played. */
export type Ending = { readonly response: WireResponse } | { readonly failure: Error };

/** Lays one exchange ready on a host: the next request that fits gets its answer, once. */
export const layReady = (host: string, { method, path }: WireRequest, ending: Ending): void => {
  const interceptor = nock(host).intercept(path, method);
  if ('failure' in ending) {
    interceptor.replyWithError(ending.failure);
    return;
  }
  const { status, headers, encoding } = ending.response;
  interceptor.reply(status, Buffer.from(ending.response.body, encoding), headers.flat());
};
