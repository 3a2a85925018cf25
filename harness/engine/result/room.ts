import { isObject, type Json } from '../../base/json.ts';
import { type Expected, mapExpected } from '../judge/expected.ts';
import { digestText } from '../load/digest.ts';

/** How much text one thing may hold to be kept whole: the longest lawful answer, the list of all defaults, has 14,000 characters. */
export const HUGE = 16_384;
const HEAD = 512;

/** The same value in memory of its own: V8 keeps the whole of a text alive for a piece cut out of it. */
const detached = <T extends Json>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A text cut to its beginning, with its length and digest. */
export const cutText = (text: string, head: number = HEAD): string =>
  text.length <= 2 * head ? text : `${detached(text.slice(0, head))}... (${text.length} characters in all, digest ${digestText(text)})`;

/** A huge text cut, any other whole. */
export const shorten = (text: string): string => (text.length <= HUGE ? text : cutText(text));

const sizeOf = (value: Json): number => {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 0;
};

/** A value cut to the beginning of its text. */
const cutValue = (value: Json, head: number): Json =>
  typeof value === 'object' && value !== null ? cutText(JSON.stringify(value), head) : typeof value === 'string' ? cutText(value, head) : value;

const withShortTexts = (value: Json): Json => {
  if (typeof value === 'string') return shorten(value);
  if (Array.isArray(value)) return value.map(withShortTexts);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withShortTexts(member)])) : value;
};

/** A value as a run document keeps it: a huge text in it is cut, and named by length and digest; where much is left all the same, the whole is. */
export const storeValue = (value: Json): Json => {
  if (sizeOf(value) <= HUGE) return value;
  const kept = withShortTexts(value);
  return sizeOf(kept) <= HUGE ? kept : cutValue(kept, HEAD);
};

/** What was expected, as a run document keeps it. */
export const storeExpected = (expected: Expected): Expected => mapExpected(expected, storeValue, shorten);

const CRAMPED = 64;

/**
 * What one case may fill with foreign text. Lawful answers never come near it;
 * when it is full, each further text is cut to its beginning, so that a run fits into memory whatever a target sends.
 */
export class Room {
  #left: number;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** Takes room for so many characters; false where they do not fit. */
  take(characters: number): boolean {
    if (characters > this.#left) return false;
    this.#left -= characters;
    return true;
  }

  /** The text, whole where it fits. */
  text(text: string): string {
    const kept = shorten(text);
    return detached(this.take(kept.length) ? kept : cutText(text, CRAMPED));
  }

  /** The value, whole where it fits. */
  value(value: Json): Json {
    const kept = storeValue(value);
    return detached(this.take(sizeOf(kept)) ? kept : cutValue(kept, CRAMPED));
  }

  /** What was expected, whole where it fits. */
  expected(expected: Expected): Expected {
    return mapExpected(
      expected,
      (value) => this.value(value),
      (rule) => this.text(rule),
    );
  }
}
