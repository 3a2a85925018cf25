import type { Variant } from '../mutants/types.ts';
import type { Refusal } from '../refusal.ts';
import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';
import type { Json, JsonObject } from '../wire.ts';

const badRequest = (message: string): Refusal => ({ status: 400, errorType: 'BadRequestException', message });

const headerOf = (headers: readonly (readonly [string, string])[], name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

const writes = new Set(['PUT', 'PATCH']);

const listed = new Set(['op', 'path', 'value', 'from']);

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Open questions on requests: bodies, JSON types, media types, which check comes first, and what a refusal leaves. */
export const requests: readonly Variant[] = [
  {
    name: 'no-body-refused',
    allowedBy: ['Q-103', 'Q-104'],
    differs: 'A write without a body is refused.',
    overrides: {
      readBody: (body) => (body === '' ? { refused: { status: 400, errorType: 'SerializationException', message: 'no body' } } : aws.readBody(body)),
    },
  },
  {
    name: 'malformed-json-is-a-bad-request',
    allowedBy: ['Q-105', 'Q-106'],
    differs: 'A body that cannot be read is a BadRequestException.',
    overrides: {
      readBody: (body) => {
        const read = aws.readBody(body);
        return 'refused' in read ? { refused: badRequest('Invalid JSON') } : read;
      },
    },
  },
  {
    name: 'bare-list-accepted',
    allowedBy: ['Q-106'],
    differs: 'A list for a body is the list of operations.',
    overrides: {
      readBody: (body) => {
        const value = parsed(body);
        return Array.isArray(value) ? { value: { patchOperations: value as readonly Json[] } } : aws.readBody(body);
      },
    },
  },
  {
    name: 'one-operation-without-list',
    allowedBy: ['Q-108', 'Q-109'],
    differs: 'patchOperations may be one operation, and null in the list is left out.',
    overrides: {
      readOperations: (value) => {
        if (Array.isArray(value)) return aws.readOperations((value as readonly Json[]).filter((one) => one !== null));
        return aws.readOperations(typeof value === 'object' && value !== null ? [value as JsonObject] : value);
      },
    },
  },
  {
    name: 'absent-op-is-a-validation-error',
    allowedBy: ['Q-110', 'Q-111'],
    differs: 'An operation without op is a ValidationException.',
    overrides: { absentOp: () => ({ status: 400, errorType: 'ValidationException', message: '1 validation error detected: op must not be null' }) },
  },
  {
    name: 'op-in-any-case',
    allowedBy: ['Q-113'],
    differs: 'The case of an op does not count.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.map((one) => (one['op'] === 'Replace' ? { ...one, op: 'replace' } : one)) };
      },
    },
  },
  {
    name: 'unknown-members-refused',
    allowedBy: ['Q-114'],
    differs: 'An operation with a member that is not known is refused.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        const isStrange = 'value' in read && read.value.some((one) => Object.keys(one).some((key) => !listed.has(key)));
        return isStrange ? { refused: { status: 400, errorType: 'SerializationException', message: 'unknown member' } } : read;
      },
    },
  },
  {
    name: 'numbers-and-booleans-as-text',
    allowedBy: ['Q-041', 'Q-042', 'Q-115', 'Q-116', 'Q-129', 'F-130', 'F-131'],
    differs: 'A number or a boolean is taken as its text.',
    overrides: { readText: (value) => aws.readText(typeof value === 'number' || typeof value === 'boolean' ? String(value) : value) },
  },
  {
    name: 'structures-as-text',
    allowedBy: ['Q-117'],
    differs: 'An object or a list is taken as its JSON text.',
    overrides: { readText: (value) => aws.readText(typeof value === 'object' && value !== null ? JSON.stringify(value) : value) },
  },
  {
    name: 'wrong-json-type-is-a-bad-request',
    allowedBy: ['Q-041', 'Q-042', 'Q-115', 'Q-116', 'Q-117', 'F-130', 'F-131'],
    differs: 'A JSON type that does not fit is a BadRequestException.',
    overrides: {
      readText: (value) => {
        const read = aws.readText(value);
        return 'refused' in read ? { refused: badRequest('Invalid type') } : read;
      },
    },
  },
  {
    name: 'other-media-types-refused',
    allowedBy: ['Q-118', 'Q-119', 'F-435'],
    differs: 'A write whose Content-Type is not JSON answers 415.',
    overrides: {
      refuseRequest: ({ method, headers }) =>
        writes.has(method) && !/^application\/json/.test(headerOf(headers, 'content-type') ?? '')
          ? { status: 415, errorType: 'UnsupportedMediaTypeException', message: 'Unsupported media type' }
          : undefined,
    },
  },
  {
    name: 'large-bodies-refused',
    allowedBy: ['Q-120'],
    differs: 'A body of more than 310,000 characters answers 413.',
    overrides: {
      refuseRequest: ({ body }) =>
        body.length > 310_000 ? { status: 413, errorType: 'RequestEntityTooLargeException', message: 'Request too large' } : undefined,
    },
  },
  {
    name: 'bad-limit-refused',
    allowedBy: ['Q-145'],
    differs: 'GetAll refuses a limit that is none.',
    overrides: {
      refuseRequest: ({ path }) => (/[?&]limit=(0|-1|abc|501)\b/.test(path) ? badRequest('Invalid limit') : undefined),
    },
  },
  {
    name: 'position-refused',
    allowedBy: ['Q-144'],
    differs: 'GetAll refuses a position.',
    overrides: { refuseRequest: ({ path }) => (/[?&]position=/.test(path) ? badRequest('Invalid position') : undefined) },
  },
  {
    name: 'request-too-large-is-fixed',
    allowedBy: ['Q-149', 'F-149'],
    differs: 'Put and Update of REQUEST_TOO_LARGE are refused.',
    overrides: {
      refuseRequest: ({ method, path }) =>
        writes.has(method) && path.endsWith('/REQUEST_TOO_LARGE') ? badRequest('REQUEST_TOO_LARGE cannot be customized') : undefined,
    },
  },
  {
    name: 'type-in-any-case',
    allowedBy: ['Q-131'],
    differs: 'The case of a response type does not count.',
    overrides: {
      route: (method, path) => {
        const found = aws.route(method, path);
        return found === undefined ? undefined : { ...found, type: found.type === 'default_4xx' ? 'DEFAULT_4XX' : found.type };
      },
    },
  },
  {
    name: 'put-on-unknown-api-denied',
    allowedBy: ['Q-132', 'Q-133', 'F-139'],
    differs: 'Put on an API that does not exist answers 403.',
    overrides: {
      unknownApi: (where, accountId) =>
        where.operation === 'PutGatewayResponse'
          ? { status: 403, errorType: 'AccessDeniedException', message: 'not authorized' }
          : aws.unknownApi(where, accountId),
    },
  },
  {
    name: 'api-checked-before-validation',
    allowedBy: ['Q-096', 'Q-097', 'Q-102', 'Q-133'],
    differs: 'Whether the API exists is checked before the model is.',
    overrides: { checkOrder: ['serialization', 'api', 'validation'] },
  },
  {
    name: 'api-checked-first',
    allowedBy: ['Q-096', 'Q-097', 'Q-098', 'Q-102', 'Q-133'],
    differs: 'Whether the API exists is checked before the body is read.',
    overrides: { checkOrder: ['api', 'serialization', 'validation'] },
  },
  {
    name: 'type-comes-before-ops',
    allowedBy: ['Q-099', 'F-124'],
    differs: 'An unknown type is told before bad ops.',
    overrides: { orderViolations: ({ operations, body, uri }) => [...uri, ...operations, ...body] },
  },
  {
    name: 'first-violation-only',
    allowedBy: ['Q-089', 'Q-099', 'F-123', 'F-124'],
    differs: 'Of several violations only the first is told.',
    overrides: { validationFailure: (violations) => aws.validationFailure(violations.slice(0, 1)) },
  },
  {
    name: 'refused-update-leaves-customization',
    allowedBy: ['Q-086', 'F-150'],
    differs: 'A refused Update leaves an empty customization behind.',
    overrides: { afterRefusal: ({ before }) => before ?? emptyCustomization },
  },
  {
    name: 'refused-update-keeps-the-first-operations',
    allowedBy: ['Q-087', 'F-150'],
    differs: 'Operations before a refused one are kept.',
    overrides: { afterRefusal: ({ after }) => after },
  },
  {
    name: 'unknown-route-404',
    allowedBy: ['Q-147', 'Q-148', 'F-440'],
    differs: 'A request that matches no operation answers 404 with JSON.',
    overrides: {
      unknownRoute: () => ({
        status: 404,
        headers: [
          ['content-type', 'application/json'],
          ['x-amzn-errortype', 'UnknownOperationException'],
        ],
        body: '{}',
      }),
    },
  },
  {
    name: 'head-answers-as-get',
    allowedBy: ['Q-148'],
    differs: 'HEAD answers as Get does.',
    overrides: { route: (method, path) => aws.route(method === 'HEAD' ? 'GET' : method, path) },
  },
  {
    name: 'post-answers-as-put',
    allowedBy: ['Q-147'],
    differs: 'POST on a gateway response is taken for Put.',
    overrides: { route: (method, path) => aws.route(method === 'POST' && path.includes('/gatewayresponses/') ? 'PUT' : method, path) },
  },
];
