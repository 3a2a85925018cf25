import type { HeaderPair, Send, WireRequest } from '../wire/exchange.ts';

/** A program that answers requests in this process: the model, or one that differs from it. */
export type Handle = (request: WireRequest) => { readonly status: number; readonly headers: readonly HeaderPair[]; readonly body: string };

/** A `Send` straight into a program, without sockets. */
export const sendInto =
  (handle: Handle): Send =>
  async (request) => {
    const { status, headers, body } = handle(request);
    return { request, outcome: { kind: 'response', response: { status, headers, body: request.method === 'HEAD' ? '' : body, encoding: 'utf8' } } };
  };
