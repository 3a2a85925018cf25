import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

/** What a type shows of DEFAULT_4XX and DEFAULT_5XX: too little, or too much. */
export const inheritance: readonly Mutant[] = [
  {
    name: 'nothing-inherited',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'Uncustomised types never show a customised DEFAULT_5XX.',
    overrides: { inherits: () => false },
    seen: 'moto 5.2.5',
  },
  {
    name: 'status-not-inherited',
    fact: 'F-102',
    aspect: 'body',
    breaks: 'Uncustomised types take maps but no status from their family.',
    overrides: { statusShown: ({ stored }, builtIn) => stored?.statusCode ?? builtIn },
    seen: 'MiniStack 1.5.33',
  },
  {
    name: 'parameters-not-inherited',
    fact: 'F-102',
    aspect: 'body',
    breaks: 'Uncustomised types take no parameters from their family.',
    overrides: { parametersShown: ({ stored }) => stored?.responseParameters ?? new Map() },
  },
  {
    name: 'templates-not-inherited',
    fact: 'F-102',
    aspect: 'body',
    breaks: 'Uncustomised types take no templates from their family.',
    overrides: {
      templatesShown: ({ stored }, defaults) => (stored === undefined || stored.responseTemplates.size === 0 ? defaults : stored.responseTemplates),
    },
  },
  {
    name: 'customised-types-inherit',
    fact: 'F-043',
    aspect: 'body',
    breaks: 'A customised type takes from its family what it has not set itself.',
    overrides: { inherits: () => true },
  },
  {
    name: 'customised-types-inherit-status',
    fact: 'F-103b',
    aspect: 'body',
    breaks: 'In GetAll a customised type without a status takes the one of its family.',
    overrides: {
      inherits: ({ operation, stored }) => stored === undefined || (operation === 'GetGatewayResponses' && stored.statusCode === undefined),
    },
  },
  {
    name: 'own-parameters-merged-with-family',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'A type put after DEFAULT_5XX stores the parameters of that too.',
    overrides: {
      save: (store, where, after) => {
        const family = store.get(where.apiId)?.customizations.get(aws.families.get(where.type) ?? '');
        const merged = new Map([...(family?.responseParameters ?? []), ...(after?.responseParameters ?? [])]);
        aws.save(store, where, after === undefined ? undefined : { ...after, responseParameters: merged });
      },
    },
  },
  {
    name: 'families-swapped',
    fact: 'F-044',
    aspect: 'body',
    breaks: '4xx types show DEFAULT_5XX, and 5xx types DEFAULT_4XX.',
    overrides: { families: new Map([...aws.families].map(([type, family]) => [type, family === 'DEFAULT_4XX' ? 'DEFAULT_5XX' : 'DEFAULT_4XX'])) },
  },
  {
    name: 'all-types-in-one-family',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'Every type shows a customised DEFAULT_5XX.',
    overrides: { families: new Map(aws.responseTypes.map((type) => [type, 'DEFAULT_5XX'])) },
  },
  {
    name: 'default-4xx-inherits-default-5xx',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'DEFAULT_4XX shows a customised DEFAULT_5XX.',
    overrides: { families: new Map([...aws.families, ['DEFAULT_4XX', 'DEFAULT_5XX']]) },
  },
  {
    name: 'timeout-outside-its-family',
    fact: 'F-102',
    aspect: 'body',
    breaks: 'INTEGRATION_TIMEOUT does not show DEFAULT_5XX.',
    overrides: { families: new Map([...aws.families].filter(([type]) => type !== 'INTEGRATION_TIMEOUT')) },
  },
  {
    name: 'inheriting-type-loses-its-flag',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'A type that shows DEFAULT_5XX has defaultResponse false.',
    overrides: { defaultFlag: ({ stored, inherited }) => stored === undefined && inherited === undefined },
  },
  {
    name: 'inherited-templates-merged-with-default',
    fact: 'F-076',
    aspect: 'state',
    breaks: 'The default template is merged into those stored.',
    overrides: { templatesShown: (source, defaults) => new Map([...defaults, ...aws.templatesShown(source, defaults)]) },
  },
];
