import { randomBytes } from 'node:crypto';
import type { Credentials } from '../../service/authorize.ts';

/** All credentials of the look-alike's account. */
export interface Keyring {
  /** A user's keys, which do not end. */
  longTerm(): Credentials;
  /** Keys with a session token. */
  temporary(): Credentials & { readonly sessionToken: string };
  /** A token that is no key: of the SSO portal and its kin. */
  token(): string;
  isToken(text: string | undefined): boolean;
  find(accessKeyId: string): { readonly credentials: Credentials; readonly expired: boolean } | undefined;
  /** Ends all temporary keys issued so far. */
  expire(): void;
  /** Everything issued. */
  secrets(): readonly string[];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const keyId = (prefix: 'AKIA' | 'ASIA'): string => prefix + Array.from(randomBytes(16), (byte) => ALPHABET[byte % 32] ?? 'A').join('');

/** Makes an empty ring. */
export const createKeyring = (): Keyring => {
  const issued = new Map<string, Credentials>();
  const expired = new Set<string>();
  const tokens = new Set<string>();
  const keep = <T extends Credentials>(credentials: T): T => {
    issued.set(credentials.accessKeyId, credentials);
    return credentials;
  };
  const secret = (): string => randomBytes(30).toString('base64');
  return {
    longTerm: () => keep({ accessKeyId: keyId('AKIA'), secretAccessKey: secret() }),
    temporary: () => keep({ accessKeyId: keyId('ASIA'), secretAccessKey: secret(), sessionToken: `IQoJ${randomBytes(160).toString('base64')}` }),
    token: () => {
      const token = randomBytes(48).toString('base64url');
      tokens.add(token);
      return token;
    },
    isToken: (text) => text !== undefined && tokens.has(text),
    find: (accessKeyId) => {
      const credentials = issued.get(accessKeyId);
      return credentials === undefined ? undefined : { credentials, expired: expired.has(accessKeyId) };
    },
    expire: () => {
      for (const { accessKeyId, sessionToken } of issued.values()) if (sessionToken !== undefined) expired.add(accessKeyId);
    },
    secrets: () => [
      ...tokens,
      ...[...issued.values()].flatMap(({ accessKeyId, secretAccessKey, sessionToken }) => [
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? [] : [sessionToken]),
      ]),
    ],
  };
};
