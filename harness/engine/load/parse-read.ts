import { isObject, type Json } from '../../base/json.ts';
import { API_PLACEHOLDERS } from './apis.ts';
import type { Read, StepRequest } from './types.ts';

const ROUTE = /^\/restapis\/([^/?]*)(?:\/gatewayresponses\/([^/?]+))?/;

/** The API and the type that a request names; empty where it names none. */
export const addressOf = (request: StepRequest): { readonly api: string; readonly type: string } => {
  if (request.kind === 'http') {
    const [, api = '', type = ''] = ROUTE.exec(request.path) ?? [];
    return { api, type };
  }
  const { restApiId, responseType } = request.input;
  return { api: typeof restApiId === 'string' ? restApiId : '', type: typeof responseType === 'string' ? responseType : '' };
};

/** Completes the `read` of an expectation: "Get" and "GetAll" mean the type and API of its step. */
export const resolveRead = (read: Json | undefined, request: StepRequest): Read | null => {
  if (read === undefined) return null;
  const own = addressOf(request);
  if (read === 'Get') return { call: 'GetGatewayResponse', restApiId: own.api, responseType: own.type };
  if (read === 'GetAll' || !isObject(read)) return { call: 'GetGatewayResponses', restApiId: own.api };
  const restApiId = typeof read['api'] === 'string' ? read['api'] : API_PLACEHOLDERS.api;
  return typeof read['type'] === 'string'
    ? { call: 'GetGatewayResponse', restApiId, responseType: read['type'] }
    : { call: 'GetGatewayResponses', restApiId };
};

/** The reads of a step, each once, in the order in which they first stand. */
export const readsOf = (reads: readonly (Read | null)[]): readonly Read[] => {
  const seen = new Map<string, Read>();
  for (const read of reads) if (read !== null && !seen.has(readKey(read))) seen.set(readKey(read), read);
  return [...seen.values()];
};

/** A name for a read, the same for the same read. */
export const readKey = (read: Read): string =>
  read.call === 'GetGatewayResponse' ? `Get:${read.restApiId}:${read.responseType}` : `GetAll:${read.restApiId}`;
