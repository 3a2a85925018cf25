import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyring } from './keyring.ts';

/** Where the code under test finds its credentials. `assume-role` and `sso` go through the look-alike's own STS and SSO portal. */
export type CredentialSource = 'environment' | 'profile' | 'assume-role' | 'sso';

/** What the files and variables lead to. */
export interface Household {
  /** A folder of its own. */
  readonly home: string;
  readonly region: string;
  readonly accountId: string;
  readonly keyring: Keyring;
}

type Environment = Readonly<Record<string, string>>;

const save = (home: string, path: string, lines: readonly string[]): void => {
  const file = join(home, '.aws', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
};

const PROFILE = 'recorder';
const SESSION = 'look-alike';
const TWO_MINUTES_MS = 120_000;

const fromVariables = ({ keyring, region }: Household): Environment => {
  const { accessKeyId, secretAccessKey, sessionToken } = keyring.temporary();
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken, AWS_REGION: region };
};

const saveKeys = ({ home, keyring }: Household, profile: string): void => {
  const { accessKeyId, secretAccessKey } = keyring.longTerm();
  save(home, 'credentials', [`[${profile}]`, `aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`]);
};

const fromProfile = (household: Household): Environment => {
  saveKeys(household, PROFILE);
  save(household.home, 'config', [`[profile ${PROFILE}]`, `region = ${household.region}`]);
  return { AWS_PROFILE: PROFILE };
};

const fromRole = (household: Household): Environment => {
  saveKeys(household, 'base');
  save(household.home, 'config', [
    `[profile ${PROFILE}]`,
    `role_arn = arn:aws:iam::${household.accountId}:role/recorder`,
    'source_profile = base',
    `region = ${household.region}`,
  ]);
  return { AWS_PROFILE: PROFILE };
};

/** The cached token ends soon, so that a client renews it first; it serves until then. */
const saveSsoToken = ({ home, region, keyring }: Household): void => {
  const token = {
    startUrl: 'https://look-alike.awsapps.com/start',
    region,
    accessToken: keyring.token(),
    expiresAt: new Date(Date.now() + TWO_MINUTES_MS).toISOString(),
    clientId: 'look-alike',
    clientSecret: keyring.token(),
    registrationExpiresAt: new Date(Date.now() + TWO_MINUTES_MS).toISOString(),
    refreshToken: keyring.token(),
  };
  save(home, `sso/cache/${createHash('sha1').update(SESSION).digest('hex')}.json`, [JSON.stringify(token)]);
};

const fromSso = (household: Household): Environment => {
  const { home, region, accountId } = household;
  saveSsoToken(household);
  save(home, 'config', [
    `[profile ${PROFILE}]`,
    `sso_session = ${SESSION}`,
    `sso_account_id = ${accountId}`,
    'sso_role_name = recorder',
    `region = ${region}`,
    `[sso-session ${SESSION}]`,
    `sso_region = ${region}`,
    'sso_start_url = https://look-alike.awsapps.com/start',
    'sso_registration_scopes = sso:account:access',
  ]);
  return { AWS_PROFILE: PROFILE };
};

const SOURCES: Readonly<Record<CredentialSource, (household: Household) => Environment>> = {
  environment: fromVariables,
  profile: fromProfile,
  'assume-role': fromRole,
  sso: fromSso,
};

/** Issues credentials, lays them where the source has them, and gives the variables that lead there. */
export const layOut = (source: CredentialSource, household: Household): Environment => {
  const folder = join(household.home, '.aws');
  mkdirSync(folder, { recursive: true });
  return {
    HOME: household.home,
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...SOURCES[source](household),
  };
};
