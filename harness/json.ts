/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Tells whether a value is a JSON object: neither null nor a list. */
export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses JSON text; undefined where it is not JSON. */
export const parseJson = (text: string): Json | undefined => {
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
export const fileJson = (value: unknown): string => `${indented(value, '')}\n`;
