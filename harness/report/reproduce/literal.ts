import { isObject, type Json } from '../../base/json.ts';
import { API_VARIABLES } from './quote.ts';

const PLACEHOLDER = /(api000000[12])/;

const NAMES: ReadonlyMap<string, string> = new Map(API_VARIABLES.map(([placeholder, variable]) => [placeholder, variable.toLowerCase()]));

const textLiteral = (text: string): string => {
  const parts = text.split(PLACEHOLDER).filter((part) => part !== '');
  return parts.length === 0 ? '""' : parts.map((part) => NAMES.get(part) ?? JSON.stringify(part)).join(' + ');
};

/**
 * A value as Python and JavaScript both write it, variables in the place of API ids.
 * Only texts, numbers, lists and maps: null and the booleans are written differently, and no input has them.
 */
export const literal = (value: Json): string => {
  if (typeof value === 'string') return textLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${literal(member)}`)
    .join(', ')}}`;
};
