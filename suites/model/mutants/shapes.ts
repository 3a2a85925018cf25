import { awsRules as aws } from '../rules.ts';
import type { JsonObject } from '../wire.ts';
import type { Mutant } from './types.ts';

const entries = (map: ReadonlyMap<string, string>): JsonObject[] => [...map].map(([name, value]) => ({ name, value }));

const isResource = (body: JsonObject): boolean => 'responseType' in body;

/** Answers of another shape than the service model gives them. */
export const shapes: readonly Mutant[] = [
  {
    name: 'default-flag-as-string',
    fact: 'M-GetGatewayResponse',
    aspect: 'shape',
    breaks: 'defaultResponse is the text "true" or "false".',
    overrides: { resource: (view) => ({ ...aws.resource(view), defaultResponse: String(view.defaultResponse) }) },
  },
  {
    name: 'default-flag-as-number',
    fact: 'M-GetGatewayResponses',
    aspect: 'shape',
    breaks: 'defaultResponse is 1 or 0.',
    overrides: { resource: (view) => ({ ...aws.resource(view), defaultResponse: view.defaultResponse ? 1 : 0 }) },
  },
  {
    name: 'default-flag-absent',
    fact: 'F-146',
    aspect: 'body',
    breaks: 'defaultResponse is left out where it is false.',
    overrides: {
      resource: (view) => {
        const { defaultResponse, ...rest } = aws.resource(view);
        return view.defaultResponse ? { ...rest, defaultResponse: true } : rest;
      },
    },
  },
  {
    name: 'status-as-number',
    fact: 'M-UpdateGatewayResponse',
    aspect: 'shape',
    breaks: 'statusCode is a number.',
    overrides: {
      resource: (view) => (view.statusCode === undefined ? aws.resource(view) : { ...aws.resource(view), statusCode: Number(view.statusCode) }),
    },
  },
  {
    name: 'status-empty',
    fact: 'F-101',
    aspect: 'body',
    breaks: 'A type without a status shows an empty one.',
    overrides: { resource: (view) => ({ ...aws.resource(view), statusCode: view.statusCode ?? '' }) },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'status-as-word',
    fact: 'F-101',
    aspect: 'body',
    breaks: 'A type without a status shows "None".',
    overrides: { resource: (view) => ({ ...aws.resource(view), statusCode: view.statusCode ?? 'None' }) },
  },
  {
    name: 'status-absent',
    fact: 'F-042',
    aspect: 'body',
    breaks: 'statusCode is never written.',
    overrides: {
      resource: (view) => {
        const { statusCode, ...rest } = aws.resource(view);
        return rest;
      },
    },
  },
  {
    name: 'type-absent',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'responseType is never written.',
    overrides: {
      resource: (view) => {
        const { responseType, ...rest } = aws.resource(view);
        return rest;
      },
    },
  },
  {
    name: 'type-in-lower-case',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'responseType is written in lower case.',
    overrides: { resource: (view) => ({ ...aws.resource(view), responseType: view.type.toLowerCase() }) },
  },
  {
    name: 'parameters-as-list',
    fact: 'M-UpdateGatewayResponse',
    aspect: 'shape',
    breaks: 'responseParameters is a list of names and values.',
    overrides: { resource: (view) => ({ ...aws.resource(view), responseParameters: entries(view.responseParameters) }) },
  },
  {
    name: 'templates-as-text',
    fact: 'M-PutGatewayResponse',
    aspect: 'shape',
    breaks: 'responseTemplates is a text of JSON.',
    overrides: { resource: (view) => ({ ...aws.resource(view), responseTemplates: JSON.stringify(Object.fromEntries(view.responseTemplates)) }) },
  },
  {
    name: 'parameters-as-booleans',
    fact: 'M-GetGatewayResponse',
    aspect: 'shape',
    breaks: 'Values of parameters are booleans, as those of a method response are.',
    overrides: {
      resource: (view) => ({
        ...aws.resource(view),
        responseParameters: Object.fromEntries([...view.responseParameters.keys()].map((key) => [key, true])),
      }),
    },
  },
  {
    name: 'template-as-object',
    fact: 'M-UpdateGatewayResponse',
    aspect: 'shape',
    breaks: 'A template is an object with its text inside.',
    overrides: {
      resource: (view) => {
        const wrapped = [...view.responseTemplates].map(([key, text]): [string, JsonObject] => [key, { text }]);
        return { ...aws.resource(view), responseTemplates: Object.fromEntries(wrapped) };
      },
    },
  },
  {
    name: 'members-in-pascal-case',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'Members begin with a capital, as in CloudFormation.',
    overrides: {
      resource: (view) =>
        Object.fromEntries(Object.entries(aws.resource(view)).map(([key, value]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, value])),
    },
  },
  {
    name: 'resource-wrapped',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'The resource is wrapped in a member gatewayResponse.',
    overrides: { resource: (view) => ({ gatewayResponse: aws.resource(view) }) },
  },
  {
    name: 'body-is-html',
    fact: 'M-PutGatewayResponse',
    aspect: 'shape',
    breaks: 'The body of a gateway response is a page of HTML.',
    overrides: { serialize: (body) => (isResource(body) ? '<!doctype html>\n<html lang=en>\n<title>OK</title>\n' : aws.serialize(body)) },
  },
  {
    name: 'body-encoded-twice',
    fact: 'M-PutGatewayResponse',
    aspect: 'shape',
    breaks: 'The body of a gateway response is a JSON text that holds the JSON.',
    overrides: { serialize: (body) => (isResource(body) ? JSON.stringify(JSON.stringify(body)) : aws.serialize(body)) },
  },
  {
    name: 'body-in-a-list',
    fact: 'M-PutGatewayResponse',
    aspect: 'shape',
    breaks: 'A gateway response stands in a list.',
    overrides: { serialize: (body) => (isResource(body) ? JSON.stringify([body]) : aws.serialize(body)) },
  },
  {
    name: 'body-cut-short',
    fact: 'M-GetGatewayResponses',
    aspect: 'shape',
    breaks: 'Bodies end after 4,000 bytes.',
    overrides: { serialize: (body) => JSON.stringify(body).slice(0, 4000) },
  },
  {
    name: 'get-201',
    fact: 'F-401',
    aspect: 'status',
    breaks: 'Get answers 201.',
    overrides: { successStatus: { ...aws.successStatus, GetGatewayResponse: 201 } },
  },
  {
    name: 'get-all-206',
    fact: 'F-401',
    aspect: 'status',
    breaks: 'GetAll answers 206.',
    overrides: { successStatus: { ...aws.successStatus, GetGatewayResponses: 206 } },
  },
  {
    name: 'all-200',
    fact: 'F-401',
    aspect: 'status',
    breaks: 'Everything that is accepted answers 200.',
    overrides: {
      successStatus: {
        CreateRestApi: 200,
        GetRestApis: 200,
        GetRestApi: 200,
        DeleteRestApi: 200,
        GetGatewayResponses: 200,
        GetGatewayResponse: 200,
        PutGatewayResponse: 200,
        UpdateGatewayResponse: 200,
        DeleteGatewayResponse: 200,
      },
    },
    seen: 'moto 5.2.5',
  },
];
