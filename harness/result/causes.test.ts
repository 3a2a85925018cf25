import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseOf, failed, finding, runOf } from '../report/testing/run-of.ts';
import { type Cause, causesOf } from './causes.ts';
import type { CaseResult, RunDocument } from './types.ts';

const PATH = '/restapis/api0000001/gatewayresponses';

/** A case that sends steps by method, `put PUT`, and finds what is given. */
const sent = (id: string, steps: readonly string[], ...findings: ReturnType<typeof finding>[]): CaseResult => ({
  ...failed(id, ...findings),
  exchanges: steps.map((step) => {
    const [name = '', method = ''] = step.split(' ');
    return { step: name, request: { method, path: method === 'LIST' ? PATH : `${PATH}/THROTTLED`, headers: [] } };
  }),
});

const ids = (...cases: CaseResult[]): readonly string[] => causesOf(runOf(cases)).map(({ id }) => id);

const kinds = (causes: readonly Cause[]): readonly string[] => causes.map(({ kind, also }) => [kind, ...also.map((each) => each.kind)].join(' > '));

const put200 = finding({ step: 'put', expected: 201, actual: 200, fact: 'F-401' });
const lacks = (pointer: string, fact = 'F-039') => finding({ step: 'put', aspect: 'body', pointer, expected: '403', actual: null, fact });

describe('one cause, however it is seen', () => {
  test('names, types, read-backs and facts do not tell causes apart', () => {
    const same = [
      sent('a/a', ['get GET'], finding({ step: 'get', expected: 'accepted (2xx)', actual: 404, fact: 'F-030' })),
      sent('a/b', ['get GET'], finding({ step: 'get', expected: 200, actual: 404, fact: 'F-146' })),
      sent(
        'a/c',
        ['put PUT'],
        finding({ step: 'put', where: 'Get WAF_FILTERED', aspect: 'state', expected: {}, actual: 'status 404', fact: 'F-144' }),
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
    const wrong = (pointer: string, actual: string) => finding({ step: 'put', aspect: 'body', pointer, expected: 'x', actual, fact: 'F-1' });
    expect(ids(sent('a/a', ['put PUT'], wrong(one, 'y')))).toEqual(ids(sent('b/b', ['put PUT'], wrong(other, 'z'))));
  });

  test('the cells of the support table that say the same are one cause', () => {
    const copy = (fact: string) => finding({ expected: 'refused (4xx)', actual: 200, fact });
    const causes = causesOf(runOf([failed('a/a', copy('B-copy-statusCode')), failed('a/b', copy('B-copy-responseTemplates'))]));
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

describe('what is another cause', () => {
  test.each([
    ['another status', put200, { ...put200, actual: 204 }],
    [
      'another refusal that is missing',
      finding({ expected: 400, actual: 200, fact: 'F-032' }),
      finding({ expected: 400, actual: 200, fact: 'F-033' }),
    ],
    ['another member that is missing', lacks('/statusCode'), lacks('/defaultResponse')],
    [
      'a number where a text stands, and a structure',
      ...(['1', '{}'] as const).map((text) => finding({ aspect: 'shape', expected: 'must be string,null', actual: JSON.parse(text), fact: 'M-X' })),
    ],
  ])('%s', (_, one, other) => {
    if (one === undefined || other === undefined) throw new Error('two findings');
    expect(ids(failed('a/a', one), failed('a/b', other))).toHaveLength(2);
  });

  test('what only comes along with a wrong success code is not explained by it', () => {
    const causes = causesOf(runOf([sent('a/a', ['put PUT'], put200, lacks('/statusCode')), sent('a/b', ['put PUT'], put200)]));
    expect(kinds(causes)).toEqual(['success', 'absent']);
  });
});

describe('what follows', () => {
  const accepted = finding({ step: 'put', expected: 400, actual: 201, fact: 'F-046' });
  const stored = finding({
    step: 'put',
    where: 'Get THROTTLED',
    aspect: 'state',
    pointer: '/responseParameters/x',
    expected: null,
    actual: 'y',
    fact: 'F-046',
  });
  const refused = finding({ step: 'put', expected: 'accepted (2xx)', actual: 400, fact: 'F-039' });

  test('what was accepted and should not be is read back: one cause', () => {
    const [cause, ...others] = causesOf(runOf([sent('a/a', ['put PUT'], accepted, stored)]));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ kind: 'accepts', also: [{ kind: 'present', findings: [{ finding: stored }] }] });
  });

  test('what was refused is missing in later steps, not in earlier ones', () => {
    const value = (step: string) => finding({ step, aspect: 'body', pointer: '/statusCode', expected: '1', actual: '2', fact: 'F-9' });
    expect(kinds(causesOf(runOf([sent('a/a', ['put PUT', 'get GET'], refused, value('get'))])))).toEqual(['refuses > value']);
    expect(kinds(causesOf(runOf([sent('a/a', ['get GET', 'put PUT'], refused, value('get'))]))).toSorted()).toEqual(['refuses', 'value']);
  });

  test('a defect that stands alone in one case is a cause of its own, with all its cases', () => {
    const causes = causesOf(runOf([sent('a/a', ['put PUT'], accepted, stored), sent('a/b', ['put PUT'], stored)]));
    expect(kinds(causes)).toEqual(['present', 'accepts']);
    expect(causes[0]?.scenarios).toEqual(['a/a', 'a/b']);
  });

  test('a read that is refused explains nothing but itself', () => {
    const read = finding({ step: 'get', expected: 'accepted (2xx)', actual: 404, fact: 'F-030' });
    const later = finding({ step: 'list', aspect: 'body', pointer: '/item/THROTTLED', expected: {}, actual: null, fact: 'F-036' });
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
    expect(causes[0]).toMatchObject({ reason, operations: ['UpdateGatewayResponse'], scenarios: ['a/a', 'a/b'] });
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
  const run = JSON.parse(readFileSync(resolve(import.meta.dirname, `../../reports/${name}/run.json`), 'utf8')) as RunDocument;
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
