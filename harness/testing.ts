import type { PlannedCase, Suite } from './engine/load/types.ts';
import { planCases } from './engine/plan/plan.ts';
import type { Shard } from './engine/plan/shard.ts';
import type { RunDocument } from './engine/result/types.ts';
import { runSuite } from './engine/run/run.ts';
import type { Caller } from './service/authorize.ts';
import { createControl } from './service/control.ts';
import type { Send, WireRequest } from './service/exchange.ts';
import { sharedSession, type Target } from './targets/target.ts';

/** A caller whose clock stands still. */
export const testCaller: Caller = {
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  region: 'us-east-1',
  now: () => new Date('2026-01-02T03:04:05Z'),
};

/** An answer, short: status, body, headers. */
export interface TestAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A target that is a function. */
export const functionTarget = (answer: (request: WireRequest) => TestAnswer): Target => {
  const send: Send = async (request) => {
    const { status, body = '', headers = {} } = answer(request);
    return { request, outcome: { kind: 'response', response: { status, headers: Object.entries(headers), body, encoding: 'utf8' } } };
  };
  return targetOver(send);
};

/** A target over a `Send`. */
export const targetOver = (send: Send): Target => ({
  kind: 'live',
  name: 'test',
  version: null,
  origin: 'test',
  endpoint: 'http://test.invalid',
  caller: testCaller,
  signed: false,
  ...sharedSession(send),
  restApiId: null,
  close: async () => {},
});

/** How a test runs a suite; everything has a default. */
export interface TestRun {
  readonly planned?: readonly PlannedCase[];
  readonly only?: readonly string[];
  readonly strict?: boolean;
  readonly shard?: Shard;
}

/** Runs a suite against a target, as the command line does. */
export const runTest = async (suite: Suite, target: Target, { planned, only = [], strict = false, shard }: TestRun = {}): Promise<RunDocument> => {
  const options = { only, skip: [], strict, requireImplemented: false, concurrency: 4, ...(shard === undefined ? {} : { shard }) };
  const control = createControl({ endpoint: target.endpoint, caller: target.caller });
  const events = { onCase: () => {}, stopped: () => false, now: () => 0 };
  return (await runSuite({ suite, planned: planned ?? planCases(suite, options), target, control, options, events })).document;
};

/** About thirty scenarios for what needs a whole run and not the whole suite: every operation, every kind of body, each area, two APIs, a probe. */
export const MINI_SUITE: readonly string[] = [
  'defaults/get-all',
  'example',
  'inheritance/default-5xx-by-put',
  'isolation/put-on-two-apis',
  'json-pointer/escaped-slash-in-add',
  'life-cycle/delete-customised',
  'life-cycle/delete-twice',
  'life-cycle/put-all-members',
  'probes/no-operations',
  'published/crud',
  'refusals/add-status-code',
  'refusals/unknown-api-get',
  'refusals/unknown-type-put',
  'request-forms/bare-list',
  'request-forms/large-template',
  'request-forms/not-json',
  'request-forms/put-as-documented',
  'several-operations/three-kinds-at-once',
  'several-operations/two-refused',
  'support-table/add-response-parameter-uncustomised',
  'support-table/replace-status-code-uncustomised',
  'values/put-name-and-quotes',
  'wire/form-hal-accept',
  'wire/rest-api',
  'wire/success-codes',
];

/** Whether the tests that come in two sizes take the larger one, as in `npm run test:slow`. */
export const IS_WHOLE: boolean = process.env['APIGW_TEST_WHOLE'] === 'yes';

/** What such tests run: the whole suite, or the small one. */
export const SCALED_SUITE: readonly string[] = IS_WHOLE ? [] : MINI_SUITE;
