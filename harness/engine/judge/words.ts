import type { Json } from '../../base/json.ts';
import { plainExpected } from './expected.ts';
import type { EffectSeen } from './types.ts';

const LIMIT = 60;

const value = (json: Json): string => {
  const text = JSON.stringify(json);
  return text.length <= LIMIT ? text : `${text.slice(0, LIMIT)}...`;
};

/** What was seen where an effect was looked for, in words: what stands there, and what had to. */
export const seenText = ({ miss, gone }: EffectSeen): string => {
  if (miss === null) return 'nothing showed that what is gone had been there';
  const place = `${miss.where}${miss.pointer === '' ? '' : ` ${miss.pointer}`}`;
  if (gone) return `${place} still has ${value(miss.actual)}`;
  return `${place} has ${miss.actual === null ? 'nothing' : value(miss.actual)} where ${value(plainExpected(miss.expected))} is expected`;
};
