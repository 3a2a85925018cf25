import { isObject, type Json, parseJson } from '../../base/json.ts';
import { generalPlace } from './general-place.ts';
import { bodyText } from './store-exchange.ts';
import type { RunDocument, StoredExchange } from './types.ts';

/** Ops whose path makes no difference to what AWS says of them. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['copy', 'move', 'test']);
const SUPPORTED: ReadonlySet<string> = new Set(['add', 'replace', 'remove']);
const PLACES: ReadonlySet<string> = new Set([
  '/statusCode',
  '/responseParameters',
  '/responseParameters/<name>',
  '/responseTemplates',
  '/responseTemplates/<name>',
]);

const SOURCE = /^(?:'.*'|(?:method|integration|context|stageVariables)\..*)$/s;

const valueClass = (operation: { readonly [key: string]: Json }, place: string): string => {
  const { value } = operation;
  if (value === undefined) return ' without a value';
  if (value === null) return ' with null';
  if (typeof value !== 'string') return ' with no text';
  if (value === '') return ' with an empty text';
  return place.startsWith('/responseParameters') && !SOURCE.test(value) ? ' without quotes' : '';
};

const operationClass = (operation: Json): string => {
  if (!isObject(operation)) return 'no operation';
  const { op, path } = operation;
  if (typeof op !== 'string' || !(SUPPORTED.has(op) || UNSUPPORTED.has(op))) return 'unknown op';
  if (UNSUPPORTED.has(op)) return op;
  if (typeof path !== 'string') return `${op} without a path`;
  const place = generalPlace(path);
  if (!PLACES.has(place)) return `${op} on an unknown path`;
  return op === 'remove' ? `${op} ${place}` : `${op} ${place}${valueClass(operation, place)}`;
};

/** What a PATCH asks for, with names and values generalised; null of any other request, and of one of another form: there facts say what is meant. */
export const requestClass = ({ request: { method, body } }: StoredExchange, bodies: RunDocument['bodies']): string | null => {
  if (method !== 'PATCH') return null;
  const patch = parseJson(bodyText(body, bodies));
  const operations = isObject(patch) ? patch['patchOperations'] : undefined;
  if (!Array.isArray(operations) || operations.length === 0) return null;
  const [first = '', ...others] = new Set(operations.map((operation: Json) => operationClass(operation)));
  return others.length === 0 ? first : 'several operations';
};
