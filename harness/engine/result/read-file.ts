import { HarnessError } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { type Reading, readJsonText, readText } from '../../base/read-json.ts';
import { compileSchema } from '../../base/schema.ts';

/** What is read, and what to say when it cannot be. */
export interface FileKind extends Reading {
  readonly schema: JsonObject;
  /** Turns what an earlier version wrote into what the schema describes. */
  readonly upgrade?: (json: Json) => Json;
}

/**
 * Parses JSON that a schema describes; `name` is what the error calls it.
 * @throws HarnessError naming the text, the place and the remedy
 */
export const parseJsonText = <T>(text: string, name: string, kind: FileKind): T => {
  const { upgrade = (json) => json } = kind;
  const json = upgrade(readJsonText(text, name, kind));
  const [issue] = compileSchema(kind.schema)(json);
  if (issue !== undefined) {
    throw new HarnessError(
      kind.code,
      `Failed to read ${kind.what} ${name}: ${issue.pointer === '' ? 'the document' : issue.pointer}: ${issue.message}`,
      kind.hint,
    );
  }
  return json as T;
};

/**
 * Reads a JSON file that a schema describes.
 * @throws HarnessError naming the file, the place and the remedy
 */
export const readJsonFile = <T>(path: string, kind: FileKind): T => parseJsonText(readText(path, kind), path, kind);
