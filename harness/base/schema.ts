import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from './json.ts';

/** One thing that a schema refuses: where, and why. */
export interface Issue {
  readonly pointer: string;
  readonly message: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** Checks a value; an empty list means that it is valid. */
export type Check = (value: unknown) => readonly Issue[];

const describe = (error: ErrorObject): string => {
  const params: Record<string, unknown> = error.params;
  if (error.keyword === 'additionalProperties') return `unknown member "${String(params['additionalProperty'])}"`;
  if (error.keyword === 'enum') return `must be one of ${JSON.stringify(params['allowedValues'])}`;
  return error.message ?? error.keyword;
};

const toIssue = (error: ErrorObject): Issue => ({
  pointer: error.instancePath,
  message: describe(error),
  keyword: error.keyword,
  params: error.params,
  value: error.data,
});

const isRegex = (text: string): boolean => {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
};

/** One for all: each would compile the meta-schema anew, which takes longer than any schema of ours. */
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  verbose: true,
  addUsedSchema: false,
  formats: { regex: isRegex },
});

/**
 * Compiles a JSON Schema (2020-12), strictly: a schema that Ajv finds unclear throws.
 * @param others schemas that it refers to, by the name that it has for them
 */
export const compileSchema = (schema: JsonObject, others: Readonly<Record<string, JsonObject>> = {}): Check => {
  for (const [name, other] of Object.entries(others)) if (ajv.getSchema(name) === undefined) ajv.addSchema(other, name);
  const validate: ValidateFunction = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(toIssue));
};
