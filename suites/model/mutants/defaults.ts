import { awsRules as aws } from '../rules.ts';
import { withoutRoute } from './tools.ts';
import type { Mutant } from './types.ts';

const otherStatus = (type: string, status: string): ReadonlyMap<string, string> => new Map([...aws.builtInStatus, [type, status]]);

/** What a type shows out of the box, and the flag that tells it from a customised one. */
export const defaults: readonly Mutant[] = [
  {
    name: 'get-of-default-404',
    fact: 'F-030',
    aspect: 'status',
    breaks: 'Get of a type that is not customised answers 404.',
    overrides: { getUncustomised: () => ({ status: 404, errorType: 'NotFoundException', message: 'GatewayResponse not found' }) },
    seen: 'moto 5.2.5 (with status 400)',
  },
  {
    name: 'get-missing',
    fact: 'F-400',
    aspect: 'status',
    breaks: 'The route of Get is not there.',
    overrides: { route: withoutRoute('GetGatewayResponse') },
  },
  {
    name: 'default-flag-always-false',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'defaultResponse is always false.',
    overrides: { defaultFlag: () => false },
  },
  {
    name: 'default-flag-always-true',
    fact: 'F-146',
    aspect: 'body',
    breaks: 'defaultResponse is always true.',
    overrides: { defaultFlag: () => true },
  },
  {
    name: 'default-flag-true-in-answer-of-put',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'The answer of Put shows defaultResponse true.',
    overrides: { defaultFlag: (source) => source.operation === 'PutGatewayResponse' || aws.defaultFlag(source) },
  },
  {
    name: 'default-flag-true-in-answer-of-update',
    fact: 'F-001',
    aspect: 'body',
    breaks: 'The answer of Update shows defaultResponse true.',
    overrides: { defaultFlag: (source) => source.operation === 'UpdateGatewayResponse' || aws.defaultFlag(source) },
  },
  {
    name: 'default-flag-true-in-get-all',
    fact: 'F-050',
    aspect: 'body',
    breaks: 'GetAll shows defaultResponse true for all types.',
    overrides: { defaultFlag: (source) => source.operation === 'GetGatewayResponses' || aws.defaultFlag(source) },
  },
  {
    name: 'default-flag-by-own-status',
    fact: 'F-040',
    aspect: 'body',
    breaks: 'defaultResponse is true unless a status was set.',
    overrides: { defaultFlag: ({ stored }) => stored?.statusCode === undefined },
  },
  {
    name: 'default-flag-by-own-templates',
    fact: 'F-039',
    aspect: 'body',
    breaks: 'defaultResponse is true unless a template was set.',
    overrides: { defaultFlag: ({ stored }) => stored === undefined || stored.responseTemplates.size === 0 },
  },
  {
    name: 'default-template-missing',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'There is no default template.',
    overrides: { defaultTemplates: new Map() },
    seen: 'moto 5.2.5',
  },
  {
    name: 'default-template-spaced',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'The default template has a blank after its colon.',
    overrides: { defaultTemplates: new Map([['application/json', '{"message": $context.error.messageString}']]) },
  },
  {
    name: 'default-template-quoted',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'The default template quotes $context.error.message.',
    overrides: { defaultTemplates: new Map([['application/json', '{"message":"$context.error.message"}']]) },
  },
  {
    name: 'default-template-of-other-content-type',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'The default template stands under application/json; charset=utf-8.',
    overrides: { defaultTemplates: new Map([['application/json; charset=utf-8', '{"message":$context.error.messageString}']]) },
  },
  {
    name: 'default-parameters-absent',
    fact: 'F-101',
    aspect: 'body',
    breaks: 'An empty map is left out.',
    overrides: {
      resource: (view) => {
        const shown = Object.entries(aws.resource(view)).filter(([, value]) => JSON.stringify(value) !== '{}');
        return Object.fromEntries(shown);
      },
    },
    seen: 'moto 5.2.5',
  },
  {
    name: 'default-parameters-null',
    fact: 'F-101',
    aspect: 'wire',
    breaks: 'An empty map is written as null.',
    overrides: { resource: (view) => ({ ...aws.resource(view), ...(view.responseParameters.size === 0 ? { responseParameters: null } : {}) }) },
    seen: 'https://github.com/localstack/localstack/issues/1030 (of integration responses)',
  },
  {
    name: 'default-cors-header',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'Every type allows all origins out of the box.',
    overrides: {
      parametersShown: (source) => {
        const shown = aws.parametersShown(source);
        return shown.size > 0 ? shown : new Map([['gatewayresponse.header.Access-Control-Allow-Origin', "'*'"]]);
      },
    },
  },
  {
    name: 'default-status-of-default-4xx',
    fact: 'F-101',
    aspect: 'body',
    breaks: 'DEFAULT_4XX shows 400 out of the box.',
    overrides: { builtInStatus: otherStatus('DEFAULT_4XX', '400') },
  },
  {
    name: 'default-status-of-default-5xx',
    fact: 'F-101',
    aspect: 'body',
    breaks: 'DEFAULT_5XX shows 500 out of the box.',
    overrides: { builtInStatus: otherStatus('DEFAULT_5XX', '500') },
  },
  {
    name: 'default-status-missing',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'Types show no status out of the box.',
    overrides: { builtInStatus: new Map() },
    seen: 'moto 5.2.5',
  },
  {
    name: 'default-status-of-missing-authentication-token',
    fact: 'F-030',
    aspect: 'body',
    breaks: 'MISSING_AUTHENTICATION_TOKEN shows 401 out of the box.',
    overrides: { builtInStatus: otherStatus('MISSING_AUTHENTICATION_TOKEN', '401') },
  },
  {
    name: 'default-status-of-family',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'Every type shows 400 or 500 out of the box, by its family.',
    overrides: { builtInStatus: new Map([...aws.families].map(([type, family]) => [type, family === 'DEFAULT_4XX' ? '400' : '500'])) },
  },
  {
    name: 'default-status-of-waf-filtered',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'WAF_FILTERED shows 400 out of the box.',
    overrides: { builtInStatus: otherStatus('WAF_FILTERED', '400') },
  },
  {
    name: 'default-status-of-timeouts',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'INTEGRATION_FAILURE shows 502 out of the box.',
    overrides: { builtInStatus: otherStatus('INTEGRATION_FAILURE', '502') },
  },
];
