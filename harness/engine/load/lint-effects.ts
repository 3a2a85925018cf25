import { escapeToken, isObject, type Json, type JsonObject, parseJson, pointerTokens } from '../../base/json.ts';
import { API_PLACEHOLDERS } from './apis.ts';
import { addressOf } from './parse-read.ts';
import type { Problem } from './problems.ts';
import type { Case, Expectation, Scenario, Step } from './types.ts';

/** One place of one gateway response, and what has to stand there; undefined where something has to be gone. */
interface Place {
  readonly type: string;
  readonly tokens: readonly string[];
  readonly value: Json | undefined;
}

const leavesOf = (value: Json, tokens: readonly string[] = []): readonly (readonly [readonly string[], Json])[] =>
  isObject(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...tokens, key]))
    : [[tokens, value]];

const located = (own: string, tokens: readonly string[], value: Json | undefined): Place =>
  tokens[0] === 'item' ? { type: tokens[1] ?? '', tokens: tokens.slice(2), value } : { type: own, tokens, value };

/** Every place at which an expectation looks. */
const placesOf = ({ read, matcher }: Expectation, step: Step): readonly Place[] => {
  const own = read?.call === 'GetGatewayResponse' ? read.responseType : addressOf(step.request).type;
  switch (matcher.kind) {
    case 'equals':
    case 'includes':
      return leavesOf(matcher.value).map(([tokens, value]) => located(own, tokens, value));
    case 'lacks':
      return leavesOf(matcher.value).map(([tokens]) => located(own, tokens, undefined));
    case 'absent':
      return matcher.pointers.map((pointer) => located(own, pointerTokens(pointer), undefined));
    case 'accepted':
    case 'refused':
    case 'matches':
    case 'observe':
      return [];
  }
};

const bodyOf = ({ request }: Step): JsonObject => {
  if (request.kind === 'call') return request.input;
  const body = parseJson(request.body);
  return isObject(body) ? body : {};
};

/** What a request makes of each place that it changes: a value, or undefined where it takes away. */
type Changes = ReadonlyMap<string, Json | undefined>;

const keyOf = (tokens: readonly string[]): string => tokens.map((token) => `/${escapeToken(token)}`).join('');

const putChanges = (body: JsonObject): Changes => {
  const { statusCode, responseParameters, responseTemplates } = body;
  const members = Object.entries({ statusCode, responseParameters, responseTemplates }).filter(([, value]) => value !== undefined);
  return new Map(leavesOf(Object.fromEntries(members) as JsonObject).map(([tokens, value]) => [keyOf(tokens), value]));
};

const updateChanges = ({ patchOperations }: JsonObject): Changes => {
  const operations = Array.isArray(patchOperations) ? patchOperations.filter(isObject) : [];
  return new Map(
    operations.map(({ op, path, value }) => [typeof path === 'string' ? keyOf(pointerTokens(path)) : '', op === 'remove' ? undefined : value]),
  );
};

const changesOf = (step: Step): Changes | null => {
  if (step.request.operation === 'PutGatewayResponse') return putChanges(bodyOf(step));
  return step.request.operation === 'UpdateGatewayResponse' ? updateChanges(bodyOf(step)) : null;
};

/** The status that a type shows while nobody customised it (F-100): seeing it proves nothing of a request that sends the same. */
const DEFAULT_STATUS: Readonly<Record<string, string>> = {
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  UNAUTHORIZED: '401',
  ACCESS_DENIED: '403',
  EXPIRED_TOKEN: '403',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  WAF_FILTERED: '403',
  RESOURCE_NOT_FOUND: '404',
  REQUEST_TOO_LARGE: '413',
  UNSUPPORTED_MEDIA_TYPE: '415',
  QUOTA_EXCEEDED: '429',
  THROTTLED: '429',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
};

const isWrite = ({ request: { operation } }: Step): boolean => /^(Put|Update)/.test(operation ?? '');

/** What the steps before one wrote, by type. */
const writtenBefore = (one: Case, step: Step): ReadonlyMap<string, Changes> => {
  const before = [...one.given, ...one.steps.slice(0, one.steps.indexOf(step))].filter(isWrite);
  const written = new Map<string, Changes>();
  for (const writer of before) {
    const { type } = addressOf(writer.request);
    written.set(type, new Map([...(written.get(type) ?? []), ...(changesOf(writer) ?? [])]));
  }
  return written;
};

const NEVER: ReadonlySet<string> = new Set(['defaultResponse', 'responseType']);

const ofWrite = (by: Step, place: Place): string | null => {
  const { type } = addressOf(by.request);
  if (place.type !== type) return `it looks at ${place.type}, and ${by.name} is about ${type}`;
  if (by.request.operation === 'DeleteGatewayResponse') return place.value === undefined ? null : 'the effect of a Delete is that something is gone';
  const changes = changesOf(by);
  const key = keyOf(place.tokens);
  if (changes === null) return null;
  if (place.value === undefined && by.request.operation === 'PutGatewayResponse')
    return changes.get(key) === undefined ? null : `${by.name} puts ${key}`;
  if (!changes.has(key) || JSON.stringify(changes.get(key)) !== JSON.stringify(place.value)) return `${by.name} does not change ${key} to that`;
  return key === '/statusCode' && place.value === DEFAULT_STATUS[type] ? `${type} has that status by default` : null;
};

const ofReading = (one: Case, by: Step, place: Place): string | null => {
  const written = writtenBefore(one, by);
  const changes = written.get(place.type);
  if (changes === undefined) return written.size === 0 ? null : `it looks at ${place.type}, which nothing before ${by.name} wrote`;
  const key = keyOf(place.tokens);
  return place.value !== undefined && changes.has(key) ? null : `nothing before ${by.name} wrote ${key} of ${place.type}`;
};

const complaintOf = (one: Case, step: Step, expectation: Expectation): string | null => {
  const by = one.steps.find(({ name }) => name === expectation.effect);
  const places = placesOf(expectation, step);
  const [place] = places;
  if (by === undefined) return null;
  if (place === undefined || places.length > 1) return `an effect is one member, and this looks at ${places.length}`;
  const { api } = addressOf(by.request);
  const seen = expectation.read?.restApiId ?? addressOf(step.request).api;
  if (seen !== (api || API_PLACEHOLDERS.api)) return `it looks at another API than that of ${by.name}`;
  const [member = ''] = place.tokens;
  if (NEVER.has(member)) return `${member} is no member that a request changes`;
  return isWrite(by) || by.request.operation === 'DeleteGatewayResponse' ? ofWrite(by, place) : ofReading(one, by, place);
};

/**
 * An effect is the smallest thing that shows that an operation did what it says: of the gateway response that it names, one member that
 * it changes, or its absence. Whatever else an answer has is an expectation of its own, and hides no operation.
 */
export const effectsAreNarrow = (scenario: Scenario): readonly Problem[] =>
  scenario.cases.flatMap((one) =>
    one.steps.flatMap((step) =>
      step.expect.flatMap((expectation) => {
        const message = expectation.effect === null ? null : complaintOf(one, step, expectation);
        if (message === null) return [];
        const remedy = 'Mark as effect one member that the request changes, or that it is gone; expect the rest apart.';
        return [{ file: scenario.file, pointer: `${expectation.pointer}/effect`, message: `${one.id}: ${message}`, remedy }];
      }),
    ),
  );
