import type { Caller } from '../service/authorize.ts';
import type { HeaderPair, Send, WireRequest } from '../service/exchange.ts';
import { sharedSession, type Target } from './target.ts';

/** A program that answers requests in this process: the model, or one that differs from it. */
export type Handle = (request: WireRequest) => { readonly status: number; readonly headers: readonly HeaderPair[]; readonly body: string };

/** A `Send` straight into a program, without sockets. */
export const sendInto =
  (handle: Handle): Send =>
  async (request) => {
    const { status, headers, body } = handle(request);
    return { request, outcome: { kind: 'response', response: { status, headers, body: request.method === 'HEAD' ? '' : body, encoding: 'utf8' } } };
  };

/** What stands for an address where there are no sockets. */
export const MODEL_ENDPOINT = 'http://model.invalid';

/** The model, or one that differs from it, as a target over its `Send`. */
export const modelTargetOver = (send: Send, caller: Caller, version: string | null): Target => ({
  kind: 'model',
  name: 'model',
  version,
  origin: 'model',
  endpoint: MODEL_ENDPOINT,
  caller,
  signed: false,
  ...sharedSession(send),
  restApiId: null,
  close: async () => {},
});
