import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { causeOf, HarnessError } from '../errors.ts';
import { fileJson, type JsonObject, parseJson } from '../json.ts';
import { compileSchema } from '../schema.ts';
import { cassetteText } from './stringify.ts';
import type { Cassette, Lock } from './types.ts';

const HINT = 'Recordings are written by "record"; restore the file from version control, or record again.';

const schemaOf = (name: string): JsonObject => parseJson(readFileSync(new URL(`./${name}.schema.json`, import.meta.url), 'utf8')) as JsonObject;

/** SHA-256 of a text, in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new HarnessError('recording-invalid', `Failed to read recording ${path}: ${causeOf(thrown)}`, HINT);
  }
};

const readChecked = <T>(path: string, schema: string): { readonly text: string; readonly value: T } => {
  const text = readText(path);
  const json = parseJson(text);
  if (json === undefined) throw new HarnessError('recording-invalid', `Failed to read recording ${path}: not JSON`, HINT);
  const [issue] = checkOf(schema)(json);
  if (issue !== undefined)
    throw new HarnessError('recording-invalid', `Failed to read recording ${path} at ${issue.pointer}: ${issue.message}`, HINT);
  return { text, value: json as T };
};

const checks = new Map<string, ReturnType<typeof compileSchema>>();

const checkOf = (name: string): ReturnType<typeof compileSchema> => {
  const check = checks.get(name) ?? compileSchema(schemaOf(name));
  checks.set(name, check);
  return check;
};

/** The file of a scenario's cassette, below the folder of its origin. */
export const cassetteFile = (scenario: string): string => `${scenario}.json`;

/** Names what is there to whoever named what is not. */
const requireRecording = (folder: string): void => {
  if (existsSync(join(folder, 'lock.json'))) return;
  const recordings = dirname(folder);
  const origins = originsOf(recordings);
  throw new HarnessError(
    'recording-invalid',
    `Failed to read recording ${folder}: there is none`,
    origins.length === 0
      ? `${recordings} holds no recording: name another folder with --recordings DIR.`
      : `${recordings} holds ${origins.join(', ')}: name one of them, or another folder with --recordings DIR.`,
  );
};

/** Reads what a recording folder pins. @throws HarnessError `recording-invalid` */
export const readLock = (folder: string): Lock => {
  requireRecording(folder);
  return readChecked<Lock>(join(folder, 'lock.json'), 'lock').value;
};

/**
 * Reads a cassette and holds it against its checksum, which is over line feeds: Git may have put the line ends of Windows in their place,
 * and a JSON text holds neither but between its values.
 * @throws HarnessError `recording-tampered`, `recording-invalid`
 */
export const readCassette = (folder: string, scenario: string, lock: Lock): Cassette => {
  const path = join(folder, cassetteFile(scenario));
  const pinned = lock.cassettes[scenario]?.sha256;
  const text = readText(path);
  if (sha256(text.replaceAll('\r\n', '\n')) !== pinned) {
    throw new HarnessError('recording-tampered', `Failed to read recording ${path}: its checksum is not the one in lock.json`, HINT);
  }
  return readChecked<Cassette>(path, 'cassette').value;
};

const writeWhole = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
};

/** Writes a cassette whole or not at all; gives its checksum. */
export const writeCassette = (folder: string, cassette: Cassette): string => {
  const text = cassetteText(cassette);
  writeWhole(join(folder, cassetteFile(cassette.scenario)), text);
  return sha256(text);
};

/** Writes what a recording folder pins. */
export const writeLock = (folder: string, lock: Lock): void => writeWhole(join(folder, 'lock.json'), fileJson(lock));

/** The origins below a folder of recordings. */
export const originsOf = (recordings: string): readonly string[] =>
  existsSync(recordings)
    ? readdirSync(recordings, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(recordings, entry.name, 'lock.json')))
        .map(({ name }) => name)
        .sort()
    : [];
