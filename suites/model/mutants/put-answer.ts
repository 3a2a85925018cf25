import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';
import type { Mutant } from './types.ts';

/** What Put answers, where what it stores is right. */
export const putAnswer: readonly Mutant[] = [
  {
    name: 'put-answers-old-state',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'Put stores the new state and answers the one before.',
    overrides: { putAnswer: ({ before }) => before },
  },
  {
    name: 'put-answers-nothing',
    fact: 'F-034',
    aspect: 'body',
    breaks: 'Put answers a customization in which nothing is set.',
    overrides: { putAnswer: () => emptyCustomization },
  },
  {
    name: 'put-answers-without-defaults',
    fact: 'F-039',
    aspect: 'body',
    breaks: 'The answer of Put shows no template where none was sent.',
    overrides: {
      templatesShown: (source, defaults) =>
        source.operation === 'PutGatewayResponse' ? (source.stored?.responseTemplates ?? new Map()) : aws.templatesShown(source, defaults),
    },
    seen: 'moto 5.2.5',
  },
  {
    name: 'put-answers-without-built-in-status',
    fact: 'F-040',
    aspect: 'body',
    breaks: 'The answer of Put shows no status where none was sent.',
    overrides: {
      statusShown: (source, builtIn) => (source.operation === 'PutGatewayResponse' ? source.stored?.statusCode : aws.statusShown(source, builtIn)),
    },
    seen: 'moto 5.2.5',
  },
];
