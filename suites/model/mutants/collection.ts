import { awsRules as aws } from '../rules.ts';
import { withoutRoute } from './tools.ts';
import type { Mutant } from './types.ts';

const isDefault = (item: unknown): boolean => JSON.stringify(item).includes('"defaultResponse":true');

/** GetAll: which types are listed, and how the list is written. */
export const collection: readonly Mutant[] = [
  {
    name: 'get-all-lists-customised-only',
    fact: 'F-145',
    aspect: 'body',
    breaks: 'GetAll lists only what was customised.',
    overrides: { collection: (items) => ({ item: items.filter((item) => !isDefault(item)) }) },
    seen: 'moto 5.2.5',
  },
  {
    name: 'get-all-lists-defaults-only',
    fact: 'F-050',
    aspect: 'body',
    breaks: 'GetAll leaves out what was customised.',
    overrides: { collection: (items) => ({ item: items.filter(isDefault) }) },
  },
  {
    name: 'get-all-lacks-waf-filtered',
    fact: 'F-036',
    aspect: 'body',
    breaks: 'GetAll lists 20 types, without WAF_FILTERED.',
    overrides: { listedTypes: (types) => types.filter((type) => type !== 'WAF_FILTERED') },
  },
  {
    name: 'get-all-lacks-the-families',
    fact: 'F-036',
    aspect: 'body',
    breaks: 'GetAll leaves out DEFAULT_4XX and DEFAULT_5XX.',
    overrides: { listedTypes: (types) => types.filter((type) => !type.startsWith('DEFAULT_')) },
  },
  {
    name: 'get-all-lists-a-type-twice',
    fact: 'F-036',
    aspect: 'body',
    breaks: 'GetAll lists one type twice.',
    overrides: { listedTypes: (types) => [...types, ...types.slice(0, 1)] },
  },
  {
    name: 'get-all-lists-one-type-too-many',
    fact: 'F-036',
    aspect: 'body',
    breaks: 'GetAll lists a type that AWS does not have.',
    overrides: { listedTypes: (types) => [...types, 'DEFAULT_3XX'] },
  },
  {
    name: 'get-all-obeys-limit',
    fact: 'F-049',
    aspect: 'body',
    breaks: 'GetAll obeys limit.',
    overrides: { listedTypes: (types, path) => types.slice(0, Number(/[?&]limit=(\d+)/.exec(path)?.[1] ?? types.length)) },
  },
  {
    name: 'get-all-in-pages',
    fact: 'F-036',
    aspect: 'body',
    breaks: 'GetAll gives a first page of 20.',
    overrides: { listedTypes: (types) => types.slice(0, 20) },
  },
  {
    name: 'get-all-with-position',
    fact: 'F-036',
    aspect: 'body',
    breaks: 'GetAll gives a position although there is nothing more.',
    overrides: { collection: (items) => ({ ...aws.collection(items), position: 'bmV4dA==' }) },
  },
  {
    name: 'get-all-called-items',
    fact: 'F-405',
    aspect: 'body',
    breaks: 'The list is called items on the wire.',
    overrides: { collection: (items) => ({ items }) },
  },
  {
    name: 'get-all-embedded',
    fact: 'F-408b',
    aspect: 'wire',
    breaks: 'The list stands in _embedded whatever is accepted.',
    overrides: { collection: (items) => ({ _links: {}, _embedded: { item: items } }) },
  },
  {
    name: 'get-all-keyed-by-type',
    fact: 'M-GetGatewayResponses',
    aspect: 'shape',
    breaks: 'The list is an object keyed by type.',
    overrides: { collection: (items) => ({ item: Object.fromEntries(items.map((item) => [String(item['responseType']), item])) }) },
  },
  {
    name: 'get-all-lists-names',
    fact: 'M-GetGatewayResponses',
    aspect: 'shape',
    breaks: 'The list holds the names of the types alone.',
    overrides: { collection: (items) => ({ item: items.map((item) => item['responseType'] ?? null) }) },
  },
  {
    name: 'get-all-empty',
    fact: 'F-145',
    aspect: 'body',
    breaks: 'GetAll answers {}.',
    overrides: { collection: () => ({}) },
  },
  {
    name: 'get-all-stale',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'GetAll shows the built-in status of every type, customised or not.',
    overrides: {
      statusShown: (source, builtIn) => (source.operation === 'GetGatewayResponses' ? builtIn : aws.statusShown(source, builtIn)),
    },
  },
  {
    name: 'get-all-without-parameters',
    fact: 'F-044',
    aspect: 'body',
    breaks: 'GetAll shows no parameters.',
    overrides: { parametersShown: (source) => (source.operation === 'GetGatewayResponses' ? new Map() : aws.parametersShown(source)) },
  },
  {
    name: 'get-all-refuses-large-limit',
    fact: 'F-082',
    aspect: 'status',
    breaks: 'GetAll refuses a limit above 100.',
    overrides: {
      refuseRequest: ({ path }) =>
        Number(/[?&]limit=(\d+)/.exec(path)?.[1] ?? 0) > 100
          ? { status: 400, errorType: 'BadRequestException', message: 'Invalid limit' }
          : undefined,
    },
  },
  {
    name: 'get-all-missing',
    fact: 'F-400',
    aspect: 'status',
    breaks: 'The route of GetAll is not there.',
    overrides: { route: withoutRoute('GetGatewayResponses') },
  },
];
