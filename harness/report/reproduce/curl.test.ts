import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Finding } from '../../engine/judge/types.ts';
import type { CaseResult, StoredExchange } from '../../engine/result/types.ts';
import { reproduce } from './curl.ts';
import { printCommand, quoteWithIds, urlArguments } from './quote.ts';

const exchange = (step: string, method: string, path: string, text = ''): StoredExchange => ({
  step,
  request: { method, path, headers: [['accept', 'application/json']], ...(text === '' ? {} : { body: { text } }) },
});

const PATH = '/restapis/api0000001/gatewayresponses/THROTTLED';

const caseOf = (exchanges: readonly StoredExchange[]): CaseResult => ({
  id: 'a/b',
  scenario: 'a/b',
  verdict: 'failed',
  reason: null,
  support: false,
  findings: [],
  observations: [],
  exchanges,
});

const finding = (step: string, where: string): Finding => ({
  step,
  where,
  aspect: 'status',
  pointer: '',
  expected: { value: 200 },
  actual: 400,
  fact: 'F-005',
  class: 'observed',
  gating: true,
});

const EXCHANGES = [
  exchange('put', 'PUT', PATH, '{"statusCode":"404"}'),
  exchange('update', 'PATCH', PATH, `{"value":"'x'"}`),
  exchange('update/Get-THROTTLED', 'GET', PATH),
  exchange('update/GetAll', 'GET', '/restapis/api0000001/gatewayresponses'),
  exchange('later', 'DELETE', PATH),
];

const callsOf = (where: string, exchanges = EXCHANGES): readonly string[] => {
  const found = reproduce(caseOf(exchanges), finding('update', where), {});
  return found.kind === 'line' ? found.line.split('; ') : [found.why];
};

test('a single quote in a body is quoted for a POSIX shell', () => {
  expect(quoteWithIds(`'x'`)).toBe(`''\\''x'\\'''`);
  expect(callsOf('answer').at(-1)).toContain(`--data-raw '{"value":"'\\''x'\\''"}'`);
});

test('a line creates an API, sends what came before silently and shows the last answer', () => {
  const calls = callsOf('answer');
  expect(calls).toHaveLength(4);
  expect(calls[1]).toMatch(/^API=\$\(curl -s -X POST "\$ENDPOINT\/restapis"/);
  expect(calls[2]).toMatch(/^curl -s -o \/dev\/null -X PUT "\$ENDPOINT\/restapis\/\$API\/gatewayresponses\/THROTTLED" -H "\$H"/);
  expect(calls[3]).toMatch(/^curl -s -i -X PATCH /);
});

test('of the read-backs only the one that failed is sent', () => {
  expect(
    callsOf('GetAll')
      .slice(2)
      .map((call) => call.split('"')[1]),
  ).toEqual([
    '$ENDPOINT/restapis/$API/gatewayresponses/THROTTLED',
    '$ENDPOINT/restapis/$API/gatewayresponses/THROTTLED',
    '$ENDPOINT/restapis/$API/gatewayresponses',
  ]);
  expect(callsOf('Get THROTTLED').at(-1)).toMatch(/^curl -s -i "\$ENDPOINT\/restapis\/\$API\/gatewayresponses\/THROTTLED"/);
});

test('a read-back of the second API is not taken for one of the first', () => {
  const other = exchange('update/Get-THROTTLED', 'GET', PATH.replace('api0000001', 'api0000002'));
  const line = callsOf('Get THROTTLED of api0000002', [...EXCHANGES, other]);
  expect(line.at(-1)).toContain('"$ENDPOINT/restapis/$API2/gatewayresponses/THROTTLED"');
  expect(line.filter((call) => /^API2?=/.test(call))).toHaveLength(2);
});

test('a request too long for a line gets none, and the reason', () => {
  expect(callsOf('answer', [exchange('update', 'PATCH', PATH, 'x'.repeat(2001))])).toEqual(['a request is too long for a line']);
});

const words = (endpoint: string, line: string): readonly string[] =>
  spawnSync('sh', ['-c', `ENDPOINT=${endpoint} API=a1; printf '%s\\n' ${line}`], { encoding: 'utf8' })
    .stdout.trimEnd()
    .split('\n');

test.each([
  ['http://h:1', ''],
  ['https://h/aws/apigw', '/aws/apigw'],
  ['http://h/aws/', '/aws'],
])('a path that curl would change is asked for as it is, below what stands in %s', (endpoint, prefix) => {
  expect(words(endpoint, urlArguments('/restapis/api0000001/../x#y'))).toEqual(['--request-target', `${prefix}/restapis/a1/../x#y`, endpoint]);
});

test('a body with a newline still makes one line', () => {
  expect(printCommand('a\nb\\n')).toBe(`printf %b 'a\\0012b\\\\n'`);
});
