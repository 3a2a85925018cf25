import { visible } from '../../base/foreign-text.ts';
import type { Json } from '../../base/json.ts';

/** Text cut to a length, with a word on how long it was. */
export const clip = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`);

/** What the engine says about a value, where the value itself says nothing: shown without quotes. */
const PROSE = /^(?:(?:accepted|refused) \(\dxx\)|status \d{3}|no 5xx|matches .*|a JSON object|an answer that the SDK decodes|a member that .*)$/s;

/** Whether a value is the engine's own word about it, and no value. */
export const isProse = (value: Json): value is string => typeof value === 'string' && PROSE.test(value);

/** A value on one line; null, which counts as absent, is named so. */
export const showValue = (value: Json, limit: number): string => {
  if (value === null) return 'absent';
  return clip(isProse(value) ? visible(value) : visible(JSON.stringify(value)), limit);
};
