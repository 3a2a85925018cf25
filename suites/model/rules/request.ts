import { type Reading, type Refusal, refusal, unknownText } from '../refusal.ts';
import { enumOrder, responseTypeTable } from '../response-types.ts';
import { isJsonObject, type Json, type JsonObject, type ModelRequest, type ModelResponse } from '../wire.ts';

/** The operations that the model has. */
export type Operation =
  | 'CreateRestApi'
  | 'GetRestApis'
  | 'GetRestApi'
  | 'DeleteRestApi'
  | 'GetGatewayResponses'
  | 'GetGatewayResponse'
  | 'PutGatewayResponse'
  | 'UpdateGatewayResponse'
  | 'DeleteGatewayResponse';

/** The operation that a request means; id and type are empty where it names none. */
export interface Route {
  readonly operation: Operation;
  readonly apiId: string;
  readonly type: string;
}

/** Violations of the service model found in one request, each as AWS words it. */
export interface Violations {
  readonly operations: readonly string[];
  readonly body: readonly string[];
  readonly uri: readonly string[];
}

/** How a request is understood, and what is refused before any business rule. */
export interface RequestRules {
  /** Verb and path of each operation: F-400; an empty id collapses to the list: F-418. */
  readonly route: (method: string, path: string) => Route | undefined;
  /** A verb or path that matches no operation answers 403 with XML. F-440, inferred from F-421 (Lambda's control plane). */
  readonly unknownRoute: (request: ModelRequest) => ModelResponse;
  /** What is refused as it stands, before it is read: nothing. Open for media types, sizes and query (I.8, I.10). */
  readonly refuseRequest: (request: ModelRequest) => Refusal | undefined;
  /** A body is a JSON object, whatever its Content-Type: F-434, F-435. Empty body and `null` as `{}`, the rest refused: open (I.8). */
  readonly readBody: (body: string) => Reading<JsonObject>;
  /** Where a string belongs, a number or boolean is a SerializationException: D.1 item 10 (inferred for Update). Null is absent; object and array: open (I.8). */
  readonly readText: (value: Json | undefined) => Reading<string | undefined>;
  /** `patchOperations` is a list of objects; absent or null is no operation: F-022. Anything else is refused: open (I.8). */
  readonly readOperations: (value: Json | undefined) => Reading<readonly JsonObject[]>;
  /** Which check comes first. Validation before business rules: D.1 item 2; the rest: open (I.7). */
  readonly checkOrder: readonly ('serialization' | 'validation' | 'api')[];
  /** The response types there are: F-107 (membership), F-119 (order, inferred). */
  readonly responseTypes: readonly string[];
  /** What is said of an unknown response type: F-019, F-033. */
  readonly typeViolation: (type: string) => string | undefined;
  /** The ops that pass validation: F-014, F-022. */
  readonly opEnum: readonly string[];
  /** What is said of an unknown op; position counts from 1: F-014, D.1 item 2. */
  readonly opViolation: (op: string, position: number) => string | undefined;
  /** The status codes that Put takes: F-053, F-078. */
  readonly isStatusCode: (value: string) => boolean;
  /** What is said of a status code that Put does not take: F-068, inferred. */
  readonly statusViolation: (value: string) => string;
  /** All violations are told together, those of operations first: D.1 item 2. */
  readonly orderViolations: (violations: Violations) => readonly string[];
  /** One ValidationException for all violations: F-014, F-033, D.1 item 2. */
  readonly validationFailure: (violations: readonly string[]) => Refusal;
  /** The account in error texts; any account would do. */
  readonly accountId: string;
  /** A REST API that does not exist: F-018, F-031 (inferred for Put), D.1 item 3. */
  readonly unknownApi: (where: Route, accountId: string) => Refusal;
}

const collectionVerbs: Readonly<Record<string, Operation>> = { GET: 'GetRestApis', POST: 'CreateRestApi' };
const apiVerbs: Readonly<Record<string, Operation>> = { GET: 'GetRestApi', DELETE: 'DeleteRestApi' };
const listVerbs: Readonly<Record<string, Operation>> = { GET: 'GetGatewayResponses' };
const typeVerbs: Readonly<Record<string, Operation>> = {
  GET: 'GetGatewayResponse',
  PUT: 'PutGatewayResponse',
  PATCH: 'UpdateGatewayResponse',
  DELETE: 'DeleteGatewayResponse',
};

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function verbsOf(segments: readonly string[]): Readonly<Record<string, Operation>> | undefined {
  const [root, apiId, child, type] = segments;
  if (root !== 'restapis' || segments.length > 4) return undefined;
  if (apiId === undefined) return collectionVerbs;
  if (child === undefined) return apiVerbs;
  if (child !== 'gatewayresponses') return undefined;
  return type === undefined ? listVerbs : typeVerbs;
}

function findRoute(method: string, path: string): Route | undefined {
  const trimmed = path
    .replace(/[?#].*$/s, '')
    .replace(/^\//, '')
    .replace(/\/$/, '');
  const segments = trimmed.split('/').map(decodeSegment);
  if (segments.includes('')) return undefined;
  const verbs = verbsOf(segments);
  const operation = verbs !== undefined && Object.hasOwn(verbs, method) ? verbs[method] : undefined;
  if (operation === undefined) return undefined;
  return { operation, apiId: segments[1] ?? '', type: segments[3] ?? '' };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function unreadable(message: string): { readonly refused: Refusal } {
  return { refused: refusal('SerializationException', message) };
}

/** {@link RequestRules} as AWS has them. */
export const requestRules: RequestRules = {
  route: findRoute,
  unknownRoute: () => ({
    status: 403,
    headers: [['content-type', 'application/xml']],
    body: '<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n',
  }),
  refuseRequest: () => undefined,
  readBody: (body) => {
    const value = body.trim() === '' ? {} : parseJson(body);
    if (value === null) return { value: {} };
    return isJsonObject(value) ? { value } : unreadable(unknownText);
  },
  readText: (value) => {
    if (typeof value === 'string') return { value };
    if (value === undefined || value === null) return { value: undefined };
    if (typeof value === 'number') {
      return unreadable('class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String');
    }
    if (typeof value === 'boolean') return unreadable('class java.lang.Boolean can not be converted to an String');
    return unreadable(unknownText);
  },
  readOperations: (value) => {
    if (value === undefined || value === null) return { value: [] };
    const list: readonly Json[] | undefined = Array.isArray(value) ? value : undefined;
    const operations = list?.filter(isJsonObject);
    return operations === undefined || operations.length !== list?.length ? unreadable(unknownText) : { value: operations };
  },
  checkOrder: ['serialization', 'validation', 'api'],
  responseTypes: responseTypeTable.map(({ name }) => name),
  typeViolation: (type) =>
    `Value '${type}' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [${enumOrder.join(', ')}]`,
  opEnum: ['add', 'remove', 'move', 'test', 'replace', 'copy'],
  opViolation: (op, position) =>
    `Value '${op}' at 'updateGatewayResponseInput.patchOperations.${position}.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]`,
  isStatusCode: (value) => /^[1-5]\d\d$/.test(value),
  statusViolation: (value) =>
    `Value '${value}' at 'putGatewayResponseInput.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
  orderViolations: ({ operations, body, uri }) => [...operations, ...body, ...uri],
  validationFailure: (violations) =>
    refusal('ValidationException', `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`),
  accountId: '123456789012',
  unknownApi: ({ apiId }, accountId) => refusal('NotFoundException', `Invalid API identifier specified ${accountId}:${apiId}`),
};
