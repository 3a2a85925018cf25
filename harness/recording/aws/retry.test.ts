import { expect, test } from 'vitest';
import type { Exchange } from '../../service/exchange.ts';
import type { Fault } from './faults.ts';
import { isHopeless, pause, remedyFor, waitAfter, watching, worse } from './retry.ts';

const MINUTE = 60_000;

const at = (now: number) => ({ clock: { now: () => now, sleep: async () => {} }, giveUpAfterMs: 10 * MINUTE });

const fault = (kind: Fault['kind'], retryAfterMs: number | null = null): Fault => ({ kind, retryAfterMs, reason: 'reason' });

const FIRST = { since: 0, tries: 1 };

test.each(['GET', 'HEAD'])('a %s that got no answer is asked again in place', (method) => {
  expect(remedyFor(fault('passing'), method, FIRST, at(0))).toEqual({ kind: 'again', waitMs: 1000 });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'a %s whose fate is unknown restarts its case; one that was throttled is asked again in place',
  (method) => {
    expect(remedyFor(fault('passing'), method, FIRST, at(0))).toEqual({ kind: 'restart', waitMs: 1000 });
    expect(remedyFor(fault('throttled'), method, FIRST, at(0))).toEqual({ kind: 'again', waitMs: 1000 });
  },
);

test.each(['expired', 'denied'] as const)('credentials that are %s are not waited for', (kind) => {
  expect(remedyFor(fault(kind), 'GET', FIRST, at(0))).toEqual({ kind: 'give-up', reason: 'reason' });
});

test('waits double up to half a minute, and AWS may ask for another', () => {
  expect([1, 2, 3, 6, 40].map((tries) => waitAfter(fault('passing'), { since: 0, tries }))).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  expect(waitAfter(fault('throttled', 7000), FIRST)).toBe(7000);
});

test('a request is given up by the time since it first failed, and only after some tries', () => {
  const once = worse(undefined, 5);
  const thrice = worse(worse(once, 60), 70);
  expect([once, thrice]).toEqual([
    { since: 5, tries: 1 },
    { since: 5, tries: 3 },
  ]);
  expect([isHopeless(thrice, at(10 * MINUTE)), isHopeless(thrice, at(10 * MINUTE + 5))]).toEqual([false, true]);
  expect(isHopeless(once, at(60 * MINUTE))).toBe(false);
  expect(remedyFor(fault('throttled'), 'PATCH', thrice, at(12 * MINUTE))).toEqual({ kind: 'give-up', reason: 'reason, 3 times in 12 minutes' });
});

test('any answer, whichever request it is to, ends an outage', async () => {
  let now = 0;
  let answers = false;
  const outcome = (): Exchange['outcome'] =>
    answers
      ? { kind: 'response', response: { status: 404, headers: [], body: '', encoding: 'utf8' } }
      : { kind: 'failure', failure: { code: 'reset', message: '' } };
  const patience = { clock: { now: () => now, sleep: async () => {} }, giveUpAfterMs: 10 * MINUTE };
  const { send, outage } = watching(async (request) => ({ request, outcome: outcome() }), patience);
  const ask = async (minutes: number): Promise<boolean> => {
    now = minutes * MINUTE;
    await send({ method: 'GET', path: '/restapis', headers: [], body: '' });
    return outage.isHopeless();
  };
  expect([await ask(0), await ask(9), await ask(10)]).toEqual([false, false, true]);
  answers = true;
  expect(await ask(11)).toBe(false);
  answers = false;
  expect([await ask(12), await ask(13), await ask(22)]).toEqual([false, false, true]);
});

test('a wait ends when the user asks to stop', async () => {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  await pause(2500, { clock, giveUpAfterMs: 0 }, () => false);
  expect(now).toBe(2500);
  await pause(300_000, { clock, giveUpAfterMs: 0 }, () => now >= 5000);
  expect(now).toBeLessThan(7000);
});
