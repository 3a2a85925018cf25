import type { PutInput } from '../rules/change.ts';
import { awsRules as aws } from '../rules.ts';
import type { Customization } from '../state.ts';
import type { Mutant } from './types.ts';

const sameMaps = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string> | undefined): boolean =>
  JSON.stringify([...a]) === JSON.stringify([...(b ?? [])]);

const isSame = (before: Customization, input: PutInput): boolean =>
  before.statusCode === input.statusCode &&
  sameMaps(before.responseParameters, input.responseParameters) &&
  sameMaps(before.responseTemplates, input.responseTemplates);

/** Defects that show in few places: what an operation changes beside its target, and requests that change nothing. */
export const sideEffects: readonly Mutant[] = [
  {
    name: 'plus-decoded-to-blank',
    fact: 'F-096',
    aspect: 'body',
    breaks: 'A plus sign in a name is decoded to a blank, as in a query.',
    overrides: { decodeName: (escaped) => aws.decodeName(escaped).replaceAll('+', ' ') },
  },
  {
    name: 'tenth-operation-lost',
    fact: 'F-006',
    aspect: 'body',
    breaks: 'Operations after the ninth are lost.',
    overrides: { orderOperations: (operations) => operations.slice(0, 9) },
  },
  {
    name: 'replace-parameter-clears-status',
    fact: 'F-007',
    aspect: 'body',
    breaks: 'replace of a parameter takes the status away.',
    overrides: { replaceParameter: (cell) => aws.replaceParameter({ ...cell, stored: { ...cell.stored, statusCode: undefined } }) },
  },
  {
    name: 'add-template-clears-parameters',
    fact: 'F-007',
    aspect: 'body',
    breaks: 'add of a template clears the parameters.',
    overrides: { addTemplate: (cell) => aws.addTemplate({ ...cell, stored: { ...cell.stored, responseParameters: new Map() } }) },
  },
  {
    name: 'remove-parameter-clears-templates',
    fact: 'F-094',
    aspect: 'body',
    breaks: 'remove of a parameter clears the templates.',
    overrides: { removeParameter: (cell) => aws.removeParameter({ ...cell, stored: { ...cell.stored, responseTemplates: new Map() } }) },
  },
  {
    name: 'remove-template-clears-parameters',
    fact: 'F-094',
    aspect: 'body',
    breaks: 'remove of a template clears the parameters.',
    overrides: { removeTemplate: (cell) => aws.removeTemplate({ ...cell, stored: { ...cell.stored, responseParameters: new Map() } }) },
  },
  {
    name: 'update-answers-without-parameters',
    fact: 'F-007',
    aspect: 'body',
    breaks: 'The answer of Update shows no parameters.',
    overrides: { updateAnswer: ({ after }) => ({ ...after, responseParameters: new Map() }) },
  },
  {
    name: 'same-status-refused',
    fact: 'B-replace-statusCode',
    aspect: 'status',
    breaks: 'replace of the status with the one that is stored is refused.',
    overrides: {
      replaceStatusCode: (cell) =>
        cell.value === cell.stored.statusCode
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'Nothing to change' } }
          : aws.replaceStatusCode(cell),
    },
  },
  {
    name: 'same-put-refused',
    fact: 'F-143',
    aspect: 'status',
    breaks: 'Put of what is stored is refused with 409.',
    overrides: {
      putCustomization: (before, input) =>
        before !== undefined && isSame(before, input)
          ? { refused: { status: 409, errorType: 'ConflictException', message: 'Nothing to change' } }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'quota-exceeded-in-the-other-family',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'QUOTA_EXCEEDED shows a customised DEFAULT_5XX.',
    overrides: { families: new Map([...aws.families, ['QUOTA_EXCEEDED', 'DEFAULT_5XX']]) },
  },
  {
    name: 'inner-quotes-refused',
    fact: 'F-086',
    aspect: 'status',
    breaks: 'A literal with quotes inside is refused.',
    overrides: { isParameterValue: (value) => !/^'.*'.*'$/.test(value) && aws.isParameterValue(value) },
  },
  {
    name: 'one-parameter-inherited',
    fact: 'F-102',
    aspect: 'state',
    breaks: 'Of several parameters of its family a type shows the first alone.',
    overrides: {
      parametersShown: (source) => {
        const shown = aws.parametersShown(source);
        return source.stored === undefined ? new Map([...shown].slice(0, 1)) : shown;
      },
    },
  },
];
