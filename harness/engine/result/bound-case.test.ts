import { expect, test } from 'vitest';
import type { WireResponse } from '../../service/exchange.ts';
import type { Finding, StepVerdict } from '../judge/types.ts';
import { digestText } from '../load/digest.ts';
import { boundExchanges, boundSteps } from './bound-case.ts';
import type { NamedExchange } from './named-exchange.ts';
import { storeValue } from './room.ts';
import { storeExchange } from './store-exchange.ts';
import { isCut, keepingWhole } from './whole.ts';

const exchange = (body: string, response: Partial<WireResponse> = {}, step = 'get'): NamedExchange => ({
  step,
  frame: false,
  exchange: {
    request: { method: 'GET', path: '/x', headers: [], body: '' },
    outcome: { kind: 'response', response: { status: 200, headers: [], body, encoding: 'utf8', ...response } },
  },
});

const finding = (over: Partial<Finding> = {}): Finding => ({
  step: 's',
  where: 'answer',
  aspect: 'body',
  pointer: '/a',
  expected: { value: 1 },
  actual: 2,
  fact: 'F-100',
  class: 'observed',
  gating: false,
  ...over,
});

const step = (findings: readonly Finding[]): StepVerdict => ({
  step: 's',
  operation: 'GetGatewayResponse',
  accepted: true,
  status: 200,
  effects: [],
  deciding: 0,
  wronglyAccepted: false,
  findings,
  observations: [],
});

const text = (value: unknown): string => JSON.stringify(value);

test('lawful traffic and findings are kept to the letter', () => {
  const exchanges = [exchange('x'.repeat(14_000)), exchange('{}'), exchange('x'.repeat(14_000)), exchange('y'.repeat(2_000))];
  expect(boundExchanges(exchanges)).toEqual(exchanges);
  const steps = [step(Array.from({ length: 60 }, (_, at) => finding({ pointer: `/${at}`, actual: { a: 'x'.repeat(100) } })))];
  expect(boundSteps(steps)).toEqual(steps);
});

test('a huge body keeps its beginning, and digest and length of the whole, also where it is bounded again', () => {
  const body = 'ä'.repeat(500_000);
  const once = boundExchanges([exchange(body)]);
  expect(boundExchanges(once)).toEqual(once);
  const bodies = new Map<string, string>();
  const [first] = once;
  const stored = first === undefined ? undefined : storeExchange(first, bodies);
  expect(stored?.response?.body).toEqual({ digest: digestText(body), length: 1_000_000 });
  expect(bodies.get(digestText(body))).toMatch(/^ä{512}\.\.\. \(500000 characters in all, digest [0-9a-f]{16}\)$/);
});

test.each([
  ['many long bodies', Array.from({ length: 50 }, (_, at) => exchange(`${at}`.repeat(8_000)))],
  ['binary', Array.from({ length: 50 }, () => exchange('A'.repeat(1_000_000), { encoding: 'base64' }))],
  ['headers', [exchange('', { headers: Array.from({ length: 100 }, (_, at) => [`x-${at}`, 'v'.repeat(160)] as const) })]],
  ['APIs made', [exchange(`"${'x'.repeat(1_000_000)}"`, {}, 'create-api')]],
])('what one case keeps of its traffic has a bound: %s', (_, exchanges) => {
  expect(text(boundExchanges(exchanges)).length).toBeLessThan(120_000);
});

test('what one case keeps of its findings has a bound, those that decide are never crowded out, and the rest is counted', () => {
  const many = Array.from({ length: 5_000 }, (_, at) => finding({ pointer: `/${'p'.repeat(2_000)}${at}`, actual: 'x'.repeat(100_000) }));
  const [bounded] = boundSteps([step([...many, finding({ gating: true })])]);
  expect(text(bounded).length).toBeLessThan(120_000);
  expect(bounded?.findings.filter(({ gating }) => gating)).toEqual([finding({ gating: true })]);
  expect(bounded?.findings.at(-1)?.actual).toBe('4900 more differences, which are not kept');
});

test('a value with a huge text keeps its structure, one that is huge in itself becomes the beginning of its text', () => {
  expect(storeValue({ a: { b: 'x'.repeat(20_000), c: 1 } })).toMatchObject({ a: { b: expect.stringMatching(/^x{512}\.\.\. \(20000/), c: 1 } });
  expect(storeValue(Array.from({ length: 20_000 }, () => 1))).toMatch(/^\[1,1,.*\(40001 characters in all/);
});

test('a recording keeps each answer whole, the same once, until there is no room', () => {
  const keep = keepingWhole();
  const long = [exchange('x'.repeat(1_000_000))];
  for (let count = 0; count < 50; count += 1) expect(keep(long)).toEqual(long);
  const others = Array.from({ length: 20 }, (_, at) => keep([exchange(`${at}`.repeat(1_000_000))]));
  expect(isCut(others[0] ?? [])).toBe(false);
  expect(isCut(others.at(-1) ?? [])).toBe(true);
});
