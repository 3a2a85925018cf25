import { expect, test } from 'vitest';
import type { Send, WireRequest } from '../service/exchange.ts';
import { scrubbing } from './scrub.ts';

const SECRETS = [
  'q8x2k0f7zd',
  '123456789012',
  'AKIAIOSFODNN7EXAMPLE',
  'SECRETSIGNATURE',
  'SECRETTOKEN',
  '6b2c1d3e-0000-4000-8000-00000000beef',
  'SECRETCOOKIE',
];

const noisy: Send = async (request) => ({
  request,
  outcome: {
    kind: 'response',
    response: {
      status: request.method === 'POST' ? 201 : 404,
      headers: [
        ['Content-Type', 'application/json'],
        ['x-amzn-RequestId', '6b2c1d3e-0000-4000-8000-00000000beef'],
        ['Set-Cookie', 'SECRETCOOKIE'],
        ['x-amzn-ErrorType', 'NotFoundException'],
        ['X-Caller', '123456789012'],
      ],
      body:
        request.method === 'POST'
          ? '{"id":"q8x2k0f7zd","createdDate":1763800000}'
          : `{"message":"Invalid API identifier specified 123456789012:q8x2k0f7zd by AKIAIOSFODNN7EXAMPLE","path":"${request.path}"}`,
      encoding: 'utf8',
    },
  },
});

const ask = (method: string, path: string): WireRequest => ({
  method,
  path,
  headers: [
    ['Accept', 'application/json'],
    ['Authorization', 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/x, Signature=SECRETSIGNATURE'],
    ['X-Amz-Security-Token', 'SECRETTOKEN'],
  ],
  body: '',
});

test('what is shown above holds none of the secrets, and placeholders keep shape and identity', async () => {
  const seen: WireRequest[] = [];
  const { send } = scrubbing(async (request) => {
    seen.push(request);
    return noisy(request);
  });
  const created = await send(ask('POST', '/restapis'));
  const read = await send(ask('GET', '/restapis/api0000001/gatewayresponses/THROTTLED'));
  for (const secret of SECRETS) expect(JSON.stringify([created, read])).not.toContain(secret);
  expect(read.outcome).toMatchObject({
    response: {
      body: '{"message":"Invalid API identifier specified 000000000000:api0000001 by AKIAXXXXXXXXXXXXXXXX","path":"/restapis/api0000001/gatewayresponses/THROTTLED"}',
      headers: [
        ['Content-Type', 'application/json'],
        ['x-amzn-RequestId', '00000000-0000-0000-0000-000000000000'],
        ['x-amzn-ErrorType', 'NotFoundException'],
      ],
    },
  });
  expect(seen[1]?.path).toBe('/restapis/q8x2k0f7zd/gatewayresponses/THROTTLED');
});

test('a request id that is no UUID does not become one', async () => {
  const { send } = scrubbing(async (request) => ({
    request,
    outcome: { kind: 'response', response: { status: 200, headers: [['x-amzn-RequestId', 'QX7-req']], body: '{}', encoding: 'utf8' } },
  }));
  expect((await send(ask('GET', '/restapis'))).outcome).toMatchObject({ response: { headers: [['x-amzn-RequestId', 'xxx-xxx']] } });
});
