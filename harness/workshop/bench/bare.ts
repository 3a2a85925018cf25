import { isObject, parseJson } from '../../base/json.ts';
import { type Caller, scopeHeaders } from '../../service/authorize.ts';
import type { Send, WireRequest } from '../../service/exchange.ts';
import type { CaseTraffic } from './traffic.ts';

const fill = (text: string, ids: readonly string[]): string =>
  ids.reduce((result, id, index) => result.replaceAll(`api000000${index + 1}`, id), text);

const sendCase = async (traffic: CaseTraffic, send: Send, caller: Caller): Promise<void> => {
  const ids: string[] = [];
  for (const request of traffic) {
    const { outcome } = await send(ready(request, ids, caller));
    if (request.path !== '/restapis' || outcome.kind === 'failure') continue;
    const json = parseJson(outcome.response.body);
    if (isObject(json) && typeof json['id'] === 'string') ids.push(json['id']);
  }
};

const ready = (request: WireRequest, ids: readonly string[], caller: Caller): WireRequest => {
  const body = fill(request.body, ids);
  const length = body === '' ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const];
  return { method: request.method, path: fill(request.path, ids), headers: [...request.headers, ...length, ...scopeHeaders(caller)], body };
};

/** Works through items, so many at a time. */
export const pool = async <T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
};

/** Sends the same requests as the suite does, over keep-alive, and looks at nothing but the ids it needs. */
export const sendBare = (traffic: readonly CaseTraffic[], options: { send: Send; caller: Caller; width: number }): Promise<void> =>
  pool(traffic, options.width, (one) => sendCase(one, options.send, options.caller));
