import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { HarnessError } from '../../base/errors.ts';
import { loadSuite } from './load.ts';

const update = (value: unknown): object => ({ responseType: 'THROTTLED', patchOperations: [{ op: 'replace', path: '/statusCode', value }] });
const effect = { aspect: 'state', fact: 'B-replace-statusCode', read: 'Get', includes: { statusCode: '444' }, effect: true };
const step = {
  name: 'update',
  call: 'UpdateGatewayResponse',
  input: update('444'),
  expect: [{ aspect: 'status', fact: 'F-005', equals: 200 }, effect],
};
const good = { title: 'replace /statusCode is stored', operation: 'UpdateGatewayResponse', steps: [step] };

const suiteOf = (files: Readonly<Record<string, unknown>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'suite-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
};

const complaint = (files: Readonly<Record<string, unknown>>): string => {
  try {
    loadSuite(suiteOf(files));
    return 'no complaint';
  } catch (thrown) {
    return thrown instanceof HarnessError ? `${thrown.code} ${thrown.message}` : String(thrown);
  }
};

const withStep = (change: object): object => ({ ...good, steps: [{ ...step, ...change }] });
const withExpectation = (expectation: object): object => withStep({ expect: [expectation, effect] });

test('a suite of one scenario loads, with the facts that this package carries', () => {
  const suite = loadSuite(suiteOf({ 'area/one.json': good }));
  expect(suite.scenarios.map(({ id, area, facts }) => ({ id, area, facts }))).toEqual([
    { id: 'area/one', area: 'area', facts: ['B-replace-statusCode', 'F-005'] },
  ]);
});

test('a byte order mark in front of a scenario is read over, and a register of facts that is not JSON is told with its place', () => {
  const bare = loadSuite(suiteOf({ 'area/one.json': JSON.stringify(good) }));
  expect(loadSuite(suiteOf({ 'area/one.json': `\uFEFF${JSON.stringify(good)}` })).digest).toBe(bare.digest);
  expect(complaint({ 'area/one.json': good, 'facts.json': '{"facts": [}' })).toContain('facts.json: not JSON: line 1, column 12: ');
});

test.each([
  ['text that is not JSON', '{\n "title" }', 'area/one.json: not JSON: line 2, column 10: ":" is expected, not "}"'],
  ['an unknown key', { ...good, steps: [{ ...step, expct: [] }] }, 'area/one.json at /steps/0: unknown member "expct"'],
  [
    'the number 444 where AWS has a string in a request',
    withStep({ input: update(444) }),
    'at /steps/0/input/patchOperations/0/value: must be string',
  ],
  [
    'the number 444 where AWS has a string in an expectation',
    withStep({ expect: [{ ...effect, includes: { statusCode: 444 } }] }),
    'at /steps/0/expect/0/includes/statusCode: must be string',
  ],
  ['an unknown fact', withExpectation({ aspect: 'status', fact: 'F-999', equals: 200 }), 'at /steps/0/expect/0/fact: unknown fact F-999'],
  ['a dangling witness', withStep({ witness: 'area/other#update' }), 'at /steps/0/witness: dangling witness area/other#update'],
  ['body and golden both', withExpectation({ aspect: 'body', fact: 'F-005', equals: {}, golden: 'one.golden.json' }), 'at /steps/0/expect/0'],
  [
    'a golden that is not there',
    withExpectation({ aspect: 'body', fact: 'F-005', golden: 'one.golden.json' }),
    'at /steps/0/expect/0/golden: no golden file',
  ],
  ['a refusal without a witness', withExpectation({ aspect: 'error', fact: 'F-010', equals: 'BadRequestException' }), 'names no witness'],
  ['an expectation on an open question', withExpectation({ aspect: 'status', fact: 'Q-001', equals: 400 }), 'Q-001 is open'],
  ['an unknown variable', withStep({ input: update('${nope}') }), 'unknown variable ${nope}'],
  ['a null that the SDK would drop', withStep({ input: update(null) }), 'at /steps/0/input/patchOperations/0/value: must be string'],
  [
    'a request without a member that the model requires',
    withStep({ input: { patchOperations: [] } }),
    "at /steps/0/input: must have required property 'responseType'",
  ],
  [
    'an unknown type that nobody asks about',
    withStep({ input: { ...update('444'), responseType: 'NOPE' } }),
    'at /steps/0/input/responseType: must be one of',
  ],
  [
    'a read-back of an unknown type',
    withStep({ expect: [{ ...effect, read: { type: 'NOPE' } }] }),
    'at /steps/0/expect/0/read/responseType: must be one of',
  ],
  [
    'a given step that the model refuses',
    { ...good, given: [{ name: 'put', call: 'PutGatewayResponse', input: { responseType: 'THROTTLED', statusCode: '600' } }] },
    'at /given/0/input/statusCode: must match pattern',
  ],
  [
    'an effect that looks at more than one member',
    withStep({ expect: [{ ...effect, includes: { statusCode: '444', responseType: 'THROTTLED' } }] }),
    'at /steps/0/expect/0/effect: area/one: an effect is one member, and this looks at 2',
  ],
  [
    'an effect on defaultResponse',
    withStep({ expect: [{ ...effect, includes: { defaultResponse: false } }] }),
    'defaultResponse is no member that a request changes',
  ],
  [
    'an effect on another type',
    withStep({ expect: [{ ...effect, read: { type: 'UNAUTHORIZED' } }] }),
    'it looks at UNAUTHORIZED, and update is about THROTTLED',
  ],
  ['an effect on another API', withStep({ expect: [{ ...effect, read: { type: 'THROTTLED', api: '${api2}' } }] }), 'it looks at another API'],
  [
    'an effect on an item of another type',
    withStep({ expect: [{ ...effect, read: 'GetAll', includes: { item: { UNAUTHORIZED: { statusCode: '444' } } } }] }),
    'it looks at UNAUTHORIZED, and update is about THROTTLED',
  ],
  [
    'an effect on a member that the request leaves alone',
    withStep({ expect: [{ ...effect, includes: { responseTemplates: { 'text/plain': 'x' } } }] }),
    'update does not change /responseTemplates/text~1plain to that',
  ],
  [
    'an effect with another value than the request sends',
    withStep({ expect: [{ ...effect, includes: { statusCode: '445' } }] }),
    'does not change /statusCode to that',
  ],
  [
    'an effect that is there without the request',
    {
      ...good,
      steps: [
        {
          ...step,
          call: 'PutGatewayResponse',
          input: { responseType: 'THROTTLED', statusCode: '429' },
          expect: [{ ...effect, includes: { statusCode: '429' } }],
        },
      ],
    },
    'THROTTLED has that status by default',
  ],
  [
    'an effect of a reading on what nobody wrote',
    {
      ...good,
      given: [{ name: 'put', call: 'PutGatewayResponse', input: { responseType: 'THROTTLED', statusCode: '411' } }],
      steps: [
        {
          name: 'get',
          call: 'GetGatewayResponses',
          input: {},
          expect: [{ aspect: 'body', fact: 'F-100', includes: { item: { UNAUTHORIZED: { statusCode: '401' } } }, effect: true }],
        },
      ],
    },
    'it looks at UNAUTHORIZED, which nothing before get wrote',
  ],
  [
    'a mistake behind what is written short',
    withStep({ expect: [{ fact: 'Q-001', observe: 'all' }, effect, { aspect: 'status', fact: 'Q-001', equals: 400 }] }),
    'at /steps/0/expect/2: Q-001 is open',
  ],
  ['an unknown fact of what is written short', withExpectation({ fact: 'F-999', observe: 'all' }), 'at /steps/0/expect/0/fact: unknown fact F-999'],
  [
    'an aspect that is observed with all others',
    withExpectation({ aspect: 'status', fact: 'Q-001', observe: 'all' }),
    'at /steps/0/expect/0: unknown member "aspect"',
  ],
  ['a title that says should', { ...good, title: 'replace should be stored' }, 'the title says should or must'],
])('%s is refused with file, place and remedy', (_, scenario, expected) => {
  const text = complaint({ 'area/one.json': scenario });
  expect(text).toContain('suite-invalid');
  expect(text).toContain(expected);
  expect(text.split('\n').filter((line) => line.startsWith('      ')).length).toBeGreaterThan(0);
});

test('an unknown type may be sent where its refusal is what is asked', () => {
  const status = { aspect: 'status', fact: 'F-019', refused: true };
  const asks = {
    name: 'asks',
    call: 'UpdateGatewayResponse',
    input: { ...update('444'), responseType: 'NOPE' },
    witness: '#update',
    expect: [status],
  };
  expect(complaint({ 'area/one.json': { ...good, steps: [step, asks] } })).toBe('no complaint');
  expect(complaint({ 'area/one.json': { ...good, steps: [step, { ...asks, input: { ...asks.input, statusCode: 444 } }] } })).toContain(
    'unknown member',
  );
});

test('two scenarios of one title are refused', () => {
  expect(complaint({ 'area/one.json': good, 'area/two.json': good })).toContain('same title as area/one.json');
});

test('a repeat gives one case for each value, with its variables in texts and member names', () => {
  const repeat = { THROTTLED: { type: 'THROTTLED', header: 'X-A' } };
  const input = {
    responseType: '${type}',
    responseParameters: { 'gatewayresponse.header.${header}': "'a'", b: '$${c}' },
    responseTemplates: { t: { text: 'ab', times: 3 } },
  };
  const put = { name: 'put', call: 'PutGatewayResponse', input };
  const suite = loadSuite(suiteOf({ 'area/one.json': { ...good, repeat, given: [put] } }));
  expect(suite.scenarios[0]?.cases.map(({ id, given }) => [id, given[0]?.request])).toEqual([
    [
      'area/one@THROTTLED',
      {
        kind: 'call',
        operation: 'PutGatewayResponse',
        input: {
          restApiId: 'api0000001',
          responseType: 'THROTTLED',
          responseParameters: { 'gatewayresponse.header.X-A': "'a'", b: '${c}' },
          responseTemplates: { t: 'ababab' },
        },
      },
    ],
  ]);
});

test('"observe": "all" means the same as its long form', () => {
  const meaning = (...observed: readonly object[]): string => {
    const [one] = loadSuite(suiteOf({ 'area/one.json': withStep({ expect: [...observed, effect] }) })).scenarios;
    return `${one?.meaning} ${one?.cases[0]?.steps[0]?.expect.map(({ aspect, fact, matcher }) => `${aspect} ${fact} ${matcher.kind}`)}`;
  };
  const one = (aspect: string): object => ({ aspect, fact: 'Q-001', observe: true });
  expect(meaning({ fact: 'Q-001', observe: 'all' })).toBe(meaning(one('status'), one('error'), one('message')));
});

test('a new title leaves the digest of meaning as it is, a new value changes it', () => {
  const meaning = (scenario: object): string => loadSuite(suiteOf({ 'area/one.json': scenario })).scenarios[0]?.meaning ?? '';
  expect(meaning({ ...good, title: 'another title of the same' })).toBe(meaning(good));
  const other = { ...effect, includes: { statusCode: '445' } };
  expect(meaning(withStep({ input: update('445'), expect: [other] }))).not.toBe(meaning(withStep({ expect: [effect] })));
});
