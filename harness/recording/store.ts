import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { HarnessError } from '../base/errors.ts';
import { fileJson, type JsonObject, parseJson } from '../base/json.ts';
import { type Reading, readJsonText, readText } from '../base/read-json.ts';
import { compileSchema } from '../base/schema.ts';
import { replaceFile, type Writing } from '../base/write-file.ts';
import { isLookAlikeOfAws, wrongScenarioName } from './names.ts';
import { strayRecording } from './replace-recording.ts';
import { cassetteText } from './stringify.ts';
import type { Cassette, Lock } from './types.ts';

const HINT = 'Recordings are written by "record"; restore the file from version control, or record again.';

const schemaOf = (name: string): JsonObject => parseJson(readFileSync(new URL(`.//${name}.schema.json`, import.meta.url), 'utf8')) as JsonObject;

/** SHA-256 of a text, in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const READING: Reading = { what: 'recording', code: 'recording-invalid', hint: HINT };

const parseChecked = <T>(text: string, path: string, schema: string): T => {
  const json = readJsonText(text, path, READING);
  const [issue] = checkOf(schema)(json);
  if (issue !== undefined) throw invalid(`${path} at ${issue.pointer}`, issue.message);
  return json as T;
};

const invalid = (place: string, cause: string): HarnessError =>
  new HarnessError('recording-invalid', `Failed to read recording ${place}: ${cause}`, HINT);

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
  const path = join(folder, 'lock.json');
  const stray = strayRecording(folder);
  if (stray !== null) {
    const hint = `Move ${stray} to ${folder}; the next "record" of it does so by itself.`;
    throw new HarnessError('recording-invalid', `Failed to read recording ${folder}: a process died while it replaced it`, hint);
  }
  requireRecording(folder);
  const lock = parseChecked<Lock>(readText(path, READING), path, 'lock');
  if (isLookAlikeOfAws(lock.origin)) throw invalid(path, `its origin ${JSON.stringify(lock.origin)} is called almost like what AWS answered`);
  for (const id of Object.keys(lock.cassettes)) {
    const wrong = wrongScenarioName(id);
    if (wrong !== null) throw invalid(path, `its cassettes name ${JSON.stringify(id)}: ${wrong}`);
  }
  return lock;
};

/** A link out of the folder would bring in what no checksum of the sender's stands for, and tell what the file holds. */
const requireWithin = (folder: string, path: string): void => {
  if (existsSync(path) && !realpathSync.native(path).startsWith(realpathSync.native(folder) + sep)) {
    throw invalid(path, 'it is a link that leads out of the folder');
  }
};

/**
 * Reads a cassette and holds it against its checksum, which is over line feeds: Git may have put the line ends of Windows in their place,
 * and a JSON text holds neither but between its values.
 * @throws HarnessError `recording-tampered`, `recording-invalid`
 */
export const readCassette = (folder: string, scenario: string, lock: Lock): Cassette => {
  const path = join(folder, cassetteFile(scenario));
  const pinned = lock.cassettes[scenario]?.sha256;
  requireWithin(folder, path);
  const text = readText(path, READING);
  if (sha256(text.replaceAll('\r\n', '\n')) !== pinned) {
    throw new HarnessError('recording-tampered', `Failed to read recording ${path}: its checksum is not the one in lock.json`, HINT);
  }
  return parseChecked<Cassette>(text, path, 'cassette');
};

const WRITING: Writing = { what: 'the recording', hint: 'Name another folder with --recordings DIR.' };

/** Writes a cassette whole or not at all; gives its checksum. */
export const writeCassette = (folder: string, cassette: Cassette): string => {
  const text = cassetteText(cassette);
  replaceFile(join(folder, cassetteFile(cassette.scenario)), text, WRITING);
  return sha256(text);
};

/** Writes what a recording folder pins. */
export const writeLock = (folder: string, lock: Lock): void => replaceFile(join(folder, 'lock.json'), fileJson(lock), WRITING);

const STRAY = /^\.(.+)\.old$/;

/** The origins below a folder of recordings, with those that a process was replacing when it died: reading one of these says so. */
export const originsOf = (recordings: string): readonly string[] => {
  if (!existsSync(recordings)) return [];
  const folders = readdirSync(recordings, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const whole = folders.filter(({ name }) => !name.startsWith('.') && existsSync(join(recordings, name, 'lock.json')));
  const stray = folders.flatMap(({ name }) => STRAY.exec(name)?.[1] ?? []).filter((name) => !existsSync(join(recordings, name)));
  return [...whole.map(({ name }) => name), ...stray].sort();
};
