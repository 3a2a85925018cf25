import { expect, test } from 'vitest';
import { differences, missing, present, standing } from './compare.ts';
import type { Json } from './json.ts';

test.each<[string, Json, Json, string[]]>([
  ['equal values differ nowhere', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  ['the order of members says nothing', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ['the order of a list does', [1, 2], [2, 1], ['/0', '/1']],
  ['a value of another type', { a: '1' }, { a: 1 }, ['/a']],
  ['a member too few and one too many', { a: 1, b: 2 }, { b: 2, c: 3 }, ['/a', '/c']],
  ['an element too many', { a: [1] }, { a: [1, 2] }, ['/a/1']],
  ['null is no absent member', { a: null }, {}, ['/a']],
  ['an object is no list', {}, [], ['']],
  ['what is inherited stands nowhere', { a: 1 }, { a: 1, toString: 'x' }, ['/toString']],
  ['names with slashes and tildes are escaped', { 'a/b': { 'c~d': 1 } }, { 'a/b': { 'c~d': 2 } }, ['/a~1b/c~0d']],
])('differences: %s', (_, expected, actual, places) => {
  expect(differences(expected, actual).map(({ pointer }) => pointer)).toEqual(places);
});

test('a difference has both sides, undefined where nothing stands', () => {
  expect(differences({ a: 1 }, { b: 2 })).toEqual([
    { pointer: '/a', expected: 1, actual: undefined },
    { pointer: '/b', expected: undefined, actual: 2 },
  ]);
});

test.each<[string, Json, Json | undefined, string[]]>([
  ['members that nobody asks for are not looked at', { a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, []],
  ['a member that is not there', { a: { b: 1 } }, { a: {} }, ['/a/b']],
  ['a list has to be equal', { a: [1] }, { a: [1, 2] }, ['/a/1']],
  ['nothing at all', { a: 1 }, undefined, ['']],
])('missing: %s', (_, expected, actual, places) => {
  expect(missing(expected, actual).map(({ pointer }) => pointer)).toEqual(places);
});

test.each<[string, Json, Json | undefined, string[]]>([
  ['a value that may not stand there', { a: { b: 1 } }, { a: { b: 1 } }, ['/a/b']],
  ['another value may', { a: { b: 1 } }, { a: { b: 2 } }, []],
  ['nothing stands in what is no object', { a: { b: 1 } }, { a: 'b' }, []],
  ['nothing stands in nothing', { a: 1 }, undefined, []],
])('present: %s', (_, forbidden, actual, places) => {
  expect(present(forbidden, actual).map(({ pointer }) => pointer)).toEqual(places);
});

test('standing: null counts as absent, an empty value does not', () => {
  const actual = { a: null, b: '', c: { d: 0 } };
  expect(standing(['/a', '/b', '/c/d', '/c/e', '/x/y'], actual).map(({ pointer }) => pointer)).toEqual(['/b', '/c/d']);
});
