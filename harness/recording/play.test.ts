import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeaderPair, WireResponse } from '../service/exchange.ts';
import { createHttpSend } from '../service/send.ts';
import { shutNetwork } from './nock.ts';
import { play } from './play.ts';
import { tape } from './tape.ts';

let open = (): void => {};
beforeAll(() => {
  open = shutNetwork();
});
afterAll(() => open());

const HOST = 'http://play.replay.invalid';
const stage = { host: HOST, ...createHttpSend({ endpoint: new URL(HOST), timeoutMs: 5_000, sockets: 1 }) };
const json: HeaderPair = ['Content-Type', 'application/json'];

const played = async (method: string, body: string, response: WireResponse): Promise<unknown> => {
  const request = { method, path: '/restapis?limit=2', headers: [['Host', 'x'], ...(body === '' ? [] : [json])] as HeaderPair[], body };
  const bodies = new Map();
  const taped = tape('one', { request, outcome: { kind: 'response', response } }, bodies);
  const { send } = play([taped], Object.fromEntries(bodies), stage);
  return (await send(request)).outcome;
};

test.each([
  [
    'order, case and repetition of headers',
    'GET',
    '',
    {
      status: 200,
      headers: [
        ['X-B', '1'],
        ['x-a', '2'],
        ['X-A', '3'],
      ],
      body: '{}',
      encoding: 'utf8',
    },
  ],
  ['bytes that are no text', 'GET', '', { status: 200, headers: [json], body: Buffer.from([0xff, 0xfe, 0]).toString('base64'), encoding: 'base64' }],
  ['an answer without a body', 'DELETE', '', { status: 204, headers: [['x-amzn-requestid', 'a']], body: '', encoding: 'utf8' }],
  [
    'a body sent as JSON',
    'PATCH',
    '{"a":[1,{"b":"ü"}]}',
    { status: 400, headers: [json, ['x-amzn-errortype', 'A'], ['x-amzn-errortype', 'A']], body: '{"message":"ü"}', encoding: 'utf8' },
  ],
  ['a body that only calls itself JSON', 'PATCH', '{"a":', { status: 400, headers: [json], body: '{}', encoding: 'utf8' }],
  ['a length that is stated', 'GET', '', { status: 200, headers: [['Content-Length', '2'], json], body: '{}', encoding: 'utf8' }],
  ['an answer in chunks', 'GET', '', { status: 200, headers: [['Transfer-Encoding', 'chunked'], json], body: '{}', encoding: 'utf8' }],
] as const)('a replay gives %s back as it was recorded', async (_, method, body, response) => {
  expect(await played(method, body, response as WireResponse)).toEqual({ kind: 'response', response });
});

test('where nothing answered, a replay gives the failure back', async () => {
  const request = { method: 'GET', path: '/restapis', headers: [], body: '' };
  const failure = { code: 'timeout', message: 'no answer within 10 s' } as const;
  const { send } = play([tape('one', { request, outcome: { kind: 'failure', failure } }, new Map())], {}, stage);
  expect((await send(request)).outcome).toEqual({ kind: 'failure', failure });
});

test('a request that was not recorded reaches no network and is a miss', async () => {
  const { send } = play([], {}, stage);
  expect((await send({ method: 'GET', path: '/other', headers: [], body: '' })).outcome).toMatchObject({
    kind: 'failure',
    failure: { code: 'mismatch' },
  });
});
