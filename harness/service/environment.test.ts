import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { HarnessError } from '../base/errors.ts';
import { endpointUrl } from '../cli/shared/endpoint-url.ts';
import { completeOptions } from '../cli/shared/run-settings.ts';
import { createControl } from './control.ts';
import { callerOf, type Environment } from './environment.ts';
import type { Send, WireRequest } from './exchange.ts';

const MODULES = resolve(import.meta.dirname, '../../node_modules');
const work = mkdtempSync(join(tmpdir(), 'environment-'));

afterEach(() => vi.unstubAllEnvs());

/** The built files of the SDK that a Node process loads. */
const built = (scope: string): readonly string[] =>
  readdirSync(join(MODULES, scope), { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith('.js') && !name.includes('.browser') && parentPath.includes('dist-cjs'))
    .map(({ name, parentPath }) => join(parentPath, name));

const namesIn = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/["'.](_?(?:AWS|AMZN|X_AMZN)_[A-Z0-9_]+)\b/g)].flatMap(([, name]) => name ?? []);

const VARIABLES = [
  ...new Set(['AWS_ENDPOINT_URL_API_GATEWAY', 'AWS_BEARER_TOKEN_API_GATEWAY', ...['@smithy', '@aws-sdk'].flatMap(built).flatMap(namesIn)]),
].sort();

const ODD = ['weird', ' ', 'true', '0', 'a b\n', '/nowhere/é', 'http://[', '-1'];

const answer: Send = async (request) => ({
  request,
  outcome: {
    kind: 'response',
    response: { status: 200, headers: [['content-type', 'application/json']], body: '{"statusCode":"404"}', encoding: 'utf8' },
  },
});

/** What a run does with an environment, down to the wire. */
const call = async (environment: Environment): Promise<readonly WireRequest[]> => {
  const { endpoint } = completeOptions({ endpoint: 'http://127.0.0.1:4566/aws/' }, environment);
  const control = createControl({ endpoint: endpoint?.href ?? '', caller: callerOf(environment, undefined) });
  const sent: WireRequest[] = [];
  const input = { restApiId: 'api0000001', responseType: 'THROTTLED' };
  const { decoded } = await control((request) => answer(request).finally(() => sent.push(request)), 'GetGatewayResponse', input);
  expect(decoded).toMatchObject({ kind: 'output' });
  return sent.map(({ method, path, headers }) => ({ method, path, headers: headers.filter(([name]) => name === 'host'), body: '' }));
};

const AS_EVER = [{ method: 'GET', path: '/restapis/api0000001/gatewayresponses/THROTTLED', headers: [['host', '127.0.0.1:4566']], body: '' }];

/** These are the caller's own words about the target: an odd one is refused, by name, in one sentence. */
const REFUSED = /^AWS_(DEFAULT_)?REGION$/;

test('the SDK reads these variables, and more: the table below is not empty by mistake', () => {
  expect(VARIABLES).toEqual(
    expect.arrayContaining(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT', 'AWS_DEFAULTS_MODE', 'AWS_RETRY_MODE', 'AWS_MAX_ATTEMPTS']),
  );
  expect(VARIABLES.length).toBeGreaterThan(35);
});

test.each(VARIABLES)('whatever %s holds, a named endpoint decides, or the value is refused in one sentence', async (name) => {
  for (const value of ODD) {
    vi.stubEnv(name, value);
    const outcome = await call({ [name]: value }).catch((thrown: unknown) => thrown);
    if (outcome instanceof HarnessError) expect([REFUSED.test(name), outcome.message.startsWith(`Failed to read ${name} `)]).toEqual([true, true]);
    else expect(outcome, `${name}=${JSON.stringify(value)}`).toEqual(AS_EVER);
  }
});

const FILES: readonly (readonly [string, string])[] = [
  [
    'settings that are none',
    '[default]\nuse_fips_endpoint = maybe\nuse_dualstack_endpoint = 7\ndefaults_mode = weird\nretry_mode = never\nmax_attempts = -\n',
  ],
  ['an endpoint of its own', '[default]\nservices = x\nendpoint_url = nowhere\nregion = \n[services x]\napi_gateway =\n  endpoint_url = http://[\n'],
  ['no profile', 'default\n=\n[\n]]\n\u0000'],
  ['a profile that turns in a circle', '[default]\nsource_profile = default\nrole_arn = x\ncredential_process = false\n'],
];

test.each(FILES)('a shared file with %s changes nothing', async (title, text) => {
  const file = join(work, `${title.replaceAll(' ', '-')}.ini`);
  writeFileSync(file, text);
  for (const profile of ['default', 'none', 'é']) {
    const environment = { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: profile };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    expect(await call(environment)).toEqual(AS_EVER);
  }
});

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (thrown) {
    return thrown instanceof HarnessError ? `${thrown.code}: ${thrown.message} ${thrown.hint}` : `defect: ${String(thrown)}`;
  }
  return 'accepted';
};

describe('a region', () => {
  test.each([' ', 'eu central', 'a.b', '-x', 'ü', '*', 'x'.repeat(64), 'us-east-1\n'])('of %j is refused in one sentence', (region) => {
    expect(messageOf(() => callerOf({ AWS_REGION: region }, undefined))).toMatch(/^usage: Failed to read AWS_REGION ".*": not a region /);
    expect(messageOf(() => callerOf({}, region))).toContain('Failed to read --region');
  });

  test('is the one named, then AWS_REGION, then AWS_DEFAULT_REGION; an empty variable is none', () => {
    expect(callerOf({ AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, 'local').region).toBe('local');
    expect(callerOf({ AWS_REGION: '', AWS_DEFAULT_REGION: 'b' }, undefined).region).toBe('b');
    expect(callerOf({ AWS_REGION: '' }, undefined).region).toBe('us-east-1');
  });
});

test('a key with a line break is refused by name, and not shown', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'SECRETKEY\n' };
  expect(messageOf(() => callerOf(keys, undefined))).toMatch(/^usage: Failed to read AWS_SECRET_ACCESS_KEY: /);
  expect(messageOf(() => callerOf(keys, undefined))).not.toContain('SECRETKEY');
});

describe('an endpoint', () => {
  test.each([
    'http://u:HIDDEN@x',
    'ftp://u:HIDDEN@x',
    'http://HIDDEN@x',
    'http://x/?token=HIDDEN',
    'http://x/#HIDDEN',
    'HIDDEN@x',
    'http://u:HIDDEN @x:y',
    'http://x?',
    'u:HIDDEN@',
  ])('of %s is refused in one sentence that repeats no secret', (text) => {
    for (const message of [
      () => completeOptions({ endpoint: text }, {}),
      () => completeOptions({}, { AWS_ENDPOINT_URL: text }),
      () => endpointUrl(text),
    ].map(messageOf)) {
      expect(message).toMatch(/^usage: Failed to read (endpoint|AWS_ENDPOINT_URL): /);
      expect(message).not.toContain('HIDDEN');
    }
  });

  test.each(['garbage', 'ftp://x', '//x', ' ', 'localhost:4566', 'file:///x'])('of %j is refused, and the place that named it is told', (text) => {
    expect(messageOf(() => completeOptions({}, { AWS_ENDPOINT_URL_API_GATEWAY: text }))).toContain('Failed to read AWS_ENDPOINT_URL_API_GATEWAY ');
    expect(messageOf(() => completeOptions({ endpoint: text }, {}))).toContain(`Failed to read endpoint ${text}: not an http or https URL`);
    expect(messageOf(() => completeOptions({ replay: 'moto' }, { AWS_ENDPOINT_URL: text }))).toBe('accepted');
  });
});
