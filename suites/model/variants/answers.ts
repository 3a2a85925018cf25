import type { Variant } from '../mutants/types.ts';
import { enumOrder } from '../response-types.ts';
import { awsRules as aws } from '../rules.ts';
import type { Json, JsonObject } from '../wire.ts';

const titled = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

const backwards = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, backwards(member)]),
  );
};

const isProse = (errorType: string): boolean => errorType === 'ValidationException' || errorType === 'SerializationException';

/** Answers that say the same in another form: headers, order, white space, absence, members to come. */
export const answers: readonly Variant[] = [
  {
    name: 'header-names-with-capitals',
    allowedBy: ['F-136'],
    differs: 'Names of headers begin with capitals.',
    overrides: { finish: (response) => ({ ...response, headers: response.headers.map(([name, value]) => [titled(name), value]) }) },
  },
  {
    name: 'more-headers',
    allowedBy: ['F-136'],
    differs: 'Answers carry more headers.',
    overrides: {
      finish: (response) => ({
        ...response,
        headers: [...response.headers, ['x-amzn-trace-id', 'Root=1-5759e988-bd862e3fe1be46a994272793'], ['vary', 'Accept'], ['vary', 'Origin']],
      }),
    },
  },
  {
    name: 'empty-answers-without-length',
    allowedBy: ['M-DeleteRestApi', 'M-DeleteGatewayResponse'],
    differs: 'Answers without a body have no content-length: they end in chunks, or with the connection.',
    overrides: { framing: (bytes) => (bytes === 0 ? [] : aws.framing(bytes)) },
  },
  {
    name: 'members-in-another-order',
    allowedBy: ['M-GetGatewayResponse'],
    differs: 'Members stand in the reverse order.',
    overrides: { serialize: (body) => aws.serialize(backwards(body) as JsonObject) },
  },
  {
    name: 'pretty-printed',
    allowedBy: ['F-430', 'F-442'],
    differs: 'Bodies are indented.',
    overrides: { serialize: (body) => JSON.stringify(body, null, 2) },
  },
  {
    name: 'no-newline-at-the-end',
    allowedBy: ['F-430', 'F-442'],
    differs: 'Bodies do not end in a newline.',
    overrides: { serialize: (body) => JSON.stringify(body) },
  },
  {
    name: 'text-escaped',
    allowedBy: ['F-148'],
    differs: 'Characters outside ASCII, and slashes, are escaped.',
    overrides: {
      serialize: (body) =>
        aws
          .serialize(body)
          .replaceAll('/', '\\/')
          .replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    },
  },
  {
    name: 'absent-members-are-null',
    allowedBy: ['F-088', 'F-110'],
    differs: 'A status and a position that are not there are null.',
    overrides: {
      resource: (view) => ({ ...aws.resource(view), statusCode: view.statusCode ?? null }),
      collection: (items) => ({ ...aws.collection(items), position: null }),
    },
  },
  {
    name: 'api-with-null-members',
    allowedBy: ['M-CreateRestApi'],
    differs: 'Members of an API that are not set are null.',
    overrides: { restApi: (api, createdDate) => ({ description: null, version: null, policy: null, ...aws.restApi(api, createdDate) }) },
  },
  {
    name: 'api-created-within-a-second',
    allowedBy: ['M-CreateRestApi'],
    differs: 'createdDate has a fraction.',
    overrides: { restApi: (api, createdDate) => ({ ...aws.restApi(api, createdDate), createdDate: createdDate + 0.25 }) },
  },
  {
    name: 'member-to-come',
    allowedBy: ['F-441'],
    differs: 'A gateway response has a member that the service model does not have yet.',
    overrides: { resource: (view) => ({ ...aws.resource(view), lastUpdatedDate: 1_713_213_980 }) },
  },
  {
    name: 'collection-member-to-come',
    allowedBy: ['F-441'],
    differs: 'The collection has a member that the service model does not have yet.',
    overrides: { collection: (items) => ({ ...aws.collection(items), totalCount: items.length }) },
  },
  {
    name: 'api-member-to-come',
    allowedBy: ['F-441'],
    differs: 'An API has a member that the service model does not have yet.',
    overrides: { restApi: (api, createdDate) => ({ ...aws.restApi(api, createdDate), ipv6: false }) },
  },
  {
    name: 'list-sorted',
    allowedBy: ['Q-143', 'F-119'],
    differs: 'GetAll lists the types in the order of the alphabet.',
    overrides: { listedTypes: (types) => types.toSorted() },
  },
  {
    name: 'list-backwards',
    allowedBy: ['Q-143', 'F-119'],
    differs: 'GetAll lists the types in the reverse order.',
    overrides: { listedTypes: (types) => types.toReversed() },
  },
  {
    name: 'list-as-in-the-message',
    allowedBy: ['Q-143', 'F-119'],
    differs: 'GetAll lists the types as the refusal of an unknown type does.',
    overrides: { listedTypes: () => enumOrder },
  },
  {
    name: 'maps-in-another-order',
    allowedBy: ['M-GetGatewayResponse'],
    differs: 'Entries of maps are sorted.',
    overrides: {
      parametersShown: (source) => new Map([...aws.parametersShown(source)].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      templatesShown: (source, defaults) => new Map([...aws.templatesShown(source, defaults)].toSorted(([a], [b]) => (a < b ? 1 : -1))),
    },
  },
  {
    name: 'error-type-with-suffix',
    allowedBy: ['F-135', 'F-438'],
    differs: 'The type of an error is followed by an address.',
    overrides: {
      errorTypeHeader: ({ errorType }) => `${errorType}:http://internal.amazon.com/coral/com.amazonaws.backplane.controlplane.v20150709/`,
    },
  },
  {
    name: 'error-type-with-namespace',
    allowedBy: ['F-135', 'F-438'],
    differs: 'The type of an error follows a namespace.',
    overrides: { errorTypeHeader: ({ errorType }) => `com.amazonaws.backplane#${errorType}` },
  },
  {
    name: 'error-type-in-the-body',
    allowedBy: ['F-135', 'F-137', 'F-438'],
    differs: 'The type of an error stands in the body alone.',
    overrides: { errorTypeHeader: () => undefined, errorBody: ({ errorType, message }) => ({ __type: errorType, message }) },
  },
  {
    name: 'error-type-as-code',
    allowedBy: ['F-135', 'F-137', 'F-438'],
    differs: 'The type of an error stands in the body alone, as its code.',
    overrides: { errorTypeHeader: () => undefined, errorBody: ({ errorType, message }) => ({ code: errorType, message }) },
  },
  {
    name: 'message-with-a-capital',
    allowedBy: ['Q-134', 'Q-135', 'Q-136', 'F-417', 'F-443'],
    differs: 'Errors that are not modelled have Message.',
    overrides: { errorBody: ({ errorType, message }) => (isProse(errorType) ? { Message: message } : { message }) },
  },
  {
    name: 'error-with-null-members',
    allowedBy: ['F-420'],
    differs: 'Errors write a member that is not set as null.',
    overrides: { errorBody: ({ message }) => ({ message, retryAfterSeconds: null }) },
  },
  {
    name: 'content-type-with-charset',
    allowedBy: ['F-136', 'F-439'],
    differs: 'The content type names a charset.',
    overrides: { contentType: () => 'application/json;charset=UTF-8' },
  },
  {
    name: 'content-type-of-hal',
    allowedBy: ['Q-138', 'Q-139', 'F-136'],
    differs: 'A HAL answer is application/hal+json.',
    overrides: { contentType: (hal) => (hal ? 'application/hal+json' : 'application/json') },
  },
  {
    name: 'plain-without-accept',
    allowedBy: ['Q-138', 'Q-140'],
    differs: 'Only those who accept everything or HAL get HAL.',
    overrides: { wantsHal: (accept) => accept !== undefined && /\*\/\*|hal\+json/.test(accept) },
  },
  {
    name: 'default-resource-can-be-deleted',
    allowedBy: ['Q-141'],
    differs: 'In HAL a single default resource has gatewayresponse:delete too.',
    overrides: { resourceLinks: (linked) => aws.resourceLinks({ ...linked, customised: true }) },
  },
  {
    name: 'items-without-delete',
    allowedBy: ['Q-142', 'F-444'],
    differs: 'In HAL no item of the collection has gatewayresponse:delete.',
    overrides: { itemLinks: (linked) => aws.itemLinks({ ...linked, customised: false }) },
  },
  {
    name: 'another-account',
    allowedBy: ['F-031'],
    differs: 'The account is another one.',
    overrides: { accountId: '210987654321' },
  },
  {
    name: 'ids-of-digits',
    allowedBy: ['M-CreateRestApi'],
    differs: 'Ids of APIs are short and have digits alone.',
    overrides: { resourceId: (count) => String(10_000_000 + count * 7_919) },
  },
];
