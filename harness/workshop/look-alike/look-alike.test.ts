import { afterEach, describe, expect, test, vi } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import type { Caller, Credentials } from '../../service/authorize.ts';
import { createControl } from '../../service/control.ts';
import type { WireRequest } from '../../service/exchange.ts';
import { signing } from '../../service/sign.ts';
import type { FaultEffect } from './faults.ts';
import { type LookAlike, type LookAlikeOptions, startAwsLookAlike } from './look-alike.ts';
import { type PlainAnswer, plainClient } from './plain-client.ts';
import { callerIn, hostOf, plainSend, type SignedOptions, sendSigned } from './signed-client.ts';

let aws: LookAlike;

const start = async (options: LookAlikeOptions = {}): Promise<void> => {
  aws = await startAwsLookAlike(options);
};

afterEach(() => aws.close());

const raw = (request: Partial<WireRequest>, options: SignedOptions = {}): Promise<PlainAnswer> => sendSigned(aws, request, options);

const rawAs = (over: Partial<Credentials>, caller: Partial<Caller> = {}): Promise<PlainAnswer> =>
  raw({}, { as: { ...callerIn(aws, over), ...caller } });

const REGIONAL: JsonObject = { name: 'lease', endpointConfiguration: { types: ['REGIONAL'] }, tags: { 'apigw-conformance:run': 'r1' } };

const createApi = (): Promise<PlainAnswer> => raw({ method: 'POST', body: JSON.stringify(REGIONAL) });

const idOf = ({ body }: PlainAnswer): string => (JSON.parse(body) as { id: string }).id;

test('a call of the SDK, signed as it leaves, is answered as the model does, with the headers of AWS', async () => {
  await start();
  const answers: PlainAnswer[] = [];
  const endpoint = new URL(`https://${hostOf(aws, 'apigateway')}`);
  const control = createControl({ endpoint: endpoint.href, caller: callerIn(aws) });
  const send = signing(plainSend(aws, hostOf(aws, 'apigateway'), answers), callerIn(aws), { endpoint, service: 'apigateway' });
  const made = await control(send, 'CreateRestApi', REGIONAL);
  const restApiId = made.decoded.kind === 'output' ? String((made.decoded.output() as { id: string }).id) : '';
  await control(send, 'GetGatewayResponses', { restApiId });
  await control(send, 'UpdateGatewayResponse', { restApiId, responseType: 'DEFAULT_4XX', patchOperations: [{ op: 'copy', path: '/x' }] });
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 400]);
  expect((JSON.parse(answers[1]?.body ?? '') as { item: unknown[] }).item).toHaveLength(21);
  expect(Object.keys(answers[2]?.headers ?? {}).sort()).toEqual(
    ['connection', 'content-length', 'content-type', 'date', 'x-amz-apigw-id', 'x-amzn-errortype', 'x-amzn-requestid'].sort(),
  );
  const { calls, carriedOut, rejected, connects, live } = aws.stats();
  expect(calls).toEqual({ CreateRestApi: 1, GetGatewayResponses: 1, UpdateGatewayResponse: 1 });
  expect(carriedOut).toEqual(calls);
  expect(rejected).toEqual({});
  expect(connects).toEqual({ 'apigateway.eu-central-1.amazonaws.com:443': 3 });
  expect(live).toEqual([{ id: restApiId, name: 'lease', tags: { 'apigw-conformance:run': 'r1' } }]);
});

test('signatures of odd paths and queries hold', async () => {
  await start();
  for (const path of ['/restapis?limit=5&position=', '/restapis/a~b%2Fc/gatewayresponses/DEFAULT_4XX', '/restapis//x/../y%20z/?b=2&a=%2A&a=1']) {
    expect((await raw({ path })).headers['x-amzn-errortype'], path).not.toBe('InvalidSignatureException');
  }
  expect(aws.stats().rejected).toEqual({});
});

describe('what is not signed as it should be is rejected', () => {
  const minutesAgo = (minutes: number) => () => new Date(Date.now() - minutes * 60_000);
  const strip = (name: string): Promise<PlainAnswer> =>
    raw({}, { change: (signed) => ({ ...signed, headers: signed.headers.filter(([key]) => key.toLowerCase() !== name) }) });
  test.each<[string, string, () => Promise<PlainAnswer>]>([
    ['another secret key', 'InvalidSignatureException', () => rawAs({ secretAccessKey: 'x' })],
    [
      'another body than was signed',
      'InvalidSignatureException',
      () => raw({}, { change: (signed) => ({ ...signed, headers: [...signed.headers, ['Content-Length', '2']], body: '{}' }) }),
    ],
    ['another path than was signed', 'InvalidSignatureException', () => raw({}, { change: (signed) => ({ ...signed, path: '/restapis?limit=1' }) })],
    ['a date of ten minutes ago', 'InvalidSignatureException', () => rawAs({}, { now: minutesAgo(10) })],
    ['a date in ten minutes', 'InvalidSignatureException', () => rawAs({}, { now: minutesAgo(-10) })],
    ['another region', 'InvalidSignatureException', () => rawAs({}, { region: 'us-west-2' })],
    ['an unknown access key', 'UnrecognizedClientException', () => rawAs({ accessKeyId: 'AKIAUNKNOWN' })],
    ['another session token', 'UnrecognizedClientException', () => rawAs({ sessionToken: 'x' })],
    ['no session token', 'UnrecognizedClientException', () => strip('x-amz-security-token')],
    ['no date', 'IncompleteSignatureException', () => strip('x-amz-date')],
    ['no signature', 'MissingAuthenticationTokenException', () => strip('authorization')],
  ])('%s', async (_, errorType, send) => {
    await start();
    const { status, headers } = await send();
    expect([status, headers['x-amzn-errortype']]).toEqual([403, errorType]);
    expect(aws.stats()).toMatchObject({ rejected: { [errorType]: 1 }, calls: { GetRestApis: 1 }, carriedOut: {} });
  });

  test('credentials that ended, until they are renewed', async () => {
    await start();
    aws.expire();
    expect((await raw({})).headers['x-amzn-errortype']).toBe('ExpiredTokenException');
    expect((await raw({}, { as: callerIn(aws, {}, aws.renew()) })).status).toBe(200);
  });
});

describe('quotas', () => {
  test('a second API is made after 3 s, and a second one deleted after 30 s', async () => {
    let now = 0;
    await start({ now: () => now });
    const first = idOf(await createApi());
    const refused = await createApi();
    expect([refused.status, refused.headers['x-amzn-errortype'], refused.body]).toEqual([
      429,
      'TooManyRequestsException',
      '{"message":"Too Many Requests"}\n',
    ]);
    now += 3000;
    const second = idOf(await createApi());
    expect((await raw({ method: 'DELETE', path: `/restapis/${first}` })).status).toBe(202);
    expect((await raw({ method: 'DELETE', path: `/restapis/${second}` })).status).toBe(429);
    now += 30_000;
    expect((await raw({ method: 'DELETE', path: `/restapis/${second}` })).status).toBe(202);
    expect(aws.stats()).toMatchObject({ live: [], mostLive: 2, throttled: 2, calls: { CreateRestApi: 3, DeleteRestApi: 3 } });
  });
});

describe('faults', () => {
  const befallen = async (effect: FaultEffect): Promise<PlainAnswer> => {
    await start({ faults: [{ effect, operation: 'CreateRestApi' }] });
    return createApi();
  };
  const live = (): number => aws.stats().live.length;

  test('a 429, with and without Retry-After, changes nothing', async () => {
    expect((await befallen({ kind: 'throttle', retryAfterSeconds: 2 })).headers['retry-after']).toBe('2');
    aws.inject({ effect: { kind: 'throttle' } });
    const answer = await createApi();
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, undefined]);
    expect(aws.stats()).toMatchObject({ faults: 2, throttled: 0, live: [], carriedOut: {} });
  });

  test('a 500 takes effect only where it is told to', async () => {
    expect((await befallen({ kind: 'error', status: 500 })).status).toBe(500);
    expect(live()).toBe(0);
    aws.inject({ effect: { kind: 'error', status: 503, carriedOut: true } });
    expect((await createApi()).status).toBe(503);
    expect(live()).toBe(1);
  });

  test('a reset comes mid-body, and the API is there', async () => {
    await expect(befallen({ kind: 'reset' })).rejects.toMatchObject({ code: 'ECONNRESET', message: 'aborted' });
    expect(live()).toBe(1);
  });

  test('a reset of an empty answer comes before it', async () => {
    await start();
    const id = idOf(await createApi());
    aws.inject({ effect: { kind: 'reset' }, operation: 'DeleteRestApi' });
    await expect(raw({ method: 'DELETE', path: `/restapis/${id}` })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(live()).toBe(0);
  });

  test('a slow answer is slow', async () => {
    const before = performance.now();
    expect((await befallen({ kind: 'slow', delayMs: 200 })).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThan(195);
  });

  test('credentials end half-way', async () => {
    await start({ faults: [{ effect: { kind: 'expire' }, from: 3 }] });
    const types: unknown[] = [];
    for (let call = 0; call < 4; call += 1) types.push((await raw({})).headers['x-amzn-errortype']);
    expect(types).toEqual([undefined, undefined, 'ExpiredTokenException', 'ExpiredTokenException']);
  });

  test('they befall every nth call from a given one on, so many times', async () => {
    await start({ faults: [{ effect: { kind: 'error', status: 500 }, operation: 'GetRestApis', from: 2, every: 3, times: 2 }] });
    const statuses: number[] = [];
    for (let call = 0; call < 9; call += 1) statuses.push((await raw({})).status);
    expect(statuses).toEqual([200, 500, 200, 200, 500, 200, 200, 200, 200]);
  });

  test('they befall STS where its operation is named', async () => {
    await start({ faults: [{ effect: { kind: 'throttle' }, operation: 'GetCallerIdentity' }] });
    const answer = await raw({ method: 'GET', path: '/?Action=GetCallerIdentity&Version=2011-06-15' }, { service: 'sts' });
    expect([answer.status, /<Code>(\w+)/.exec(answer.body)?.[1]]).toEqual([429, 'Throttling']);
  });
});

test('changes of one API that overlap get 409, and those of two do not', async () => {
  let now = 0;
  await start({ latencyMs: 300, now: () => now });
  const one = idOf(await createApi());
  now += 3000;
  const other = idOf(await createApi());
  const put = (id: string, type: string): Promise<PlainAnswer> =>
    raw({ method: 'PUT', path: `/restapis/${id}/gatewayresponses/${type}`, body: '{}' });
  const bothUnderWay = (): Promise<void> => vi.waitFor(() => expect(aws.stats().calls['PutGatewayResponse']).toBe(2), { interval: 2 });
  const answers = await Promise.all([put(one, 'DEFAULT_4XX'), put(other, 'DEFAULT_4XX'), bothUnderWay().then(() => put(one, 'DEFAULT_5XX'))]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 409]);
  expect(aws.stats().conflicts).toBe(1);
});

test('the list of APIs comes in pages, with the tags', async () => {
  await start({ apis: Array.from({ length: 30 }, (_, index) => ({ name: `theirs-${index}`, tags: { owner: 'somebody' } })) });
  const page = JSON.parse((await raw({})).body) as { item: { tags: object }[]; position: string };
  const rest = JSON.parse((await raw({ path: `/restapis?position=${page.position}` })).body) as { item: object[]; position?: string };
  expect([page.item.length, rest.item.length, rest.position]).toEqual([25, 5, undefined]);
  expect(page.item[0]?.tags).toEqual({ owner: 'somebody' });
});

test('a host that is not played is refused by the proxy', async () => {
  await start();
  const client = plainClient(aws.proxy, aws.ca);
  await expect(client('apigateway.us-west-2.amazonaws.com', { method: 'GET', path: '/', headers: [], body: '' })).rejects.toThrow('502');
});
