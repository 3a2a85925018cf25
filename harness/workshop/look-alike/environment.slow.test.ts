import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { Credentials } from '../../service/authorize.ts';
import { type LookAlike, type LookAlikeOptions, startAwsLookAlike } from './look-alike.ts';
import { callerIn, sendSigned } from './signed-client.ts';

let aws: LookAlike;

const start = async (options: LookAlikeOptions = {}): Promise<void> => {
  aws = await startAwsLookAlike(options);
};

afterEach(() => aws.close());

const ROOT = resolve(import.meta.dirname, '../../..');
const CLIENT = resolve(import.meta.dirname, 'plain-client.ts');

/** Runs a module in a process that has the given variables and hardly any other. */
const run = async (environment: Readonly<Record<string, string>>, script: string): Promise<unknown> => {
  const text = `import { plainClient } from ${JSON.stringify(CLIENT)}; const client = plainClient(new URL(process.env.HTTPS_PROXY)); ${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', text], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...environment },
  });
  return JSON.parse(stdout);
};

const ASK = `
  const asked = client('apigateway.eu-central-1.amazonaws.com', { method: 'GET', path: '/restapis', headers: [], body: '' });
  console.log(JSON.stringify(await asked.then(({ status }) => status, ({ code }) => code)));
`;

test('the environment serves a plain https client in another process, by CONNECT and the extra CA', async () => {
  await start();
  expect(await run(aws.environment, ASK)).toBe(403);
  expect(aws.stats().rejected).toEqual({ MissingAuthenticationTokenException: 1 });
  const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = aws.environment;
  expect(await run(untrusting, ASK)).toMatch(/^(UNABLE_TO|SELF_SIGNED)/);
});

/** The SDK's chain over the plain client. */
const RESOLVE = `
  import { defaultProvider } from '@aws-sdk/credential-provider-node';
  import { HttpResponse } from '@smithy/core/protocols';
  const handle = async ({ method, hostname, path, query, headers, body = '' }) => {
    const search = new URLSearchParams(query);
    const request = { method, path: search.size === 0 ? path : path + '?' + search, headers: Object.entries(headers), body };
    const { status, headers: answered, body: text } = await client(hostname, request);
    return { response: new HttpResponse({ statusCode: status, headers: answered, body: Buffer.from(text) }) };
  };
  const clientConfig = { requestHandler: { handle }, maxAttempts: 1 };
  const credentials = await defaultProvider({ clientConfig, parentClientConfig: clientConfig })();
  console.log(JSON.stringify(credentials));
`;

const WHOAMI = { method: 'POST', path: '/', body: 'Action=GetCallerIdentity&Version=2011-06-15' };

describe('the SDK finds credentials in', () => {
  test.each<[NonNullable<LookAlikeOptions['credentials']>, Readonly<Record<string, number>>, string]>([
    ['environment', {}, 'sts'],
    ['profile', {}, 'iam'],
    ['assume-role', { AssumeRole: 1 }, 'sts'],
    ['sso', { CreateToken: 1, GetRoleCredentials: 1 }, 'sts'],
  ])('%s, and STS names the account', async (credentials, calls, service) => {
    await start({ credentials });
    const { accessKeyId, secretAccessKey, sessionToken } = (await run(aws.environment, RESOLVE)) as Credentials;
    const found: Credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    expect(aws.stats()).toMatchObject({ rejected: {} });
    expect(aws.stats().calls).toEqual(calls);
    const as = { ...callerIn(aws), credentials: found };
    const { body } = await sendSigned(aws, WHOAMI, { as, service: 'sts' });
    expect(body).toContain(`<Account>${aws.accountId}</Account>`);
    expect(body).toContain(`<Arn>arn:aws:${service}::${aws.accountId}:`);
    expect((await sendSigned(aws, {}, { as })).status).toBe(200);
    expect(aws.stats().secrets).toEqual(expect.arrayContaining([aws.accountId, ...Object.values(found)]));
  });
});

test('nothing is left when it is closed', async () => {
  await start({ credentials: 'sso' });
  const { HOME = '', NODE_EXTRA_CA_CERTS = '' } = aws.environment;
  expect([existsSync(HOME), existsSync(NODE_EXTRA_CA_CERTS)]).toEqual([true, true]);
  await aws.close();
  expect([existsSync(HOME), existsSync(NODE_EXTRA_CA_CERTS)]).toEqual([false, false]);
});
