import { expect, test } from 'vitest';
import type { Outcome, WireRequest } from '../service/exchange.ts';
import { guarded } from './guard.ts';

const request = (method: string, path: string): WireRequest => ({ method, path, headers: [], body: '' });

const ofType = (method: string, type: number): WireRequest => request(method, `/restapis/api${type}/gatewayresponses/T${type}?x=${type}`);

const TIMEOUT: Outcome = { kind: 'failure', failure: { code: 'timeout', message: '' } };
const ANSWER: Outcome = { kind: 'response', response: { status: 200, headers: [], body: '', encoding: 'utf8' } };

const guard = (hangs: (request: WireRequest, count: number) => boolean) => {
  const sent: string[] = [];
  const send = guarded(async (one) => {
    sent.push(one.method);
    return { request: one, outcome: hangs(one, sent.length) ? TIMEOUT : ANSWER };
  });
  return { send, sent };
};

test('after five timeouts in a row an operation is sent no more, whatever its API and type, and others go on', async () => {
  const { send, sent } = guard(({ method }) => method === 'PATCH');
  for (let count = 0; count < 9; count += 1) {
    await send(ofType('PATCH', count));
    expect((await send(ofType('GET', count))).outcome.kind).toBe('response');
  }
  expect(sent.filter((method) => method === 'PATCH')).toHaveLength(5);
  const { outcome } = await send(ofType('PATCH', 9));
  expect(outcome).toEqual({
    kind: 'failure',
    failure: { code: 'unsent', message: 'not sent after 5 timeouts in a row of PATCH /restapis/*/gatewayresponses/*' },
  });
});

test('one type and all types are two operations', async () => {
  const { send, sent } = guard(({ path }) => path.endsWith('/gatewayresponses'));
  for (let count = 0; count < 9; count += 1) await send(request('GET', '/restapis/a/gatewayresponses'));
  expect((await send(ofType('GET', 1))).outcome.kind).toBe('response');
  expect(sent).toHaveLength(6);
});

test('an answer in between starts the row again, but twenty timeouts in all are enough', async () => {
  const { send, sent } = guard((_, count) => count % 4 !== 0);
  for (let count = 0; count < 60; count += 1) await send(ofType('PUT', count));
  expect(sent).toHaveLength(26);
});
