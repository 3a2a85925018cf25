import { awsRules as aws } from '../rules.ts';
import { withoutRoute } from './tools.ts';
import type { Mutant } from './types.ts';

/** PutGatewayResponse: what it replaces, what it answers and what lasts. */
export const put: readonly Mutant[] = [
  {
    name: 'put-200',
    fact: 'F-034',
    aspect: 'status',
    breaks: 'Put answers 200.',
    overrides: { successStatus: { ...aws.successStatus, PutGatewayResponse: 200 } },
    seen: 'moto 5.2.5',
  },
  {
    name: 'put-not-persisted',
    fact: 'F-035',
    aspect: 'body',
    breaks: 'Put echoes what it was sent and stores nothing.',
    overrides: { save: (store, where, after) => where.operation !== 'PutGatewayResponse' && aws.save(store, where, after) },
  },
  {
    name: 'put-only-creates',
    fact: 'F-069',
    aspect: 'status',
    breaks: 'Put of a type that is customised answers 409.',
    overrides: {
      putCustomization: (before, input) =>
        before === undefined
          ? aws.putCustomization(before, input)
          : { refused: { status: 409, errorType: 'ConflictException', message: 'Gateway response already exists' } },
    },
  },
  {
    name: 'put-only-replaces',
    fact: 'F-143',
    aspect: 'status',
    breaks: 'Put of a type that is not customised answers 404.',
    overrides: {
      putCustomization: (before, input) =>
        before === undefined
          ? { refused: { status: 404, errorType: 'NotFoundException', message: 'Gateway response type not defined on api' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'first-put-wins',
    fact: 'F-079a',
    aspect: 'state',
    breaks: 'A second Put is accepted and does nothing.',
    overrides: { putCustomization: (before, input) => (before === undefined ? aws.putCustomization(before, input) : { stored: before }) },
  },
  {
    name: 'put-keeps-omitted-status',
    fact: 'F-040',
    aspect: 'body',
    breaks: 'Put leaves the status as it was where none is sent.',
    overrides: {
      putCustomization: (before, input) => aws.putCustomization(before, { ...input, statusCode: input.statusCode ?? before?.statusCode }),
    },
  },
  {
    name: 'put-keeps-omitted-parameters',
    fact: 'F-039',
    aspect: 'body',
    breaks: 'Put leaves the parameters as they were where none are sent.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, { ...input, responseParameters: input.responseParameters ?? before?.responseParameters }),
    },
  },
  {
    name: 'put-keeps-omitted-templates',
    fact: 'F-039',
    aspect: 'body',
    breaks: 'Put leaves the templates as they were where none are sent.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, { ...input, responseTemplates: input.responseTemplates ?? before?.responseTemplates }),
    },
  },
  {
    name: 'put-merges-parameters',
    fact: 'F-040',
    aspect: 'body',
    breaks: 'Put merges the parameters into those stored.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, {
          ...input,
          responseParameters: new Map([...(before?.responseParameters ?? []), ...(input.responseParameters ?? [])]),
        }),
    },
  },
  {
    name: 'put-merges-templates',
    fact: 'F-076',
    aspect: 'state',
    breaks: 'Put merges the templates into those stored.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, {
          ...input,
          responseTemplates: new Map([...(before?.responseTemplates ?? []), ...(input.responseTemplates ?? [])]),
        }),
    },
  },
  {
    name: 'put-empty-map-keeps-parameters',
    fact: 'F-074',
    aspect: 'state',
    breaks: 'Put with an empty map of parameters leaves those stored as they were.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, {
          ...input,
          responseParameters: input.responseParameters?.size === 0 ? before?.responseParameters : input.responseParameters,
        }),
    },
  },
  {
    name: 'put-over-update-keeps-status',
    fact: 'F-069',
    aspect: 'body',
    breaks: 'Put leaves a status that is set as it is.',
    overrides: {
      putCustomization: (before, input) => aws.putCustomization(before, { ...input, statusCode: before?.statusCode ?? input.statusCode }),
    },
  },
  {
    name: 'put-ignores-status',
    fact: 'F-042',
    aspect: 'body',
    breaks: 'Put ignores the status.',
    overrides: { putCustomization: (before, input) => aws.putCustomization(before, { ...input, statusCode: undefined }) },
  },
  {
    name: 'put-ignores-parameters',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'Put ignores the parameters.',
    overrides: { putCustomization: (before, input) => aws.putCustomization(before, { ...input, responseParameters: undefined }) },
  },
  {
    name: 'put-ignores-templates',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'Put ignores the templates.',
    overrides: { putCustomization: (before, input) => aws.putCustomization(before, { ...input, responseTemplates: undefined }) },
  },
  {
    name: 'put-stores-one-parameter',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'Of several parameters Put stores the last alone.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, { ...input, responseParameters: new Map([...(input.responseParameters ?? [])].slice(-1)) }),
    },
  },
  {
    name: 'put-stores-one-template',
    fact: 'F-143',
    aspect: 'body',
    breaks: 'Of several templates Put stores the first alone.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, { ...input, responseTemplates: new Map([...(input.responseTemplates ?? [])].slice(0, 1)) }),
    },
  },
  {
    name: 'put-needs-status',
    fact: 'F-040',
    aspect: 'status',
    breaks: 'Put without a status is refused.',
    overrides: {
      putCustomization: (before, input) =>
        input.statusCode === undefined
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'statusCode is required' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'put-needs-parameters',
    fact: 'F-079b',
    aspect: 'status',
    breaks: 'Put without parameters is refused.',
    overrides: {
      putCustomization: (before, input) =>
        input.responseParameters === undefined
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'responseParameters is required' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'put-needs-templates',
    fact: 'F-039',
    aspect: 'status',
    breaks: 'Put without templates is refused.',
    overrides: {
      putCustomization: (before, input) =>
        input.responseTemplates === undefined
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'responseTemplates is required' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'put-refuses-empty-map',
    fact: 'F-074',
    aspect: 'status',
    breaks: 'Put with an empty map is refused.',
    overrides: {
      putCustomization: (before, input) =>
        input.responseParameters?.size === 0 || input.responseTemplates?.size === 0
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'empty map' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'put-missing',
    fact: 'F-400',
    aspect: 'status',
    breaks: 'The route of Put is not there.',
    overrides: { route: withoutRoute('PutGatewayResponse') },
  },
];
