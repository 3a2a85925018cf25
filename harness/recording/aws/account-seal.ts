import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { causeOf, HarnessError } from '../../base/errors.ts';
import type { Environment } from '../../service/environment.ts';

/** Turns an account number into what a journal may hold of it: `<name of the key>:<hash under that key>`. */
export type Seal = (account: string) => string;

const KEY_BYTES = 32;

/** Where the key of this user is: in the folder of state, never beside a journal. */
export const sealKeyFile = (environment: Environment): string =>
  join(environment['XDG_STATE_HOME'] || join(environment['HOME'] || homedir(), '.local', 'state'), 'apigw-conformance', 'journal.key');

const hasCode = (thrown: unknown, code: string): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === code;

const makeKey = (file: string): Buffer => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (thrown) {
    // Another process made it just now.
    if (!hasCode(thrown, 'EEXIST')) throw thrown;
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
};

const readKey = (file: string): Buffer => {
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return makeKey(file);
    throw thrown;
  }
};

const keyIn = (file: string): Buffer => {
  const hint = 'Make it readable and writable for you, or name a folder of state with XDG_STATE_HOME.';
  try {
    const key = readKey(file);
    if (key.length === KEY_BYTES) return key;
  } catch (thrown) {
    throw new HarnessError('configuration', `Failed to read the key of journals ${file}: ${causeOf(thrown)}`, hint);
  }
  throw new HarnessError('configuration', `Failed to read the key of journals ${file}: it is not ${KEY_BYTES} bytes in hexadecimal`, `Delete it.`);
};

/** The key by name: nobody learns a random key of 32 bytes from its hash. */
const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/**
 * The seal of this user. An account number has twelve digits: any hash of it that stands beside its salt is guessed in minutes.
 * So the salt is a key in the user's own folder, made when it is first needed, and the hash a slow one, should both ever be lost.
 */
export const accountSeal =
  (environment: Environment): Seal =>
  (account) => {
    const key = keyIn(sealKeyFile(environment));
    return `${nameOf(key)}:${scryptSync(account, key, KEY_BYTES).toString('hex')}`;
  };
