import { visible } from '../../base/foreign-text.ts';
import type { Json } from '../../base/json.ts';
import type { Expected } from '../judge/expected.ts';

/** Text cut to a length, with a word on how long it was. */
export const clip = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`);

/** A value on one line; null, which counts as absent, is named so. */
export const showValue = (value: Json, limit: number): string => (value === null ? 'absent' : clip(visible(JSON.stringify(value)), limit));

/** What is expected, on one line: a rule in its own words. */
export const showExpected = (expected: Expected, limit: number): string =>
  'rule' in expected ? clip(visible(expected.rule), limit) : showValue(expected.value, limit);

/** What the engine says of what came, where no value tells it. */
const NOTE = /^(?:status \d{3}|a member that the service model lacks)$/;

/** Whether what came is told in the engine's own words. */
export const isNote = (actual: Json): actual is string => typeof actual === 'string' && NOTE.test(actual);

/** What came, on one line. */
export const showActual = (actual: Json, limit: number): string => (isNote(actual) ? clip(actual, limit) : showValue(actual, limit));
