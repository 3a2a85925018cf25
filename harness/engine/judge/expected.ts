import type { Json } from '../../base/json.ts';

/** What is expected at a place: a value, or a rule that says in words which values will do. */
export type Expected = { readonly value: Json } | { readonly rule: string };

/** The rules that the engine has words of its own for; others hold a pattern, or are messages of a schema. */
export const RULES = {
  accepted: { rule: 'accepted (2xx)' },
  refused: { rule: 'refused (4xx)' },
  decoded: { rule: 'an answer that the SDK decodes' },
  object: { rule: 'a JSON object' },
  noFault: { rule: 'no 5xx' },
} as const;

/** The rule that a text matches a pattern. */
export const matches = (pattern: string): Expected => ({ rule: `matches ${pattern}` });

/** Whether this very rule is expected. */
export const isRule = (expected: Expected, { rule }: { readonly rule: string }): boolean => 'rule' in expected && expected.rule === rule;

/** The value itself or the words of the rule, where it makes no difference which it is. */
export const plainExpected = (expected: Expected): Json => ('rule' in expected ? expected.rule : expected.value);

/** The same with its value, or the words of its rule, changed. */
export const mapExpected = (expected: Expected, ofValue: (value: Json) => Json, ofRule: (rule: string) => string): Expected =>
  'rule' in expected ? { rule: ofRule(expected.rule) } : { value: ofValue(expected.value) };
