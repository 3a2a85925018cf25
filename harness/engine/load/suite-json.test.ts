import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suiteJson } from './suite-json.ts';

const long = (letter: string, length = 70): string => letter.repeat(length);

test('what fits a line stands on one, each member of the whole on its own', () => {
  expect(suiteJson({ title: 'one', steps: [{ op: 'replace', path: '/statusCode' }, { op: 'add' }], empty: [{}, []] })).toBe(`{
  "title": "one",
  "steps": [{ "op": "replace", "path": "/statusCode" }, { "op": "add" }],
  "empty": [{}, []]
}
`);
});

test('short members share a line, a list of what has parts has a line for each', () => {
  const expectation = { aspect: 'state', fact: 'F-001', equals: { a: long('a'), b: long('b'), c: {} }, effect: true };
  expect(suiteJson({ expect: [expectation, { aspect: 'status' }] })).toBe(`{
  "expect": [
    {
      "aspect": "state", "fact": "F-001", "equals": {
        "a": "${long('a')}",
        "b": "${long('b')}", "c": {}
      }, "effect": true
    },
    { "aspect": "status" }
  ]
}
`);
});

test('a list begins on a line of its own, and an object of several lines does not follow another on its line', () => {
  const wide = { a: long('a'), b: long('b') };
  expect(suiteJson({ step: { name: 'n', one: wide, two: wide, list: [wide, 1] } })).toBe(`{
  "step": {
    "name": "n", "one": {
      "a": "${long('a')}",
      "b": "${long('b')}"
    },
    "two": {
      "a": "${long('a')}",
      "b": "${long('b')}"
    },
    "list": [
      {
        "a": "${long('a')}",
        "b": "${long('b')}"
      },
      1
    ]
  }
}
`);
});

test('what holds one thing alone holds it tight', () => {
  expect(suiteJson({ steps: [{ includes: { item: { a: long('a'), b: long('b') } } }] })).toBe(`{
  "steps": [{ "includes": { "item": {
    "a": "${long('a')}",
    "b": "${long('b')}"
  } } }]
}
`);
});

test('a register has a line for each entry, however short', () => {
  const register = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`k${index}`, index]));
  expect(suiteJson({ register }).split('\n')).toHaveLength(31 + 5);
});

test('a text that an editor or a terminal would act on is written out', () => {
  expect(suiteJson({ a: '\u202e\u2028' })).toBe('{\n  "a": "\\u202e\\u2028"\n}\n');
});

const jsonOf = (texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 6 }, texts, fc.integer(), fc.constant(null), fc.array(tie('value')), fc.dictionary(texts, tie('value'))),
  })).value;

test('the value and the order of its members stay, and laying out again changes nothing', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 40, maxLength: 90 }));
  fc.assert(
    fc.property(jsonOf(texts), (value) => {
      const text = suiteJson(value);
      const read: unknown = JSON.parse(text);
      expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      expect(suiteJson(read)).toBe(text);
    }),
  );
});

test('no line is longer than 150 columns where no text is long', () => {
  fc.assert(
    fc.property(jsonOf(fc.stringMatching(/^[a-z]{1,40}$/)), (value) => {
      const lines = suiteJson(value).split('\n');
      expect(lines.filter((line) => line.length > 150)).toEqual([]);
    }),
  );
});
