import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isObject, type Json, type JsonObject } from '../base/json.ts';
import { type Check, compileSchema } from '../base/schema.ts';

interface Schemas {
  readonly about: string;
  readonly error: JsonObject;
  readonly operations: Readonly<Record<string, { readonly input: JsonObject | null; readonly output: JsonObject | null }>>;
}

const SCHEMAS = JSON.parse(readFileSync(fileURLToPath(new URL('../../suites/service/schemas.json', import.meta.url)), 'utf8')) as Schemas;

/** A check of each operation that has one. */
export interface Checks {
  get(operation: string): Check | undefined;
}

/** Compiling costs more than checking: each schema is compiled once in a process, and only where it is asked for. */
const compiledOnce = (schemaOf: (operation: string) => JsonObject | null): Checks => {
  const compiled = new Map<string, Check | undefined>();
  return {
    get: (operation) => {
      if (!compiled.has(operation)) {
        const schema = schemaOf(operation);
        compiled.set(operation, schema === null ? undefined : compileSchema(schema));
      }
      return compiled.get(operation);
    },
  };
};

/** JSON Schema of what an operation answers; null where it answers nothing, or a file. */
export const outputSchema = (operation: string): JsonObject | null => SCHEMAS.operations[operation]?.output ?? null;

/** Checks of documented answers: open, and null counts as absent. */
export const ANSWER_CHECKS: Checks = compiledOnce(outputSchema);

/** Checks of documented input, by the names of the SDK: closed. */
export const INPUT_CHECKS: Checks = compiledOnce((operation) => SCHEMAS.operations[operation]?.input ?? null);

/** JSON Schema of the modelled errors. */
export const ERROR_SCHEMA: JsonObject = SCHEMAS.error;

const memberNames = (schema: Json | undefined): ReadonlySet<string> =>
  new Set(Object.keys(isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {}));

const known = new Map<string, ReadonlySet<string>>();

/** The members that the service model documents in an answer, by their names on the wire. */
export const answerMembers = (operation: string): ReadonlySet<string> => {
  const members = known.get(operation) ?? memberNames(outputSchema(operation) ?? undefined);
  known.set(operation, members);
  return members;
};
