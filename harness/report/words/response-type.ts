import { isObject, type Json } from '../../base/json.ts';
import { type Expected, mapExpected } from '../../engine/judge/expected.ts';
import type { CaseResult } from '../../engine/result/types.ts';

/** What stands for the response type of a request where that alone differs. */
const STAND_IN = '<type>';

/** The response type that the request of a step names; empty where it names none. */
export const responseTypeOf = (one: CaseResult, step: string): string => {
  const path = one.exchanges.find((exchange) => exchange.step === step)?.request.path ?? '';
  return /\/gatewayresponses\/([A-Z0-9_]+)/.exec(path)?.[1] ?? '';
};

/** The response type that a place is about: the one that stands in the pointer into a list, else the one of the request; empty where it is about none. */
export const typeAt = (one: CaseResult, { step, pointer }: { readonly step: string; readonly pointer: string }): string =>
  /^\/item\/([A-Z0-9_]+)(?=\/|$)/.exec(pointer)?.[1] ?? responseTypeOf(one, step);

/** Text with `<type>` in the place of a response type. */
export const withoutType = (text: string, type: string): string =>
  type === '' ? text : text.replace(new RegExp(`(?<![A-Z0-9_])${type}(?![A-Z0-9_])`, 'g'), STAND_IN);

/** A value with `<type>` in the place of a response type, in strings and names of members. */
export const valueWithoutType = (value: Json, type: string): Json => {
  if (typeof value === 'string') return withoutType(value, type);
  if (Array.isArray(value)) return value.map((item: Json) => valueWithoutType(item, type));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [withoutType(key, type), valueWithoutType(item, type)]));
};

/** What is expected, with `<type>` in the place of a response type. */
export const expectedWithoutType = (expected: Expected, type: string): Expected =>
  mapExpected(
    expected,
    (value) => valueWithoutType(value, type),
    (rule) => withoutType(rule, type),
  );
