import { expect, test } from 'vitest';
import { completeAwsFlags } from './settings.ts';
import { proxyFor } from './tunnel.ts';

const FLAGS = { region: 'eu-central-1', account: '123456789012' };

test('flags are completed, and APIGW_ACCOUNT_ID stands for --account', () => {
  const { endpoint, apis, rate, clockScale } = completeAwsFlags(FLAGS, {});
  expect([endpoint.href, apis, rate, clockScale]).toEqual(['https://apigateway.eu-central-1.amazonaws.com/', 4, 10, 1]);
  expect(completeAwsFlags({ region: 'eu-central-1' }, { APIGW_ACCOUNT_ID: '123456789012' }).account).toBe('123456789012');
  expect(completeAwsFlags({ ...FLAGS, tag: ['team=a=b'] }, {}).tags).toEqual({ team: 'a=b' });
});

test.each([
  ['--endpoint', { ...FLAGS, endpoint: 'http://127.0.0.1:1' }, {}, '--endpoint names another endpoint'],
  ['an endpoint variable', FLAGS, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, 'AWS_ENDPOINT_URL names another endpoint'],
  ["a lookalike of AWS's name", FLAGS, { AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com.example' }, 'AWS_ENDPOINT_URL_STS names another'],
  ['a region that is none', { ...FLAGS, region: 'evil.example/' }, {}, 'Failed to read --region'],
  ['another partition', { ...FLAGS, region: 'cn-north-1' }, {}, 'Failed to read --region'],
  ['no account', { region: 'eu-central-1' }, {}, 'Failed to read --account'],
  ['a rate above the quota', { ...FLAGS, rate: '11' }, {}, 'Failed to read --rate 11'],
  ['a tag without a value', { ...FLAGS, tag: ['team'] }, {}, 'Failed to read --tag team'],
])('%s is refused', (_, flags, environment, text) => {
  expect(() => completeAwsFlags(flags, environment)).toThrow(text);
});

const AWS = new URL('https://apigateway.eu-central-1.amazonaws.com');

test.each([
  [{}, null],
  [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
  [{ HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:1' }, 'http://lower:1/'],
  [{ HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '*' }, null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost, .amazonaws.com' }, null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'amazonaws.com:443' }, null],
  [{ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'amazonaws.com:8443,zonaws.com' }, 'http://proxy:3128/'],
])('with %j the proxy is %s', (environment, proxy) => {
  expect(proxyFor(AWS, environment)?.href ?? null).toBe(proxy);
});

test('a proxy that is no URL is refused', () => {
  expect(() => proxyFor(AWS, { HTTPS_PROXY: 'socks5://proxy:1' })).toThrow('Failed to read HTTPS_PROXY');
});
