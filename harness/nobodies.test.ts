import { describe, expect, test } from 'vitest';
import { exitCodeOf } from './result/exit-code.ts';
import { loadSuite } from './scenario/load.ts';
import { guarded } from './targets/guard.ts';
import { functionTarget, runTest, type TestAnswer, targetOver } from './testing.ts';
import type { WireRequest } from './wire/exchange.ts';

const suite = loadSuite();
const HTML: TestAnswer = { status: 500, body: '<!doctype html><title>500 Internal Server Error</title>', headers: { 'content-type': 'text/html' } };
const NOT_FOUND: TestAnswer = {
  status: 404,
  body: '{"message":"Invalid API identifier specified 123456789012:abc"}',
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotFoundException' },
};

let made = 0;
/** Creates and deletes APIs as it should, so that only the gateway responses are lacking. */
const withApis =
  (answer: TestAnswer) =>
  ({ method, path }: WireRequest): TestAnswer => {
    if (path.includes('/gatewayresponses')) return answer;
    if (method === 'POST') return { status: 201, body: `{"id":"${(made++).toString(36).padStart(10, 'a')}"}` };
    if (path.endsWith('zzzzzzzzzz')) return NOT_FOUND;
    return method === 'DELETE' ? { status: 202 } : { status: 200, body: '{}' };
  };

const NOBODIES: Readonly<Record<string, TestAnswer>> = {
  '200 {}': { status: 200, body: '{}' },
  '200 and nothing': { status: 200 },
  '404 NotFoundException': NOT_FOUND,
  '500 HTML': HTML,
  '400 BadRequestException': { ...NOT_FOUND, status: 400, headers: { 'x-amzn-errortype': 'BadRequestException' } },
  '403': { status: 403, body: '{"message":"Missing Authentication Token"}' },
  '405 HTML': { ...HTML, status: 405 },
  '501': { status: 501 },
};

describe.each(Object.entries(NOBODIES))('a target that answers %s to all', (_, answer) => {
  test.each([
    ['to everything', () => answer],
    ['to gateway responses alone', withApis(answer)],
  ])('%s passes nothing', async (_name, handler) => {
    const run = await runTest(suite, functionTarget(handler));
    const wrong = run.cases.filter(({ verdict }) => verdict === 'passed' || verdict === 'failed');
    expect(wrong.filter(({ scenario }) => !isAboutApis(scenario)).map(({ id, verdict }) => [id, verdict])).toEqual([]);
    expect(run.cases).toHaveLength(run.planned.length);
    expect(exitCodeOf(run, null)).toBeLessThan(2);
  });
});

/** Scenarios of CreateRestApi, GetRestApi and DeleteRestApi, which such a target may well have. */
const isAboutApis = (id: string): boolean => suite.scenarios.find((one) => one.id === id)?.operation.endsWith('RestApi') === true;

test('a target that never answers the first request ends with a full report of errored cases and exit code 3', async () => {
  const run = await runTest(
    suite,
    targetOver(async (request) => ({
      request,
      outcome: { kind: 'failure', failure: { code: 'refused', message: 'connect ECONNREFUSED 127.0.0.1:1' } },
    })),
  );
  expect(run.smoke.verdict).toBe('dead');
  expect(new Set(run.cases.map(({ verdict }) => verdict))).toEqual(new Set(['errored']));
  expect(exitCodeOf(run, null)).toBe(3);
});

test('a target that hangs after the first requests is sent nothing more after five timeouts in a row', async () => {
  let sent = 0;
  const lively = withApis({ status: 200, body: '{}' });
  const hanging = functionTarget(lively).send;
  const run = await runTest(
    suite,
    targetOver(
      guarded(async (request) => {
        sent += 1;
        if (sent <= 4) return hanging(request);
        return { request, outcome: { kind: 'failure', failure: { code: 'timeout', message: 'no answer within 10 s' } } };
      }),
    ),
  );
  expect(sent).toBeLessThanOrEqual(4 + 5 + 4);
  expect(run.summary.cases.errored).toBe(run.planned.length);
  expect(exitCodeOf(run, null)).toBe(3);
});
