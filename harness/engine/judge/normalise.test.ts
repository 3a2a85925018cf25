import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { normaliseBody } from './normalise.ts';

const members = new Map([
  ['GetGatewayResponse', new Set(['responseType', 'statusCode', 'responseParameters'])],
  ['GetGatewayResponses', new Set(['position', 'item'])],
]);

const one = (json: Json) => normaliseBody('GetGatewayResponse', json, members);
const all = (json: Json) => normaliseBody('GetGatewayResponses', json, members);

test.each<Json>([null, 'text', 7, [1, null]])('what is no object stays as it is: %j', (json) => {
  expect(one(json)).toEqual({ body: json, unknown: [] });
});

test('null counts as absent, an empty value does not', () => {
  expect(one({ responseType: 'X', statusCode: null, responseParameters: {} }).body).toEqual({ responseType: 'X', responseParameters: {} });
});

test('null inside a map stays: nobody knows whether it is lawful there', () => {
  expect(one({ responseParameters: { a: null } }).body).toEqual({ responseParameters: { a: null } });
});

test('members that the service model does not know are taken out and named; those of HAL are only taken out', () => {
  const { body, unknown } = one({ responseType: 'X', id: '1', 'a/b': null, _links: { self: {} } });
  expect(body).toEqual({ responseType: 'X' });
  expect(unknown).toEqual(['/id', '/a/b']);
});

test('an operation without members in the service model has none that count', () => {
  expect(normaliseBody('DeleteGatewayResponse', { a: 1 }, members)).toEqual({ body: {}, unknown: ['/a'] });
});

test('a list is keyed by type, whatever its order', () => {
  const [a, b] = [
    { responseType: 'A', statusCode: '1' },
    { responseType: 'B', statusCode: null },
  ];
  const expected = { item: { A: { responseType: 'A', statusCode: '1' }, B: { responseType: 'B' } } };
  expect(all({ item: [a, b] }).body).toEqual(expected);
  expect(all({ item: [b, a] }).body).toEqual(expected);
});

test('a list that stands where HAL puts it is the same list, and one on top comes first', () => {
  expect(all({ _embedded: { item: [{ responseType: 'A' }] } }).body).toEqual({ item: { A: { responseType: 'A' } } });
  expect(all({ item: [], _embedded: { item: [{ responseType: 'A' }] } }).body).toEqual({ item: {} });
});

test('no item is lost: one without a type, a type that is there twice, and what is no object keep their places', () => {
  const { body, unknown } = all({ item: [{ responseType: 'A' }, { statusCode: '1' }, { responseType: 'A', statusCode: '2' }, 'x'], other: 1 });
  expect(body).toEqual({ item: { A: { responseType: 'A' }, '#1': { statusCode: '1' }, 'A~2': { responseType: 'A', statusCode: '2' }, '#3': 'x' } });
  expect(unknown).toEqual(['/other']);
});

test('what an item has too many is named at its type', () => {
  expect(all({ item: [{ responseType: 'A', more: 1 }] }).unknown).toEqual(['/item/A/more']);
});

test('a list under the name of another operation is a member like others', () => {
  expect(one({ item: [{ responseType: 'A' }] })).toEqual({ body: {}, unknown: ['/item'] });
});
