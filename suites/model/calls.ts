import { createModel, type Model } from './model.ts';
import type { Rules } from './rules.ts';
import type { Json, ModelResponse } from './wire.ts';

/** An answer with its body parsed (undefined: empty body). */
export interface Answer {
  readonly status: number;
  readonly errorType: string | undefined;
  readonly body: Json | undefined;
  readonly raw: ModelResponse;
}

/** One REST API of a model, called in few words: the unit tests' client. */
export interface Calls {
  readonly api: string;
  readonly model: Model;
  /** Sends a request below the API's gateway responses; a text goes as it is, everything else as JSON. */
  readonly send: (method: string, type: string, body?: unknown) => Answer;
  readonly patch: (type: string, ...operations: readonly object[]) => Answer;
}

/** Value of a header, its name in lower case. */
export function headerOf(response: ModelResponse, name: string): string | undefined {
  return response.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Sends one request, asking for plain JSON. */
export function call(model: Model, method: string, path: string, body: unknown = ''): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const raw = model.handle({ method, path, headers: [['Accept', 'application/json']], body: text });
  const parsed = raw.body.startsWith('{') ? (JSON.parse(raw.body) as Json) : undefined;
  return { status: raw.status, errorType: headerOf(raw, 'x-amzn-errortype'), body: parsed, raw };
}

/** A fresh API, on a model of its own unless one is given. */
export function freshApi(overrides: Partial<Rules> = {}, model: Model = createModel(overrides)): Calls {
  const { raw } = call(model, 'POST', '/restapis', { name: 'test' });
  const { id: api } = JSON.parse(raw.body) as { id: string };
  const send: Calls['send'] = (method, type, body) => call(model, method, `/restapis/${api}/gatewayresponses${type === '' ? '' : `/${type}`}`, body);
  return { api, model, send, patch: (type, ...patchOperations) => send('PATCH', type, { patchOperations }) };
}
