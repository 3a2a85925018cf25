import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';
import { changed } from './tools.ts';
import type { Mutant } from './types.ts';

/** UpdateGatewayResponse: what it starts from, what it changes, what it answers and what lasts. */
export const update: readonly Mutant[] = [
  {
    name: 'update-not-persisted',
    fact: 'F-002',
    aspect: 'body',
    breaks: 'Update answers the new state and stores nothing.',
    overrides: { save: (store, where, after) => where.operation !== 'UpdateGatewayResponse' && aws.save(store, where, after) },
  },
  {
    name: 'update-not-persisted-on-customised',
    fact: 'F-004',
    aspect: 'body',
    breaks: 'Update of a type that was customised before answers the new state and stores nothing.',
    overrides: {
      save: (store, where, after) => {
        const isThere = store.get(where.apiId)?.customizations.has(where.type) ?? false;
        if (where.operation !== 'UpdateGatewayResponse' || !isThere) aws.save(store, where, after);
      },
    },
  },
  {
    name: 'update-answers-old-state',
    fact: 'F-001',
    aspect: 'body',
    breaks: 'Update stores the new state and answers the one before.',
    overrides: { updateAnswer: ({ before }) => before },
  },
  {
    name: 'update-needs-customization',
    fact: 'F-001',
    aspect: 'status',
    breaks: 'Update of a type never customised is refused with 404.',
    overrides: {
      startUpdate: (before) =>
        before === undefined
          ? { refused: { status: 404, errorType: 'NotFoundException', message: 'Gateway response type not defined on api' } }
          : { stored: before },
    },
  },
  {
    name: 'update-drops-the-rest',
    fact: 'F-004',
    aspect: 'body',
    breaks: 'Update forgets what was customised before, as Put does.',
    overrides: { startUpdate: () => ({ stored: emptyCustomization }) },
  },
  {
    name: 'update-starts-without-template',
    fact: 'F-001',
    aspect: 'body',
    breaks: 'The first Update of a type stores an empty template in the place of the default one.',
    overrides: { startUpdate: (before) => ({ stored: before ?? { ...emptyCustomization, responseTemplates: new Map([['application/json', '']]) } }) },
  },
  {
    name: 'update-201',
    fact: 'F-005',
    aspect: 'status',
    breaks: 'Update answers 201.',
    overrides: { successStatus: { ...aws.successStatus, UpdateGatewayResponse: 201 } },
    seen: 'https://github.com/localstack/localstack/pull/11506',
  },
  {
    name: 'update-202',
    fact: 'F-005',
    aspect: 'status',
    breaks: 'Update answers 202.',
    overrides: { successStatus: { ...aws.successStatus, UpdateGatewayResponse: 202 } },
  },
  {
    name: 'update-missing',
    fact: 'F-400',
    aspect: 'status',
    breaks: 'The route of Update is not there: every PATCH answers as an unknown route does.',
    overrides: { route: (method, path) => (method === 'PATCH' ? undefined : aws.route(method, path)) },
    seen: 'MiniStack 1.5.33',
  },
  {
    name: 'update-on-put-route',
    fact: 'F-005',
    aspect: 'status',
    breaks: 'A PATCH is taken for Put.',
    overrides: { route: (method, path) => aws.route(method === 'PATCH' ? 'PUT' : method, path) },
  },
  {
    name: 'put-on-post-route',
    fact: 'F-143',
    aspect: 'status',
    breaks: 'Put is served under POST alone.',
    overrides: {
      route: (method, path) => {
        const asPut = aws.route('PUT', path);
        if (asPut?.operation === 'PutGatewayResponse' && method === 'PUT') return undefined;
        return method === 'POST' && asPut?.operation === 'PutGatewayResponse' ? asPut : aws.route(method, path);
      },
    },
  },
  {
    name: 'add-parameter-drops-others',
    fact: 'F-094',
    aspect: 'body',
    breaks: 'add of a parameter replaces the whole map.',
    overrides: { addParameter: (cell) => changed(cell, { responseParameters: new Map([[cell.key, cell.value ?? '']]) }) },
  },
  {
    name: 'replace-parameter-drops-others',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'replace of a parameter replaces the whole map.',
    overrides: { replaceParameter: (cell) => changed(cell, { responseParameters: new Map([[cell.key, cell.value ?? '']]) }) },
  },
  {
    name: 'add-template-drops-others',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'add of a template replaces the whole map.',
    overrides: { addTemplate: (cell) => changed(cell, { responseTemplates: new Map([[cell.key, cell.value ?? '']]) }) },
  },
  {
    name: 'replace-template-drops-others',
    fact: 'F-094',
    aspect: 'state',
    breaks: 'replace of a template replaces the whole map.',
    overrides: { replaceTemplate: (cell) => changed(cell, { responseTemplates: new Map([[cell.key, cell.value ?? '']]) }) },
  },
  {
    name: 'remove-parameter-removes-all',
    fact: 'F-094',
    aspect: 'state',
    breaks: 'remove of a parameter removes them all.',
    overrides: { removeParameter: (cell) => changed(cell, { responseParameters: new Map() }) },
  },
  {
    name: 'remove-template-removes-all',
    fact: 'F-094',
    aspect: 'state',
    breaks: 'remove of a template removes them all.',
    overrides: { removeTemplate: (cell) => changed(cell, { responseTemplates: new Map() }) },
  },
  {
    name: 'remove-parameter-empties',
    fact: 'B-remove-responseParameters',
    aspect: 'state',
    breaks: 'remove of a parameter leaves its key with an empty value.',
    overrides: { removeParameter: (cell) => changed(cell, { responseParameters: new Map(cell.stored.responseParameters).set(cell.key, '') }) },
  },
  {
    name: 'remove-template-empties',
    fact: 'B-remove-responseTemplates',
    aspect: 'state',
    breaks: 'remove of a template leaves its key with an empty text.',
    overrides: { removeTemplate: (cell) => changed(cell, { responseTemplates: new Map(cell.stored.responseTemplates).set(cell.key, '') }) },
  },
  {
    name: 'replace-status-code-clears-parameters',
    fact: 'F-003',
    aspect: 'status',
    breaks: 'replace of the status clears the parameters.',
    overrides: {
      replaceStatusCode: (cell) => aws.replaceStatusCode({ ...cell, stored: { ...cell.stored, responseParameters: new Map() } }),
    },
  },
  {
    name: 'replace-status-code-clears-templates',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'replace of the status clears the templates.',
    overrides: {
      replaceStatusCode: (cell) => aws.replaceStatusCode({ ...cell, stored: { ...cell.stored, responseTemplates: new Map() } }),
    },
  },
  {
    name: 'replace-keeps-the-old-value',
    fact: 'F-092',
    aspect: 'state',
    breaks: 'replace of a parameter appends the new value to the old one.',
    overrides: {
      replaceParameter: (cell) =>
        changed(cell, {
          responseParameters: new Map(cell.stored.responseParameters).set(
            cell.key,
            `${cell.stored.responseParameters.get(cell.key) ?? ''}${cell.value ?? ''}`,
          ),
        }),
    },
  },
  {
    name: 'patch-operations-not-read',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'Update does not find its operations: patchOperations is another name to it.',
    overrides: { readBody: (text) => aws.readBody(text.replace('"patchOperations"', '"unread"')) },
  },
];
