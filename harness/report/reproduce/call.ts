import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import type { HeaderPair } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';

/** A request as a run keeps it, its body whole. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
}

/** The operation that an SDK would send a request by, with its input; or why no SDK sends it. */
export type Call =
  | { readonly kind: 'call'; readonly operation: Operation; readonly input: JsonObject }
  | { readonly kind: 'none'; readonly why: string };

type Shape = 'none' | 'create' | 'put' | 'update';

interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly path: RegExp;
  readonly body: Shape;
}

const API = '^/restapis/(?<restApiId>[^/?]+)';
const LIST = `${API}/gatewayresponses`;
const ONE = `${LIST}/(?<responseType>[^/?]+)$`;

const ROUTES: readonly Route[] = [
  { operation: 'CreateRestApi', method: 'POST', path: /^\/restapis$/, body: 'create' },
  { operation: 'GetRestApi', method: 'GET', path: new RegExp(`${API}$`), body: 'none' },
  { operation: 'DeleteRestApi', method: 'DELETE', path: new RegExp(`${API}$`), body: 'none' },
  { operation: 'GetGatewayResponses', method: 'GET', path: new RegExp(`${LIST}(?:\\?(?<query>.*))?$`), body: 'none' },
  { operation: 'GetGatewayResponse', method: 'GET', path: new RegExp(ONE), body: 'none' },
  { operation: 'PutGatewayResponse', method: 'PUT', path: new RegExp(ONE), body: 'put' },
  { operation: 'UpdateGatewayResponse', method: 'PATCH', path: new RegExp(ONE), body: 'update' },
  { operation: 'DeleteGatewayResponse', method: 'DELETE', path: new RegExp(ONE), body: 'none' },
];

const none = (why: string): Call => ({ kind: 'none', why });

const isText = (value: Json): boolean => typeof value === 'string';
const isTextMap = (value: Json): boolean => isObject(value) && Object.values(value).every(isText);
const isOnly = (value: Json, names: readonly string[]): value is JsonObject =>
  isObject(value) && Object.entries(value).every(([name, member]) => names.includes(name) && isText(member));

const MEMBERS: Readonly<Record<Shape, Readonly<Record<string, (value: Json) => boolean>>>> = {
  none: {},
  create: {
    name: isText,
    description: isText,
    endpointConfiguration: (value) => isObject(value) && Object.keys(value).every((key) => key === 'types'),
    tags: isTextMap,
  },
  put: { statusCode: isText, responseParameters: isTextMap, responseTemplates: isTextMap },
  update: { patchOperations: (value) => Array.isArray(value) && value.every((one: Json) => isOnly(one, ['op', 'path', 'value', 'from'])) },
};

const bodyMembers = (text: string, shape: Shape): JsonObject | string => {
  if (shape === 'none') return text === '' ? {} : 'the operation has no body';
  const body = parseJson(text);
  if (!isObject(body)) return 'its body is no JSON object';
  const odd = Object.entries(body).find(([name, value]) => {
    const members = MEMBERS[shape];
    return !Object.hasOwn(members, name) || members[name]?.(value) !== true;
  });
  if (odd !== undefined) return `the service model has no "${odd[0]}" like this one`;
  return JSON.stringify(body) === text ? body : 'its body is written as no SDK writes it';
};

const EXPECTED_HEADERS: ReadonlyMap<string, string> = new Map([
  ['accept', 'application/json'],
  ['content-type', 'application/json'],
]);

const oddHeader = ({ headers, body }: SentRequest): string | undefined => {
  const odd = headers.find(([name, value]) => EXPECTED_HEADERS.get(name.toLowerCase()) !== value);
  if (odd !== undefined) return `no SDK sends its header ${odd[0]}: ${odd[1]}`;
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return body !== '' && !typed ? 'it has a body without a media type' : undefined;
};

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** An SDK escapes what is no plain character: a path that it would have written otherwise is not its own. */
const isSdkSegment = (text: string): boolean =>
  decode(text) !== null &&
  encodeURIComponent(decode(text) ?? '').replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`) === text;

const queryMembers = (query: string): JsonObject | null => {
  const pairs = [...new URLSearchParams(query)];
  const known = pairs.every(([name, value]) => name === 'position' || (name === 'limit' && /^(?:0|-?[1-9]\d*)$/.test(value)));
  const once = new Set(pairs.map(([name]) => name)).size === pairs.length;
  return known && once ? Object.fromEntries(pairs.map(([name, value]) => [name, name === 'limit' ? Number(value) : value])) : null;
};

/** Reads the operation and its input back from a request, where the request is one that an SDK can send. */
export const callOf = (sent: SentRequest): Call => {
  const route = ROUTES.find(({ method, path }) => method === sent.method && path.test(sent.path));
  if (route === undefined) return none('no operation has this method and path');
  const { query = '', ...segments } = route.path.exec(sent.path)?.groups ?? {};
  if (!Object.values(segments).every(isSdkSegment)) return none('no SDK writes its path like this');
  const listed = queryMembers(query);
  if (listed === null) return none('the operation has no such query');
  const header = oddHeader(sent);
  if (header !== undefined) return none(header);
  const members = bodyMembers(sent.body, route.body);
  if (typeof members === 'string') return none(members);
  const named = Object.fromEntries(Object.entries(segments).map(([name, text]) => [name, decode(text) ?? text]));
  return { kind: 'call', operation: route.operation, input: { ...named, ...listed, ...members } };
};
