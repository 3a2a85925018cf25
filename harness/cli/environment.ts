import type { Caller, Credentials } from '../wire/authorize.ts';

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Credentials as every AWS tool finds them in the environment; `test`, which emulators take, where there are none. */
export const credentialsOf = (environment: Environment): Credentials => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  if (!accessKeyId || !secretAccessKey) return { accessKeyId: 'test', secretAccessKey: 'test' };
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};

/** Who calls: the region named, else that of the environment, else us-east-1. */
export const callerOf = (environment: Environment, region: string | undefined): Caller => ({
  credentials: credentialsOf(environment),
  region: region ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1',
  now: () => new Date(),
});

/** The endpoint that AWS's own tools would take. */
export const defaultEndpoint = (environment: Environment): string | undefined =>
  environment['AWS_ENDPOINT_URL_API_GATEWAY'] || environment['AWS_ENDPOINT_URL'] || undefined;
