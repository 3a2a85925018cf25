import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readVerdicts } from '../../cli/shared/read-run.ts';
import { caseOf, failed, finding, runOf } from '../../report/testing/run-of.ts';
import type { CaseResult } from '../result/types.ts';
import { type Cause, causesOf } from './causes.ts';

const PATH = '/restapis/api0000001/gatewayresponses';

/** A case that sends steps by name, method, type and body, and finds what is given. */
const sent = (id: string, steps: readonly string[], ...findings: ReturnType<typeof finding>[]): CaseResult => ({
  ...failed(id, ...findings),
  exchanges: steps.map((step) => {
    const [name = '', method = '', type = 'THROTTLED', body = ''] = step.split(' ');
    const path = method === 'LIST' ? PATH : `${PATH}/${type}`;
    return {
      step: name,
      request: { method: method === 'LIST' ? 'GET' : method, path, headers: [], ...(body === '' ? {} : { body: { text: body } }) },
    };
  }),
});

const ids = (...cases: CaseResult[]): readonly string[] => causesOf(runOf(cases)).map(({ id }) => id);

const STEPS = ['put PUT', 'delete DELETE', 'update PATCH'];

const kinds = (causes: readonly Cause[]): readonly string[] => causes.map(({ kind, also }) => [kind, ...also.map((each) => each.kind)].join(' > '));

const put200 = finding({ step: 'put', expected: { value: 201 }, actual: 200, fact: 'F-401' });
const lacks = (pointer: string, fact = 'F-039') => finding({ step: 'put', aspect: 'body', pointer, expected: { value: '403' }, actual: null, fact });

describe('one cause, however it is seen', () => {
  test('names, types, read-backs and facts do not tell causes apart', () => {
    const same = [
      sent('a/a', ['get GET'], finding({ step: 'get', expected: { rule: 'accepted (2xx)' }, actual: 404, fact: 'F-030' })),
      sent('a/b', ['get GET'], finding({ step: 'get', expected: { value: 200 }, actual: 404, fact: 'F-146' })),
      sent(
        'a/c',
        ['put PUT'],
        finding({ step: 'put', where: 'Get WAF_FILTERED', aspect: 'state', expected: { value: {} }, actual: 'status 404', fact: 'F-144' }),
      ),
    ];
    const [cause, ...others] = causesOf(runOf(same));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ kind: 'refuses', operations: ['GetGatewayResponse'], scenarios: ['a/a', 'a/b', 'a/c'] });
    expect(cause?.facts).toEqual(['F-030', 'F-146', 'F-144']);
  });

  test.each([
    ['a type in a list', '/item/THROTTLED/statusCode', '/item/WAF_FILTERED/statusCode'],
    ['an item and the answer of it alone', '/item/THROTTLED/statusCode', '/statusCode'],
    ['the name of a header', '/responseParameters/gatewayresponse.header.x', '/responseParameters/gatewayresponse.header.y'],
    ['a media type', '/responseTemplates/application~1json', '/responseTemplates/text~1xml'],
  ])('%s is generalised', (_, one, other) => {
    const wrong = (pointer: string, actual: string) =>
      finding({ step: 'put', aspect: 'body', pointer, expected: { value: 'x' }, actual, fact: 'F-1' });
    const type = /WAF_FILTERED/.exec(other)?.[0] ?? 'THROTTLED';
    expect(ids(sent('a/a', ['put PUT'], wrong(one, 'y')))).toEqual(ids(sent('b/b', [`put PUT ${type}`], wrong(other, 'z'))));
  });

  test('requests that ask for the same are one cause, whatever fact they rest on', () => {
    const copy = (fact: string) => finding({ expected: { rule: 'refused (4xx)' }, actual: 200, fact });
    const patch = (path: string): string => `update PATCH THROTTLED {"patchOperations":[{"op":"copy","path":"${path}"}]}`;
    const causes = causesOf(
      runOf([sent('a/a', [patch('/statusCode')], copy('B-copy-statusCode')), sent('a/b', [patch('/x')], copy('B-copy-responseTemplates'))]),
    );
    expect(causes.map(({ facts }) => facts)).toEqual([['B-copy-statusCode', 'B-copy-responseTemplates']]);
  });

  test('its id is the same for another target, other cases and another order', () => {
    const one = sent('a/a', ['put PUT'], put200);
    const other = { ...sent('z/z@THROTTLED', ['first GET', 'put PUT'], put200), id: 'z/z@WAF_FILTERED' };
    expect(ids(one)).toEqual(ids(other));
    expect(causesOf(runOf([one], { target: { kind: 'live', name: 'x', version: null, origin: 'x' } }))[0]?.id).toBe(ids(other, one)[0]);
    expect(ids(one)[0]).toMatch(/^c-[0-9a-f]{10}$/);
  });
});

const wrongAfter = (step: string) =>
  finding({ step, where: 'Get THROTTLED', aspect: 'state', pointer: '/statusCode', expected: { value: '1' }, actual: '2' });
const unrefused = (fact: string) => finding({ step: 'put', expected: { value: 400 }, actual: 200, fact });

describe('what is another cause', () => {
  test.each([
    ['another status', put200, { ...put200, actual: 204 }],
    ['another refusal that is missing', unrefused('F-032'), unrefused('F-033')],
    ['a value that Put stores, and one that Delete leaves', wrongAfter('put'), wrongAfter('delete')],
    ['another member that is missing', lacks('/statusCode'), lacks('/defaultResponse')],
    [
      'a number where a text stands, and a structure',
      ...(['1', '{}'] as const).map((text) =>
        finding({ aspect: 'shape', expected: { rule: 'must be string,null' }, actual: JSON.parse(text), fact: 'M-X' }),
      ),
    ],
  ])('%s', (_, one, other) => {
    if (one === undefined || other === undefined) throw new Error('two findings');
    expect(ids(sent('a/a', STEPS, one), sent('a/b', STEPS, other))).toHaveLength(2);
  });

  test.each([
    ['another op', '{"op":"remove","path":"/statusCode"}'],
    ['another place', '{"op":"add","path":"/responseParameters/x","value":"\'x\'"}'],
    ['another kind of value', '{"op":"add","path":"/statusCode","value":null}'],
    ['another path', '{"op":"add","path":"/wrongPath","value":"1"}'],
    ['several operations', '{"op":"add","path":"/statusCode","value":"1"},{"op":"remove","path":"/statusCode"}'],
  ])('a PATCH with %s', (_, operations) => {
    const patch = (text: string): string => `update PATCH THROTTLED {"patchOperations":[${text}]}`;
    const wrong = finding({ expected: { value: 400 }, actual: 200, fact: 'F-010' });
    const one = sent('a/a', [patch('{"op":"add","path":"/statusCode","value":"1"}')], wrong);
    expect(ids(one, sent('a/b', [patch('{"op":"add","path":"/statusCode","value":"2"}')], { ...wrong, fact: 'F-090' }))).toHaveLength(1);
    expect(ids(one, sent('a/b', [patch(operations)], wrong))).toHaveLength(2);
  });

  test('what a type shows that inherits, and one that was never customised', () => {
    const shown = (type: string) =>
      finding({ step: 'list', aspect: 'body', pointer: `/item/${type}/statusCode`, expected: { value: '1' }, actual: '2' });
    const causes = causesOf(
      runOf([
        sent('a/a', ['put PUT DEFAULT_4XX', 'list LIST'], shown('THROTTLED')),
        sent('a/b', ['list LIST'], shown('THROTTLED')),
        sent('a/c', ['put PUT', 'list LIST'], shown('THROTTLED')),
      ]),
    );
    expect(causes.map(({ about }) => about).sort()).toEqual(['PutGatewayResponse', 'inherited', 'untouched']);
  });

  test('what only comes along with a wrong success code is not explained by it', () => {
    const causes = causesOf(runOf([sent('a/a', ['put PUT'], put200, lacks('/statusCode')), sent('a/b', ['put PUT'], put200)]));
    expect(kinds(causes)).toEqual(['success', 'absent']);
  });
});

describe('what follows', () => {
  const accepted = finding({ step: 'put', expected: { value: 400 }, actual: 201, fact: 'F-046' });
  const stored = finding({
    step: 'put',
    where: 'Get THROTTLED',
    aspect: 'state',
    pointer: '/responseParameters/x',
    expected: { value: null },
    actual: 'y',
    fact: 'F-046',
  });
  const refused = finding({ step: 'put', expected: { rule: 'accepted (2xx)' }, actual: 400, fact: 'F-039' });

  test('what was accepted and should not be is read back: one cause', () => {
    const [cause, ...others] = causesOf(runOf([sent('a/a', ['put PUT'], accepted, stored)]));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ kind: 'accepts', also: [{ kind: 'present', findings: [{ finding: stored }] }] });
  });

  test('what two causes lead to stands under each in its own cases', () => {
    const other = finding({ step: 'put', expected: { value: 400 }, actual: 201, fact: 'F-047' });
    const causes = causesOf(runOf([sent('a/a', ['put PUT'], accepted, stored), sent('a/b', ['put PUT'], other, stored)]));
    expect(kinds(causes)).toEqual(['accepts > present', 'accepts > present']);
    expect(causes.map(({ scenarios }) => scenarios[0]).sort()).toEqual(['a/a', 'a/b']);
  });

  test('a value of another form is another value too', () => {
    const where = { step: 'put', pointer: '/responseParameters/x', actual: true };
    const form = finding({ ...where, aspect: 'shape', expected: { rule: 'must be string,null' }, fact: 'M-X' });
    expect(kinds(causesOf(runOf([sent('a/a', ['put PUT'], form, finding({ ...where, aspect: 'body', expected: { value: "'*'" } }))])))).toEqual([
      'shape > value',
    ]);
  });

  test('what was refused is missing in later steps, not in earlier ones', () => {
    const value = (step: string) => finding({ step, aspect: 'body', pointer: '/statusCode', expected: { value: '1' }, actual: '2', fact: 'F-9' });
    expect(kinds(causesOf(runOf([sent('a/a', ['put PUT', 'get GET'], refused, value('get'))])))).toEqual(['refuses > value']);
    expect(kinds(causesOf(runOf([sent('a/a', ['get GET', 'put PUT'], refused, value('get'))]))).toSorted()).toEqual(['refuses', 'value']);
  });

  test('a defect that stands alone in one case is a cause of its own, with all its cases', () => {
    const causes = causesOf(runOf([sent('a/a', ['put PUT'], accepted, stored), sent('a/b', ['put PUT'], stored)]));
    expect(kinds(causes)).toEqual(['present', 'accepts']);
    expect(causes[0]?.scenarios).toEqual(['a/a', 'a/b']);
  });

  test('a read that is refused explains nothing but itself', () => {
    const read = finding({ step: 'get', expected: { rule: 'accepted (2xx)' }, actual: 404, fact: 'F-030' });
    const later = finding({ step: 'list', aspect: 'body', pointer: '/item/THROTTLED', expected: { value: {} }, actual: null, fact: 'F-036' });
    expect(kinds(causesOf(runOf([sent('a/a', ['get GET', 'list LIST'], read, later)])))).toHaveLength(2);
  });
});

describe('cases without a finding that tells', () => {
  const reason = 'UpdateGatewayResponse accepts and ignores: 200, and nothing changed';

  test('an operation that accepts and ignores is one cause, the first, whatever else its cases show', () => {
    const hollow = [
      { ...failed('a/a', finding()), reason },
      { ...failed('a/b'), reason },
    ];
    const causes = causesOf(runOf([sent('b/a', ['put PUT'], put200), sent('b/b', ['put PUT'], put200), sent('b/c', ['put PUT'], put200), ...hollow]));
    expect(kinds(causes)).toEqual(['hollow > refuses', 'success']);
    expect(causes[0]).toMatchObject({ reason, operations: ['UpdateGatewayResponse'], scenarios: ['a/a', 'a/b'], findings: [], facts: ['F-005'] });
    expect(causes[0]?.example?.one.id).toBe('a/a');
  });

  test('a case that nothing explains stands alone', () => {
    const causes = causesOf(runOf([failed('a/a'), failed('a/b')]));
    expect(causes.map(({ kind, scenarios }) => [kind, ...scenarios]).sort()).toEqual([
      ['case', 'a/a'],
      ['case', 'a/b'],
    ]);
  });

  test('only failed cases that count have causes, and only what decides', () => {
    const cases = [
      caseOf('a/a', { verdict: 'unimplemented', findings: [finding()] }),
      { ...failed('a/b', finding()), support: true },
      caseOf('a/c', { findings: [finding({ gating: false })] }),
    ];
    expect(causesOf(runOf(cases))).toEqual([]);
  });
});

describe.each([
  ['moto', 18],
  ['ministack', 12],
  ['localstack', 12],
])('the committed run of %s', (name, most) => {
  const run = readVerdicts(resolve(import.meta.dirname, `../../../reports/${name}/run.json`));
  const causes = causesOf(run);
  const all = causes.flatMap((cause) => [cause, ...cause.also]);
  const counted = run.cases.filter(({ verdict, support }) => verdict === 'failed' && !support);

  test('no finding is lost or told twice, and no case', () => {
    const found = all.flatMap(({ findings }) => findings.map(({ finding: one }) => one));
    const expected = counted.flatMap(({ findings }) => findings.filter(({ gating }) => gating));
    expect(new Set(found)).toEqual(new Set(expected));
    expect(found).toHaveLength(expected.length);
    expect(new Set(causes.flatMap(({ cases }) => cases))).toEqual(new Set(counted));
  });

  test('its causes are few, and each has its own id', () => {
    expect(causes.length).toBeLessThanOrEqual(most);
    expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
  });
});
