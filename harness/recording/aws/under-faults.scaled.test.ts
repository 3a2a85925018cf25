import { beforeAll, expect, test } from 'vitest';
import { loadSuite } from '../../engine/load/load.ts';
import { IS_WHOLE } from '../../testing.ts';
import type { Fault } from '../../workshop/look-alike/faults.ts';
import { type Rehearsal, type RehearsalOptions, rehearseUnderFaults } from '../../workshop/look-alike/rehearsal.ts';

/** The whole suite, or a part of it that has every kind of request. */
const ONLY = IS_WHOLE ? [] : ['isolation', 'wire', 'example', 'life-cycle'];

const suite = loadSuite();

const record = (options: Omit<RehearsalOptions, 'suite' | 'only'> & { readonly only?: readonly string[] }): Promise<Rehearsal> =>
  rehearseUnderFaults({ suite, only: ONLY, ...options });

const sum = (calls: Rehearsal['calls']): number => Object.values(calls).reduce((total, count) => total + count, 0);

let undisturbed: Rehearsal;
beforeAll(async () => {
  undisturbed = await record({});
});

/** Three of 429, two of 5xx, one of resets. */
const atRate = (rate: number): readonly Fault[] => [
  { effect: { kind: 'throttle' }, share: (rate * 2) / 6 },
  { effect: { kind: 'throttle', retryAfterSeconds: 2 }, share: rate / 6 },
  { effect: { kind: 'error', status: 500 }, share: rate / 6 },
  { effect: { kind: 'error', status: 503, carriedOut: true }, share: rate / 6 },
  { effect: { kind: 'reset' }, share: rate / 6 },
];

test.each(IS_WHOLE ? [0.06, 0.15, 0.3] : [0.15])(
  'with a share of %d of all answers lost, a recording is complete and that of a quiet day',
  async (rate) => {
    const { cassettes, failed, stop, left, injected } = await record({ faults: atRate(rate) });
    expect([failed, stop, left]).toEqual([[], null, [0, 0]]);
    expect(injected).toBeGreaterThan(sum(undisturbed.calls) * rate * 0.8);
    expect(cassettes).toEqual(undisturbed.cassettes);
  },
);

/** A scenario of several cases, each of which customises a type by PUT and changes it. */
const REPEATED = 'refusals/copy-response-parameter';

let repeated: Promise<Rehearsal> | undefined;

const quietly = (): Promise<Rehearsal> => {
  repeated ??= record({ only: [REPEATED] });
  return repeated;
};

const strike = async (fault: Fault): Promise<Readonly<Record<string, number>>> => {
  const quiet = await quietly();
  const struck = await record({ only: [REPEATED], faults: [fault] });
  expect([struck.failed, struck.stop, struck.injected, struck.cassettes]).toEqual([[], null, 1, quiet.cassettes]);
  const more = Object.entries(struck.calls).map(([operation, count]) => [operation, count - (quiet.calls[operation] ?? 0)] as const);
  return Object.fromEntries(more.filter(([, count]) => count !== 0));
};

test.each(['CreateRestApi', 'PutGatewayResponse', 'UpdateGatewayResponse', 'GetGatewayResponse', 'DeleteRestApi'])(
  'a %s that is throttled costs one request more',
  async (operation) => {
    expect(await strike({ effect: { kind: 'throttle' }, operation })).toEqual({ [operation]: 1 });
  },
);

test('a read that is lost costs one request more', async () => {
  expect(await strike({ effect: { kind: 'reset' }, operation: 'GetGatewayResponse' })).toEqual({ GetGatewayResponse: 1 });
  expect(await strike({ effect: { kind: 'error', status: 500 }, operation: 'GetGatewayResponse' })).toEqual({ GetGatewayResponse: 1 });
});

test('a write that is lost has its case begin again, and none of the cases before it', async () => {
  const quiet = await quietly();
  const last = quiet.calls['UpdateGatewayResponse'] ?? 0;
  const more = await strike({ effect: { kind: 'reset' }, operation: 'UpdateGatewayResponse', from: last });
  expect(last).toBeGreaterThan(10);
  expect(sum(more)).toBeLessThan(sum(quiet.calls) / 2);
});

const NEVER = Number.POSITIVE_INFINITY;

test.each([
  ['500', 'UpdateGatewayResponse', { kind: 'error', status: 500 }],
  ['429', 'UpdateGatewayResponse', { kind: 'throttle' }],
  ['no answer', 'GetGatewayResponse', { kind: 'reset' }],
] as const)('%s at each %s leaves its scenarios out after the time given, and the others are there', async (reason, operation, effect) => {
  const only = ['defaults/get-all', 'wire/rest-api', 'isolation'];
  const { failed, stop, kept, cassettes, time, left } = await record({ only, faults: [{ effect, operation, times: NEVER }], giveUpAfterMs: 120_000 });
  expect([stop, left, kept]).toEqual([null, [0, 0], Object.keys(cassettes).length]);
  expect(failed.length).toBeGreaterThan(0);
  for (const one of failed) expect(one.reason).toMatch(new RegExp(`^${reason}.*, \\d+ times in \\d+(\\.\\d)? minutes$`));
  expect(Object.keys(cassettes)).toContain('defaults/get-all');
  expect(time).toBeGreaterThan(120_000);
});

test('a line that is dead stops the recording after the time given, and blames no scenario', async () => {
  const { failed, stop, kept, left, time } = await record({ faults: [{ effect: { kind: 'reset' }, from: 150, times: NEVER }] });
  expect([failed, left[0]]).toEqual([[], 4]);
  expect(stop).toMatch(/no answer/);
  expect(kept).toBeGreaterThan(0);
  expect(time).toBeLessThan(3 * 600_000);
});

test('once the user asked to stop, nothing is waited for: no half scenario is kept and every API is deleted', async () => {
  const faults: readonly Fault[] = [{ effect: { kind: 'error', status: 503 }, operation: 'UpdateGatewayResponse', from: 10, times: NEVER }];
  const { failed, stop, kept, cassettes, left } = await record({ faults, stopped: (requests) => requests > 300 });
  expect([failed, stop, left]).toEqual([[], null, [0, 0]]);
  expect(kept).toBeGreaterThan(0);
  for (const [id, text] of Object.entries(cassettes)) expect([id, text]).toEqual([id, undisturbed.cassettes[id]]);
});
