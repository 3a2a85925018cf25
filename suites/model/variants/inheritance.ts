import type { Variant } from '../mutants/types.ts';
import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';

/** Open questions on DEFAULT_4XX and DEFAULT_5XX: who shows them, where, and what an Update starts from. */
export const inheritance: readonly Variant[] = [
  {
    name: 'single-get-inherits-nothing',
    allowedBy: ['Q-082', 'F-112b'],
    differs: 'Get of a single type shows nothing of its family.',
    overrides: { inherits: (source) => source.operation === 'GetGatewayResponses' && aws.inherits(source) },
  },
  {
    name: 'default-4xx-is-not-shown',
    allowedBy: ['Q-083', 'F-112a'],
    differs: '4xx types show nothing of DEFAULT_4XX.',
    overrides: { families: new Map([...aws.families].filter(([, family]) => family === 'DEFAULT_5XX')) },
  },
  {
    name: 'unauthorized-stands-alone',
    allowedBy: ['Q-083', 'F-117'],
    differs: 'UNAUTHORIZED and REQUEST_TOO_LARGE show nothing of DEFAULT_4XX.',
    overrides: { families: new Map([...aws.families].filter(([type]) => type !== 'UNAUTHORIZED' && type !== 'REQUEST_TOO_LARGE')) },
  },
  {
    name: 'family-without-templates-shows-none',
    allowedBy: ['Q-084', 'F-112d'],
    differs: 'Types show no template where their family was customised without one.',
    overrides: {
      templatesShown: (source, defaults) =>
        source.stored === undefined && source.inherited !== undefined ? source.inherited.responseTemplates : aws.templatesShown(source, defaults),
    },
  },
  {
    name: 'family-without-status-gives-400-and-500',
    allowedBy: ['Q-084', 'F-112d'],
    differs: 'Types show 400 or 500 where their family was customised without a status.',
    overrides: {
      statusShown: (source, builtIn) => {
        const ofFamily = builtIn?.startsWith('5') ? '500' : '400';
        const isBare = source.inherited !== undefined && source.inherited.statusCode === undefined && source.stored === undefined;
        return isBare ? ofFamily : aws.statusShown(source, builtIn);
      },
    },
  },
  {
    name: 'update-starts-from-the-family',
    allowedBy: ['Q-080'],
    differs: 'The first Update of a type starts from the values of its family.',
    overrides: {
      startUpdate: (before, inherited) => ({ stored: before ?? inherited ?? emptyCustomization }),
    },
  },
  {
    name: 'update-answers-own-status-alone',
    allowedBy: ['F-153'],
    differs: 'The answer of Update shows no status where none was set.',
    overrides: {
      statusShown: (source, builtIn) => (source.operation === 'UpdateGatewayResponse' ? source.stored?.statusCode : aws.statusShown(source, builtIn)),
    },
  },
];
