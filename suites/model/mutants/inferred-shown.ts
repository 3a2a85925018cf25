import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

/** Defects of what is put and shown, on inferred ground: advisory. */
export const inferredShown: readonly Mutant[] = [
  {
    name: 'any-status-code-put',
    fact: 'F-068',
    aspect: 'status',
    breaks: 'Put takes any text for a status.',
    overrides: { isStatusCode: () => true },
    seen: 'moto 5.2.5; LocalStack 2026.3.0',
  },
  {
    name: 'only-get-all-inherits',
    fact: 'F-112b',
    aspect: 'body',
    breaks: 'Get of a single type shows nothing of its family.',
    overrides: { inherits: (source) => source.operation === 'GetGatewayResponses' && aws.inherits(source) },
  },
  {
    name: 'only-the-5xx-family-inherits',
    fact: 'F-112a',
    aspect: 'body',
    breaks: '4xx types show nothing of DEFAULT_4XX.',
    overrides: { families: new Map([...aws.families].filter(([, family]) => family === 'DEFAULT_5XX')) },
  },
  {
    name: 'unauthorized-outside-its-family',
    fact: 'F-117',
    aspect: 'body',
    breaks: 'UNAUTHORIZED and REQUEST_TOO_LARGE show nothing of DEFAULT_4XX.',
    overrides: { families: new Map([...aws.families].filter(([type]) => type !== 'UNAUTHORIZED' && type !== 'REQUEST_TOO_LARGE')) },
  },
  {
    name: 'empty-templates-put-show-none',
    fact: 'F-075',
    aspect: 'state',
    breaks: 'A customised type that stores no template shows none.',
    overrides: {
      templatesShown: (source, defaults) => (source.stored?.responseTemplates.size === 0 ? new Map() : aws.templatesShown(source, defaults)),
    },
    seen: 'moto 5.2.5',
  },
  {
    name: 'position-null',
    fact: 'F-088',
    aspect: 'wire',
    breaks: 'GetAll writes position as null.',
    overrides: { collection: (items) => ({ ...aws.collection(items), position: null }) },
  },
  {
    name: 'status-null',
    fact: 'F-110',
    aspect: 'wire',
    breaks: 'A type without a status shows null.',
    overrides: { resource: (view) => ({ ...aws.resource(view), statusCode: view.statusCode ?? null }) },
  },
  {
    name: 'empty-object-put-refused',
    fact: 'F-073',
    aspect: 'status',
    breaks: 'Put without any member is refused.',
    overrides: {
      putCustomization: (before, input) =>
        input.statusCode === undefined && input.responseParameters === undefined && input.responseTemplates === undefined
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'nothing to put' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'error-type-with-coral-prefix',
    fact: 'F-438',
    aspect: 'wire',
    breaks: 'The type of an error comes with a namespace.',
    overrides: { errorTypeHeader: ({ errorType }) => `com.amazonaws.apigateway#${errorType}` },
  },
  {
    name: 'get-without-built-in-status',
    fact: 'F-045',
    aspect: 'state',
    breaks: 'Get of a customised type shows no status where none was set.',
    overrides: {
      statusShown: (source, builtIn) =>
        source.operation === 'GetGatewayResponse' && source.stored !== undefined ? source.stored.statusCode : aws.statusShown(source, builtIn),
    },
  },
  {
    name: 'customised-family-shows-400',
    fact: 'F-064',
    aspect: 'body',
    breaks: 'DEFAULT_4XX and DEFAULT_5XX show 400 once they are customised.',
    overrides: {
      statusShown: (source, builtIn) => aws.statusShown(source, builtIn) ?? (source.stored === undefined ? undefined : '400'),
    },
  },
  {
    name: 'family-without-status-is-default',
    fact: 'F-103d',
    aspect: 'state',
    breaks: 'DEFAULT_4XX and DEFAULT_5XX put without a status have defaultResponse true.',
    overrides: { defaultFlag: ({ type, stored }) => stored === undefined || (type.startsWith('DEFAULT_') && stored.statusCode === undefined) },
  },
  {
    name: 'bare-family-takes-status-away',
    fact: 'F-112d',
    aspect: 'state',
    breaks: 'Types show no status where their family was customised without one.',
    overrides: {
      statusShown: (source, builtIn) =>
        source.stored === undefined && source.inherited !== undefined ? source.inherited.statusCode : aws.statusShown(source, builtIn),
    },
  },
  {
    name: 'single-get-of-customised-inherits',
    fact: 'F-114',
    aspect: 'state',
    breaks: 'Get of a single customised type shows its family where it has nothing of its own.',
    overrides: { inherits: (source) => source.operation === 'GetGatewayResponse' || aws.inherits(source) },
  },
  {
    name: 'request-too-large-fixed',
    fact: 'F-149',
    aspect: 'status',
    breaks: 'Put and Update of REQUEST_TOO_LARGE are refused.',
    overrides: {
      refuseRequest: ({ method, path }) =>
        (method === 'PUT' || method === 'PATCH') && path.endsWith('/REQUEST_TOO_LARGE')
          ? { status: 400, errorType: 'BadRequestException', message: 'REQUEST_TOO_LARGE cannot be customized' }
          : undefined,
    },
  },
  {
    name: 'content-type-needed',
    fact: 'F-435',
    aspect: 'status',
    breaks: 'A PATCH without a Content-Type answers 415.',
    overrides: {
      refuseRequest: ({ method, headers }) =>
        method === 'PATCH' && !headers.some(([name]) => name.toLowerCase() === 'content-type')
          ? { status: 415, errorType: 'UnsupportedMediaTypeException', message: 'Unsupported media type' }
          : undefined,
    },
    seen: 'moto 5.2.5 (with status 404)',
  },
  {
    name: 'delete-without-content-type',
    fact: 'F-439',
    aspect: 'wire',
    breaks: 'An answer of 202 has no content-type.',
    overrides: {
      finish: (response) =>
        response.status === 202 ? { ...response, headers: response.headers.filter(([name]) => name !== 'content-type') } : response,
    },
    seen: 'MiniStack 1.5.33',
  },
];
