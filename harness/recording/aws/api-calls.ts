import { isObject, type Json, parseJson } from '../../base/json.ts';
import type { Send, WireRequest, WireResponse } from '../../service/exchange.ts';
import { EXPIRED_CREDENTIALS, faultOf, RecordingStopped } from './faults.ts';
import { isHopeless, type Outage, type Patience, type Trouble, waitAfter, watching, worse } from './retry.ts';
import { API_NAME, type Tags } from './tags.ts';

/** The recorder's own calls: they belong to no case, and are repeated until AWS answers. */
export interface ApiCalls {
  /** The new API's id; null where no answer told it. */
  create(tags: Tags): Promise<string | null>;
  /** Deletes an API; one that is gone already is fine. */
  remove(id: string): Promise<void>;
  list(): Promise<readonly ListedApi[]>;
  /** The customised types of an API; null where the API is gone. */
  customised(id: string): Promise<readonly string[] | null>;
  /** Takes one type back to its default. */
  reset(id: string, type: string): Promise<void>;
}

/** An API as GetRestApis shows it. */
export interface ListedApi {
  readonly id: string;
  readonly tags: Readonly<Record<string, Json>>;
}

const request = (method: string, path: string, body: string = ''): WireRequest => ({
  method,
  path,
  headers: [
    ['Accept', 'application/json'],
    ...(body === '' ? [] : ([['Content-Type', 'application/json']] as const)),
    ...(body === '' ? [] : ([['Content-Length', String(Buffer.byteLength(body))]] as const)),
  ],
  body,
});

const stop = (what: string, reason: string, isExpired = false): RecordingStopped =>
  new RecordingStopped(isExpired ? `${EXPIRED_CREDENTIALS} (${what}: ${reason})` : `${what} was answered ${reason}`);

interface Repeating extends Patience {
  /** The state of the line: where it is dead, no call waits for itself to find that out. */
  readonly outage: Outage;
}

/** Sends until there is an answer; `once` leaves a lost answer to its caller, for what must not be done twice. */
const patient =
  (send: Send, patience: Repeating) =>
  async (what: string, asked: WireRequest, once: boolean = false): Promise<WireResponse | null> => {
    let trouble: Trouble | undefined;
    for (;;) {
      const exchange = await send(asked);
      const fault = faultOf(exchange);
      if (fault === null) return exchange.outcome.kind === 'response' ? exchange.outcome.response : null;
      if (fault.kind === 'expired' || fault.kind === 'denied') throw stop(what, fault.reason, fault.kind === 'expired');
      trouble = worse(trouble, patience.clock.now());
      if (isHopeless(trouble, patience) || patience.outage.isHopeless()) throw stop(what, fault.reason);
      await patience.clock.sleep(waitAfter(fault, trouble));
      if (once && fault.kind !== 'throttled') return null;
    }
  };

const jsonOf = (response: WireResponse | null): Json => (response === null ? null : (parseJson(response.body) ?? null));

const itemsOf = (json: Json): readonly Json[] => {
  const items = isObject(json) ? json['item'] : undefined;
  if (Array.isArray(items)) return items;
  return items === undefined ? [] : [items];
};

const PAGE = 500;

const listAll = async (ask: ReturnType<typeof patient>): Promise<readonly ListedApi[]> => {
  const found: ListedApi[] = [];
  let position = '';
  do {
    const json = jsonOf(
      await ask('GetRestApis', request('GET', `/restapis?limit=${PAGE}${position === '' ? '' : `&position=${encodeURIComponent(position)}`}`)),
    );
    for (const item of itemsOf(json)) {
      if (isObject(item) && typeof item['id'] === 'string') found.push({ id: item['id'], tags: isObject(item['tags']) ? item['tags'] : {} });
    }
    position = isObject(json) && typeof json['position'] === 'string' ? json['position'] : '';
  } while (position !== '');
  return found;
};

const GONE = 404;

const expectAccepted = (what: string, response: WireResponse | null, also: readonly number[] = []): void => {
  if (response !== null && (response.status < 300 || also.includes(response.status))) return;
  throw stop(what, String(response?.status ?? 'nothing'));
};

/** Builds the recorder's own calls over a `Send` that signs and keeps the quotas, and the `Send` for everything else: one outage is known to both. */
export const createApiCalls = (send: Send, patience: Patience): { readonly calls: ApiCalls; readonly send: Send } => {
  const watched = watching(send, patience);
  return { calls: callsOver(watched.send, { ...patience, outage: watched.outage }), send: watched.send };
};

const callsOver = (send: Send, patience: Repeating): ApiCalls => {
  const ask = patient(send, patience);
  return {
    create: async (tags) => {
      const body = JSON.stringify({ name: API_NAME, endpointConfiguration: { types: ['REGIONAL'] }, tags });
      const response = await ask('CreateRestApi', request('POST', '/restapis', body), true);
      if (response === null) return null;
      expectAccepted('CreateRestApi', response);
      const json = jsonOf(response);
      return isObject(json) && typeof json['id'] === 'string' ? json['id'] : null;
    },
    remove: async (id) => expectAccepted('DeleteRestApi', await ask('DeleteRestApi', request('DELETE', `/restapis/${id}`)), [GONE]),
    list: () => listAll(ask),
    customised: async (id) => {
      const response = await ask('GetGatewayResponses', request('GET', `/restapis/${id}/gatewayresponses?limit=${PAGE}`));
      if (response?.status === GONE) return null;
      expectAccepted('GetGatewayResponses', response);
      const items = itemsOf(jsonOf(response)).filter(isObject);
      const types = items.filter((item) => item['defaultResponse'] !== true).map((item) => String(item['responseType']));
      return items.length === TYPES ? types : [...types, `${items.length} types in place of ${TYPES}`];
    },
    reset: async (id, type) =>
      expectAccepted(
        'DeleteGatewayResponse',
        await ask('DeleteGatewayResponse', request('DELETE', `/restapis/${id}/gatewayresponses/${encodeURIComponent(type)}`)),
        [GONE],
      ),
  };
};

const TYPES = 21;
