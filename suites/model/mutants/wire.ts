import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

/** Errors on the wire: type, text, body. */
export const wire: readonly Mutant[] = [
  {
    name: 'error-type-absent',
    fact: 'F-402a',
    aspect: 'error',
    breaks: 'Errors name no type anywhere.',
    overrides: { errorTypeHeader: () => undefined },
    seen: 'https://github.com/localstack/localstack/pull/3288 (of UpdateRestApi)',
  },
  {
    name: 'error-type-is-the-status',
    fact: 'F-402a',
    aspect: 'error',
    breaks: 'The type of an error is its status.',
    overrides: { errorTypeHeader: ({ status }) => String(status) },
  },
  {
    name: 'error-type-without-exception',
    fact: 'F-402a',
    aspect: 'error',
    breaks: 'The type of an error lacks the word Exception.',
    overrides: { errorTypeHeader: ({ errorType }) => errorType.replace('Exception', '') },
  },
  {
    name: 'errors-are-all-client-exceptions',
    fact: 'F-403a',
    aspect: 'error',
    breaks: 'Every error is a ClientException.',
    overrides: { errorTypeHeader: () => 'ClientException' },
  },
  {
    name: 'error-message-absent',
    fact: 'F-010',
    aspect: 'message',
    breaks: 'Errors have no text.',
    overrides: { errorBody: () => ({}) },
  },
  {
    name: 'error-message-elsewhere',
    fact: 'F-031',
    aspect: 'message',
    breaks: 'The text of an error stands in a member error.',
    overrides: { errorBody: ({ message }) => ({ error: message }) },
  },
  {
    name: 'error-message-as-object',
    fact: 'M-Error',
    aspect: 'shape',
    breaks: 'The message of an error is an object.',
    overrides: { errorBody: ({ message }) => ({ message: { text: message } }) },
  },
  {
    name: 'error-message-as-list',
    fact: 'M-Error',
    aspect: 'shape',
    breaks: 'The message of an error is a list.',
    overrides: { errorBody: ({ message }) => ({ message: [message] }) },
  },
  {
    name: 'empty-answers-hold-an-object',
    fact: 'F-414a',
    aspect: 'wire',
    breaks: 'Answers without a body have {}.',
    overrides: { finish: (response) => (response.body === '' ? { ...response, body: '{}' } : response) },
  },
  {
    name: 'request-id-absent',
    fact: 'F-136',
    aspect: 'wire',
    breaks: 'There is no x-amzn-requestid.',
    overrides: {
      finish: (response) => ({ ...response, headers: response.headers.filter(([name]) => name !== 'x-amzn-requestid') }),
    },
  },
  {
    name: 'request-id-no-uuid',
    fact: 'F-136',
    aspect: 'wire',
    breaks: 'The request id is a number.',
    overrides: { requestId: (count) => String(count) },
  },
  {
    name: 'answers-are-text-plain',
    fact: 'F-136',
    aspect: 'wire',
    breaks: 'Answers are text/plain.',
    overrides: { contentType: () => 'text/plain; charset=utf-8' },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'gateway-id-absent',
    fact: 'F-136',
    aspect: 'wire',
    breaks: 'There is no x-amz-apigw-id.',
    overrides: {
      finish: (response) => ({ ...response, headers: response.headers.filter(([name]) => name !== 'x-amz-apigw-id') }),
    },
    seen: 'moto 5.2.5; MiniStack 1.5.33; LocalStack 2026.3.0',
  },
  {
    name: 'hal-for-sdks',
    fact: 'F-408b',
    aspect: 'wire',
    breaks: 'Whoever asks for JSON gets HAL.',
    overrides: { wantsHal: () => true },
    seen: 'https://github.com/localstack/localstack/pull/7422 (of authorizers)',
  },
  {
    name: 'no-hal-at-all',
    fact: 'F-409b',
    aspect: 'wire',
    breaks: 'There is no HAL.',
    overrides: { wantsHal: () => false },
    seen: 'moto 5.2.5; MiniStack 1.5.33; LocalStack 2026.3.0',
  },
  {
    name: 'hal-list-not-embedded',
    fact: 'F-407b',
    aspect: 'wire',
    breaks: 'In HAL the list stands in item.',
    overrides: { halCollection: (links, items) => ({ _links: links, item: items }) },
  },
  {
    name: 'hal-collection-without-by-type',
    fact: 'F-407b',
    aspect: 'wire',
    breaks: 'The links of the collection lack gatewayresponse:by-type.',
    overrides: {
      collectionLinks: (apiId, types) => {
        const { 'gatewayresponse:by-type': _, ...links } = aws.collectionLinks(apiId, types);
        return links;
      },
    },
  },
  {
    name: 'hal-items-with-curies',
    fact: 'F-407b',
    aspect: 'wire',
    breaks: 'Items of the collection have curies of their own.',
    overrides: { itemLinks: (linked) => aws.resourceLinks(linked) },
  },
  {
    name: 'hal-curies-in-a-list',
    fact: 'F-407d',
    aspect: 'wire',
    breaks: 'curies is a list.',
    overrides: {
      resourceLinks: (linked) => {
        const links = aws.resourceLinks(linked);
        return { ...links, curies: [links['curies'] ?? {}] };
      },
    },
  },
  {
    name: 'hal-without-delete',
    fact: 'F-407a',
    aspect: 'wire',
    breaks: 'A customised resource has no link gatewayresponse:delete.',
    overrides: {
      resourceLinks: (linked) => aws.resourceLinks({ ...linked, customised: false }),
    },
  },
  {
    name: 'hal-without-put',
    fact: 'F-407a',
    aspect: 'wire',
    breaks: 'A resource has no link gatewayresponse:put.',
    overrides: {
      resourceLinks: (linked) => {
        const { 'gatewayresponse:put': _, ...links } = aws.resourceLinks(linked);
        return links;
      },
    },
  },
  {
    name: 'hal-without-update',
    fact: 'F-407a',
    aspect: 'wire',
    breaks: 'A resource has no link gatewayresponse:update.',
    overrides: {
      resourceLinks: (linked) => {
        const { 'gatewayresponse:update': _, ...links } = aws.resourceLinks(linked);
        return links;
      },
    },
  },
  {
    name: 'hal-self-templated',
    fact: 'F-407c',
    aspect: 'wire',
    breaks: 'The link self is said to be a template.',
    overrides: {
      resourceLinks: (linked) => ({
        ...aws.resourceLinks(linked),
        self: { href: `/restapis/${linked.apiId}/gatewayresponses/${linked.type}`, templated: true },
      }),
    },
  },
  {
    name: 'hal-by-type-not-templated',
    fact: 'F-407c',
    aspect: 'wire',
    breaks: 'The link gatewayresponse:by-type is not said to be a template.',
    overrides: {
      collectionLinks: (apiId, types) => ({
        ...aws.collectionLinks(apiId, types),
        'gatewayresponse:by-type': { href: `/restapis/${apiId}/gatewayresponses/{response_type}` },
      }),
    },
  },
  {
    name: 'hal-put-names-the-type',
    fact: 'F-407c',
    aspect: 'wire',
    breaks: 'The link gatewayresponse:put names the type and is no template.',
    overrides: {
      resourceLinks: (linked) => {
        const links = aws.resourceLinks(linked);
        return { ...links, 'gatewayresponse:put': links['self'] ?? {} };
      },
    },
  },
  {
    name: 'hal-self-of-the-list',
    fact: 'F-407a',
    aspect: 'wire',
    breaks: 'The link self leads to the list.',
    overrides: {
      resourceLinks: (linked) => ({ ...aws.resourceLinks(linked), self: { href: `/restapis/${linked.apiId}/gatewayresponses` } }),
    },
  },
  {
    name: 'status-followed-by-blank',
    fact: 'M-GetGatewayResponse',
    aspect: 'shape',
    breaks: 'A blank follows the status that is shown.',
    overrides: {
      resource: (view) => ({ ...aws.resource(view), ...(view.statusCode === undefined ? {} : { statusCode: `${view.statusCode} ` }) }),
    },
  },
];
