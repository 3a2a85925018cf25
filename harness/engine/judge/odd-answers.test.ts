import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { reporters } from '../../report/formats/index.ts';
import type { HeaderPair, Send, WireRequest, WireResponse } from '../../service/exchange.ts';
import { modelSend } from '../../targets/model-target.ts';
import { runTest, targetOver } from '../../testing.ts';
import { loadSuite } from '../load/load.ts';
import { planCases } from '../plan/plan.ts';
import type { RunDocument } from '../result/types.ts';

interface Stored {
  readonly name: string;
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly base64?: string;
  /** A long body: pieces, each so many times. */
  readonly repeat?: readonly (readonly [piece: string, times: number])[];
}

const bodyOf = ({ body = '', repeat }: Stored): string => repeat?.map(([piece, times]) => piece.repeat(times)).join('') ?? body;

const responseOf = (stored: Stored): WireResponse => ({
  status: stored.status ?? 200,
  headers: stored.headers ?? [['content-type', 'application/json']],
  body: stored.base64 ?? bodyOf(stored),
  encoding: stored.base64 === undefined ? 'utf8' : 'base64',
});

const stored = JSON.parse(readFileSync(new URL('./testing/odd-answers.json', import.meta.url), 'utf8')) as readonly Stored[];

/** Answers that once broke something here, or might: each by its name. */
const ODD_ANSWERS: readonly (readonly [name: string, response: WireResponse])[] = stored.map((one) => [one.name, responseOf(one)]);

const suite = loadSuite();

const planned = planCases(suite, { only: ['refusals/add-status-code', 'life-cycle/put-all-members'], skip: [] }).filter(({ support }) => !support);

const isAboutResponses = ({ path }: WireRequest): boolean => path.includes('gatewayresponses');

/** The model, but for what it is asked about gateway responses. */
const answering = (response: WireResponse, chosen: (request: WireRequest) => boolean = isAboutResponses): Send => {
  const model = modelSend(createModel());
  return async (request) => (chosen(request) ? { request, outcome: { kind: 'response', response } } : model(request));
};

const judge = (response: WireResponse, chosen?: (request: WireRequest) => boolean): Promise<RunDocument> =>
  runTest(suite, targetOver(answering(response, chosen)), { planned });

/** Every case has a verdict that judging came to. */
const expectVerdicts = ({ cases, planned }: RunDocument): void => {
  expect(cases.map(({ id }) => id)).toEqual(planned);
  expect(cases.filter(({ verdict }) => verdict === 'errored').map(({ reason }) => reason)).toEqual([]);
};

test.each(ODD_ANSWERS)('an odd answer is judged, reported and kept within bounds: %s', async (_, response) => {
  const run = await judge(response);
  expectVerdicts(run);
  expect(JSON.stringify(run).length).toBeLessThan(400_000);
  for (const report of Object.values(reporters)) expect(() => report(run, {})).not.toThrow();
});

test.each(ODD_ANSWERS)('an odd answer to everything ends in a verdict: %s', async (_, response) => {
  const run = await judge(response, () => true);
  // What is no API Gateway at all is asked nothing more.
  if (run.smoke.verdict === 'foreign') expect(run.unchecked).toMatch(/this is no API Gateway/);
  else expectVerdicts(run);
});

const BODIES: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .record(
      { responseType: fc.jsonValue(), statusCode: fc.jsonValue(), item: fc.jsonValue(), responseParameters: fc.jsonValue(), message: fc.jsonValue() },
      { requiredKeys: [] },
    )
    .map((members) => JSON.stringify(members)),
);

const HEADERS: fc.Arbitrary<readonly HeaderPair[]> = fc.array(
  fc.tuple(fc.oneof(fc.constantFrom('content-type', 'x-amzn-errortype', 'retry-after', 'date', '__proto__'), fc.string()), fc.string()),
  { maxLength: 6 },
);

const RESPONSES: fc.Arbitrary<WireResponse> = fc.oneof(
  fc.record({ status: fc.integer({ min: 200, max: 599 }), headers: HEADERS, body: BODIES, encoding: fc.constant('utf8' as const) }),
  fc.record({ status: fc.constantFrom(200, 201, 400, 404), headers: HEADERS, body: BODIES, encoding: fc.constant('utf8' as const) }),
  fc.record({ status: fc.constantFrom(200, 400), headers: HEADERS, body: fc.base64String(), encoding: fc.constant('base64' as const) }),
);

test('whatever is answered, judging comes to a verdict and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(RESPONSES, async (response) => expectVerdicts(await judge(response))),
    { seed: 11, numRuns: 200 },
  );
});

test('what is thrown while one case is judged is that one case errored, and its API is deleted all the same', async () => {
  const model = modelSend(createModel());
  const deleted: string[] = [];
  let thrown = 0;
  const send: Send = async (request) => {
    if (request.method === 'DELETE') deleted.push(request.path);
    if (request.method === 'PUT' && thrown++ === 0) throw new RangeError('Maximum call stack size exceeded');
    return model(request);
  };
  const run = await runTest(suite, targetOver(send), { only: ['life-cycle/put-all-members', 'defaults/get-all'] });
  const errored = run.cases.filter(({ verdict }) => verdict === 'errored');
  expect(errored.map(({ reason }) => reason)).toEqual(['the case could not be judged: Maximum call stack size exceeded']);
  expect(run.cases.find(({ id }) => id === 'defaults/get-all')?.verdict).toBe('passed');
  expect(new Set(deleted).size).toBeGreaterThanOrEqual(run.cases.length);
});
