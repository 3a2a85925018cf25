import type { StepRequest } from '../engine/load/types.ts';
import { scopeHeaders } from '../service/authorize.ts';
import type { HeaderPair, WireRequest } from '../service/exchange.ts';
import type { Target } from './target.ts';

/** A request that a scenario spells out, as it leaves for a target. */
export const rawRequest = (request: Extract<StepRequest, { kind: 'http' }>, target: Target): WireRequest => {
  const length: HeaderPair[] = request.body === '' ? [] : [['Content-Length', String(Buffer.byteLength(request.body))]];
  const host: HeaderPair = ['Host', new URL(target.endpoint).host];
  return {
    method: request.method,
    path: request.path,
    headers: [host, ...request.headers, ...length, ...scopeHeaders(target.caller)],
    body: request.body,
  };
};
