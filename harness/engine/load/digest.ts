import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../base/json.ts';

/** First 16 hex digits of the SHA-256 of a JSON value; the order of members does not matter. */
export const digestOf = (value: Json): string => digestText(canonicalJson(value));

/** First 16 hex digits of the SHA-256 of a text. */
export const digestText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
