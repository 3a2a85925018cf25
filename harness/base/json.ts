import { harmlessJson } from './foreign-text.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Tells whether a value is a JSON object: neither null nor a list. */
export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 44, 91, 93, 123, 125] as const;

/** How large a JSON text may be to be parsed. */
export interface JsonLimits {
  readonly depth: number;
  readonly values: number;
}

/** Whether a JSON text is nested deeper, or holds more values, than may be; what stands inside strings is text. */
export const exceeds = (text: string, { depth, values }: JsonLimits): boolean => {
  let open = 0;
  let commas = 0;
  let inString = false;
  for (let index = text.length > depth ? 0 : text.length; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === COMMA) commas += 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) open += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) open -= 1;
    if (open > depth || commas >= values) return true;
  }
  return false;
};

/** Far deeper than any document of ours, and safe for every function that calls itself. */
const LIMITS: JsonLimits = { depth: 200, values: Number.POSITIVE_INFINITY };

/** Parses JSON text; undefined where it is not JSON, or nested so deep that it would break what reads it. */
export const parseJson = (text: string, limits: JsonLimits = LIMITS): Json | undefined => {
  if (exceeds(text, limits)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Escapes one reference token of a JSON Pointer (RFC 6901). */
export const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** The tokens of a JSON pointer, unescaped; a path without a slash in front is one token. */
export const pointerTokens = (pointer: string): readonly string[] =>
  pointer === ''
    ? []
    : pointer
        .replace(/^\//, '')
        .split('/')
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Reads the value at a JSON Pointer; undefined where nothing stands there. */
export const atPointer = (value: Json | undefined, pointer: string): Json | undefined => {
  let current: Json | undefined = value;
  for (const key of pointerTokens(pointer)) {
    if (Array.isArray(current)) current = (current as readonly Json[])[Number(key)];
    else if (isObject(current) && Object.hasOwn(current, key)) current = current[key];
    else return undefined;
  }
  return current;
};

const sortKeys = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key] ?? null)]),
  );
};

/** Compact JSON text with sorted members: the same text for the same value. */
export const canonicalJson = (value: Json): string => JSON.stringify(sortKeys(value));

const LINE = 160;

const members = (value: object): readonly (readonly [string, unknown])[] => Object.entries(value).filter(([, member]) => member !== undefined);

const scalarLength = (value: unknown, room: number): number => {
  if (typeof value === 'string') return value.length > room ? room + 1 : JSON.stringify(value).length;
  return String(value).length;
};

/** What is left of `room` when a value stands on one line; below 0 as soon as it cannot. */
const roomAfter = (value: unknown, room: number): number => {
  if (typeof value !== 'object' || value === null) return room - scalarLength(value, room);
  let left = room - 2;
  for (const [key, member] of Object.entries(value)) {
    if (left < 0) return left;
    if (member === undefined) continue;
    const name = Array.isArray(value) ? 0 : key.length + 3;
    left = roomAfter(member, left - name - 1);
  }
  return left;
};

const indented = (value: unknown, indent: string): string => {
  if (typeof value !== 'object' || value === null || roomAfter(value, LINE - indent.length) >= 0) return JSON.stringify(value) ?? 'null';
  const inner = `${indent} `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = Array.isArray(value)
    ? value.map((item) => indented(item, inner))
    : members(value).map(([key, member]) => `${JSON.stringify(key)}: ${indented(member, inner)}`);
  return `${open}\n${lines.map((text) => inner + text).join(',\n')}\n${indent}${close}`;
};

/**
 * JSON text of a file that is kept under version control: what fits a line stands on one,
 * so that a small change is a small diff and the file stays small.
 */
export const fileJson = (value: unknown): string => `${harmlessJson(indented(value, ''))}\n`;
