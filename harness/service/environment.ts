import { HarnessError } from '../base/errors.ts';
import type { Caller, Credentials } from './authorize.ts';

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a header can hold: a key that a secret store gave with a line break at its end is the usual surprise. */
const IN_HEADER = /^[\x21-\x7e]+$/;

const checkKeys = (environment: Environment): void => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
    const value = environment[name];
    if (!value || IN_HEADER.test(value)) continue;
    throw new HarnessError(
      'usage',
      `Failed to read ${name}: it holds a blank, a line break or a character that is not ASCII`,
      'Set it again, or unset it.',
    );
  }
};

/** Credentials as every AWS tool finds them in the environment; `test`, which emulators take, where there are none. */
export const credentialsOf = (environment: Environment): Credentials => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  if (!accessKeyId || !secretAccessKey) return { accessKeyId: 'test', secretAccessKey: 'test' };
  checkKeys(environment);
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};

/** What can stand in a host name and in the scope of a credential: emulators know regions that AWS does not. */
const REGION = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

const checkedRegion = (region: string, source: string): string => {
  if (REGION.test(region)) return region;
  throw new HarnessError(
    'usage',
    `Failed to read ${source} ${JSON.stringify(region)}: not a region`,
    `Write it as in ${source === '--region' ? '--region ' : `${source}=`}us-east-1.`,
  );
};

/** The region named, else that of the environment, else us-east-1. @throws HarnessError `usage` */
const regionOf = (environment: Environment, region: string | undefined): string => {
  if (region !== undefined) return checkedRegion(region, '--region');
  const name = ['AWS_REGION', 'AWS_DEFAULT_REGION'].find((variable) => environment[variable]);
  return name === undefined ? 'us-east-1' : checkedRegion(environment[name] ?? '', name);
};

/** Who calls, and from which region. @throws HarnessError `usage` */
export const callerOf = (environment: Environment, region: string | undefined): Caller => ({
  credentials: credentialsOf(environment),
  region: regionOf(environment, region),
  now: () => new Date(),
});

/** An endpoint, and where it was named. */
export interface NamedEndpoint {
  readonly text: string;
  readonly source: string;
}

/** The endpoint that AWS's own tools would take. */
export const defaultEndpoint = (environment: Environment): NamedEndpoint | undefined => {
  const source = ['AWS_ENDPOINT_URL_API_GATEWAY', 'AWS_ENDPOINT_URL'].find((variable) => environment[variable]);
  return source === undefined ? undefined : { text: environment[source] ?? '', source };
};
