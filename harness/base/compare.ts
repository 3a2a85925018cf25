import { atPointer, escapeToken, isObject, type Json, type JsonObject } from './json.ts';

/** One place where two values differ; undefined means that nothing stands there. */
export interface Difference {
  readonly pointer: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

const child = (pointer: string, key: string): string => `${pointer}/${escapeToken(key)}`;

const memberOf = (value: JsonObject, key: string): Json | undefined => (Object.hasOwn(value, key) ? value[key] : undefined);

const sameLists = (expected: readonly Json[], actual: readonly Json[], pointer: string): Difference[] => {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) => differences(expected[index], actual[index], `${pointer}/${index}`));
};

/** Where two JSON values differ, by JSON pointer; an empty list means that they are equal. */
export const differences = (expected: Json | undefined, actual: Json | undefined, pointer = ''): Difference[] => {
  if (isObject(expected) && isObject(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return keys.flatMap((key) => differences(memberOf(expected, key), memberOf(actual, key), child(pointer, key)));
  }
  if (Array.isArray(expected) && Array.isArray(actual)) return sameLists(expected, actual, pointer);
  return expected === actual ? [] : [{ pointer, expected, actual }];
};

/** Where members that have to be there are missing or differ; other members are not looked at. */
export const missing = (expected: Json, actual: Json | undefined, pointer = ''): Difference[] => {
  if (!isObject(expected) || !isObject(actual)) return differences(expected, actual, pointer);
  return Object.entries(expected).flatMap(([key, value]) => missing(value, memberOf(actual, key), child(pointer, key)));
};

/** Where values stand that may not: `forbidden` names each at its place. */
export const present = (forbidden: Json, actual: Json | undefined, pointer = ''): Difference[] => {
  if (isObject(forbidden)) {
    if (!isObject(actual)) return [];
    return Object.entries(forbidden).flatMap(([key, value]) => present(value, memberOf(actual, key), child(pointer, key)));
  }
  return differences(forbidden, actual).length === 0 ? [{ pointer, expected: undefined, actual }] : [];
};

/** Which of the pointers have a value other than null. */
export const standing = (pointers: readonly string[], actual: Json | undefined): Difference[] =>
  pointers.flatMap((pointer) => {
    const value = atPointer(actual, pointer);
    return value === undefined || value === null ? [] : [{ pointer, expected: undefined, actual: value }];
  });
