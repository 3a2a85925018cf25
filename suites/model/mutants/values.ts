import type { Effect } from '../rules/cells.ts';
import { awsRules as aws } from '../rules.ts';
import type { Customization, StringMap } from '../state.ts';
import { changed, mapKeys, mapValues } from './tools.ts';
import type { Mutant } from './types.ts';

type Save = Pick<Mutant['overrides'], 'save'>;

const saving = (change: (kept: Customization) => Partial<Customization>): Save => ({
  save: (store, where, after) => aws.save(store, where, after === undefined ? undefined : { ...after, ...change(after) }),
});

/** The map of parameters is changed on its way into the store. */
const savingParameters = (change: (map: StringMap) => StringMap): Save => saving((kept) => ({ responseParameters: change(kept.responseParameters) }));

/** Each template is changed on its way into the store. */
const savingTemplates = (change: (text: string) => string): Save =>
  saving((kept) => ({ responseTemplates: mapValues(kept.responseTemplates, change) }));

/** What is given for a parameter is stored without its quotes. */
const unquoted: Effect = (cell) =>
  changed(cell, { responseParameters: new Map(cell.stored.responseParameters).set(cell.key, (cell.value ?? '').replaceAll("'", '')) });

const tidy = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
};

/** Values that change on the way into the store. */
export const values: readonly Mutant[] = [
  {
    name: 'literal-loses-its-quotes',
    fact: 'F-035',
    aspect: 'body',
    breaks: 'A quoted literal is stored without its quotes.',
    overrides: savingParameters((map) => mapValues(map, (value) => value.replaceAll("'", ''))),
  },
  {
    name: 'parameter-names-in-lower-case',
    fact: 'F-035',
    aspect: 'body',
    breaks: 'Names of parameters are stored in lower case.',
    overrides: savingParameters((map) => mapKeys(map, (key) => key.toLowerCase())),
  },
  {
    name: 'parameter-prefix-lost',
    fact: 'F-035',
    aspect: 'body',
    breaks: 'Names of parameters are stored without gatewayresponse.header.',
    overrides: savingParameters((map) => mapKeys(map, (key) => key.replace('gatewayresponse.header.', ''))),
  },
  {
    name: 'template-white-space-lost',
    fact: 'F-035',
    aspect: 'body',
    breaks: 'White space in templates is folded.',
    overrides: savingTemplates((text) => text.replace(/\s+/g, ' ')),
  },
  {
    name: 'template-rendered',
    fact: 'F-077',
    aspect: 'state',
    breaks: 'Directives such as #set are taken out of templates.',
    overrides: savingTemplates((text) => text.replace(/#set\([^\n]*\n/g, '')),
  },
  {
    name: 'template-quotes-changed',
    fact: 'F-077',
    aspect: 'state',
    breaks: 'Single quotes in templates become double ones.',
    overrides: savingTemplates((text) => text.replaceAll("{'", '{"').replaceAll("':", '":')),
  },
  {
    name: 'template-json-tidied',
    fact: 'F-148',
    aspect: 'state',
    breaks: 'A template that is JSON is written again without white space.',
    overrides: savingTemplates(tidy),
  },
  {
    name: 'xml-template-escaped',
    fact: 'F-004',
    aspect: 'body',
    breaks: 'Angle brackets in templates are escaped.',
    overrides: savingTemplates((text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
  },
  {
    name: 'replaced-status-rounded',
    fact: 'F-001',
    aspect: 'body',
    breaks: 'replace stores the status class: 400 for 444.',
    overrides: { replaceStatusCode: (cell) => aws.replaceStatusCode({ ...cell, value: cell.value?.replace(/^([1-5])\d\d$/, '$100') }) },
  },
  {
    name: 'put-status-rounded',
    fact: 'F-042',
    aspect: 'body',
    breaks: 'Put stores 500 for 599.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, { ...input, statusCode: input.statusCode === '599' ? '500' : input.statusCode }),
    },
  },
  {
    name: 'added-value-unquoted',
    fact: 'F-092',
    aspect: 'state',
    breaks: 'add stores a literal without its quotes.',
    overrides: { addParameter: unquoted },
  },
  {
    name: 'replaced-value-unquoted',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'replace stores a literal without its quotes.',
    overrides: { replaceParameter: unquoted },
  },
  {
    name: 'added-template-emptied',
    fact: 'B-add-responseTemplates',
    aspect: 'body',
    breaks: 'add of a template stores an empty text.',
    overrides: { addTemplate: (cell) => changed(cell, { responseTemplates: new Map(cell.stored.responseTemplates).set(cell.key, '') }) },
  },
  {
    name: 'replaced-template-cut-short',
    fact: 'B-replace-responseTemplates',
    aspect: 'state',
    breaks: 'replace of a template keeps the first 16 characters.',
    overrides: {
      replaceTemplate: (cell) =>
        changed(cell, { responseTemplates: new Map(cell.stored.responseTemplates).set(cell.key, (cell.value ?? '').slice(0, 16)) }),
    },
  },
  {
    name: 'text-becomes-ascii',
    fact: 'F-148',
    aspect: 'state',
    breaks: 'Characters outside ASCII become question marks.',
    overrides: {
      readText: (value) => aws.readText(typeof value === 'string' ? value.replace(/[^\n-~]/gu, '?') : value),
    },
  },
  {
    name: 'large-template-cut-short',
    fact: 'F-148',
    aspect: 'state',
    breaks: 'A text of more than 65,535 characters is cut short.',
    overrides: { readText: (value) => aws.readText(typeof value === 'string' ? value.slice(0, 65_535) : value) },
  },
];
