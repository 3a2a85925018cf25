import { readFileSync } from 'node:fs';
import { causeOf, type ErrorCode, HarnessError } from '../errors.ts';
import { type JsonObject, parseJson } from '../json.ts';
import { compileSchema } from '../schema.ts';

/** What is read, and what to say when it cannot be. */
export interface FileKind {
  readonly what: string;
  readonly code: ErrorCode;
  readonly schema: JsonObject;
  readonly hint: string;
}

const read = (path: string, kind: FileKind): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new HarnessError(kind.code, `Failed to read ${kind.what} ${path}: ${causeOf(thrown)}`, kind.hint);
  }
};

/**
 * Parses JSON that a schema describes; `name` is what the error calls it.
 * @throws HarnessError naming the text, the place and the remedy
 */
export const parseJsonText = <T>(text: string, name: string, kind: FileKind): T => {
  const json = parseJson(text);
  if (json === undefined) throw new HarnessError(kind.code, `Failed to read ${kind.what} ${name}: not JSON`, kind.hint);
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
export const readJsonFile = <T>(path: string, kind: FileKind): T => parseJsonText(read(path, kind), path, kind);
