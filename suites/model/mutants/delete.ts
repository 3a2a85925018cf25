import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';
import { withMessage, withoutRoute, withStatus, withType } from './tools.ts';
import type { Mutant } from './types.ts';

const notDefined = { status: 404, errorType: 'NotFoundException', message: 'Gateway response type not defined on api' };

/** DeleteGatewayResponse: what it gives back, what it leaves and what it answers. */
export const deletes: readonly Mutant[] = [
  {
    name: 'delete-200',
    fact: 'F-037',
    aspect: 'status',
    breaks: 'Delete answers 200.',
    overrides: { successStatus: { ...aws.successStatus, DeleteGatewayResponse: 200 } },
    seen: 'moto 5.2.5; https://github.com/getmoto/moto/issues/3131 (of DeleteApiKey)',
  },
  {
    name: 'delete-204',
    fact: 'F-401',
    aspect: 'status',
    breaks: 'Delete answers 204.',
    overrides: { successStatus: { ...aws.successStatus, DeleteGatewayResponse: 204 } },
  },
  {
    name: 'delete-answers-the-resource',
    fact: 'M-DeleteGatewayResponse',
    aspect: 'wire',
    breaks: 'Delete answers with the resource that was deleted.',
    overrides: { deleteBody: () => ({ responseType: 'DEFAULT_4XX', defaultResponse: false }) },
  },
  {
    name: 'delete-does-nothing',
    fact: 'F-038',
    aspect: 'state',
    breaks: 'Delete is accepted and leaves the customization.',
    overrides: { afterDelete: (before) => before },
  },
  {
    name: 'delete-leaves-it-customised',
    fact: 'F-144',
    aspect: 'state',
    breaks: 'Delete gives the defaults back and leaves defaultResponse false.',
    overrides: { afterDelete: () => emptyCustomization },
  },
  {
    name: 'delete-keeps-status',
    fact: 'F-144',
    aspect: 'state',
    breaks: 'Delete clears the maps and leaves the status.',
    overrides: { afterDelete: (before) => ({ ...emptyCustomization, statusCode: before?.statusCode }) },
  },
  {
    name: 'delete-keeps-parameters',
    fact: 'F-144',
    aspect: 'state',
    breaks: 'Delete clears status and templates and leaves the parameters.',
    overrides: {
      afterDelete: (before) => (before === undefined ? undefined : { ...emptyCustomization, responseParameters: before.responseParameters }),
    },
  },
  {
    name: 'delete-of-default-accepted',
    fact: 'F-032',
    aspect: 'status',
    breaks: 'Delete of a type that is not customised is accepted.',
    overrides: { deleteUncustomised: () => undefined },
    seen: 'moto 5.2.5; MiniStack 1.5.33',
  },
  {
    name: 'delete-of-default-400',
    fact: 'F-032',
    aspect: 'status',
    breaks: 'Delete of a type that is not customised answers 400.',
    overrides: { deleteUncustomised: () => withStatus(notDefined, 400) },
  },
  {
    name: 'delete-of-default-other-type',
    fact: 'F-032',
    aspect: 'error',
    breaks: 'Delete of a type that is not customised names a BadRequestException.',
    overrides: { deleteUncustomised: () => withType(notDefined, 'BadRequestException') },
  },
  {
    name: 'delete-of-default-other-words',
    fact: 'F-032',
    aspect: 'message',
    breaks: 'Delete of a type that is not customised says "GatewayResponse not found".',
    overrides: { deleteUncustomised: () => withMessage(notDefined, 'GatewayResponse not found') },
    seen: 'moto 5.2.5',
  },
  {
    name: 'delete-takes-other-types-along',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Delete clears every type of the API.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation === 'DeleteGatewayResponse') store.get(where.apiId)?.customizations.clear();
        else aws.save(store, where, after);
      },
    },
  },
  {
    name: 'delete-acts-on-every-api',
    fact: 'F-142',
    aspect: 'state',
    breaks: 'Delete clears the type on every API.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'DeleteGatewayResponse') aws.save(store, where, after);
        else for (const api of store.values()) api.customizations.delete(where.type);
      },
    },
  },
  {
    name: 'delete-missing',
    fact: 'F-400',
    aspect: 'status',
    breaks: 'The route of Delete is not there.',
    overrides: { route: withoutRoute('DeleteGatewayResponse') },
  },
  {
    name: 'delete-of-unauthorized-does-nothing',
    fact: 'F-083',
    aspect: 'state',
    breaks: 'Delete of UNAUTHORIZED is accepted and leaves the customization.',
    overrides: {
      save: (store, where, after) => {
        if (where.operation !== 'DeleteGatewayResponse' || where.type !== 'UNAUTHORIZED') aws.save(store, where, after);
      },
    },
  },
];
