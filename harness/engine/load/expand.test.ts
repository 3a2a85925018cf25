import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../base/json.ts';
import { expand } from './expand.ts';
import type { Problem } from './problems.ts';

const filled = (value: Json, variables: JsonObject = {}): { value: Json; problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  return { value: expand(value, '/steps/0', { file: 'area/one.json', variables, problems }), problems };
};

test.each<[string, Json, JsonObject, Json]>([
  ['a text without variables stays', 'a $ {b} $b', {}, 'a $ {b} $b'],
  ['a variable that stands alone keeps its type', { a: '${x}' }, { x: { y: [1] } }, { a: { y: [1] } }],
  ['one inside a text is put in', '/gatewayresponses/${type}?x=${type}', { type: 'A' }, '/gatewayresponses/A?x=A'],
  ['names of members have variables too', { 'a-${x}': 1 }, { x: 'b' }, { 'a-b': 1 }],
  ['and so have lists', ['${x}', ['${x}']], { x: 1 }, [1, [1]]],
  ['$${ is a literal ${', 'a $${x} ${x}', { x: 'b' }, 'a ${x} b'],
  ['a literal alone is no variable', '$${x}', { x: 'b' }, '${x}'],
  ['the APIs of a case are placeholders', '/restapis/${api}/${api2}', {}, '/restapis/api0000001/api0000002'],
  ['text and times unfold', { a: { text: 'ab', times: 3 } }, {}, { a: 'ababab' }],
  ['what only looks like it does not', { text: 'ab', times: 3, more: 1 }, {}, { text: 'ab', times: 3, more: 1 }],
  ['a variable may be unfolded', '${x}', { x: { text: 'a', times: 2 } }, 'aa'],
  ['a variable may name an API', '${x}', { x: 'of ${api}' }, 'of api0000001'],
  ['what is filled in is not filled in again', '${x}', { x: '$${y}', y: 'z' }, '${y}'],
  ['null, numbers and booleans stay', [null, 1, true], {}, [null, 1, true]],
])('%s', (_, value, variables, expected) => {
  expect(filled(value, variables)).toEqual({ value: expected, problems: [] });
});

test.each<[string, Json, JsonObject, Partial<Problem>]>([
  [
    'an unknown variable',
    { a: { 'b/c': ['${nope}'] } },
    { x: 1 },
    { pointer: '/steps/0/a/b~1c/0', message: 'unknown variable ${nope}', remedy: expect.stringContaining('Use one of api, api2, x') as never },
  ],
  ['one that is no text inside a text', 'a ${x}', { x: 1 }, { pointer: '/steps/0', message: expect.stringContaining('is not a string') as never }],
  ['a variable that names another', 'a', { x: '${y}', y: 'z' }, { pointer: '/repeat/x', message: 'unknown variable ${y}' }],
])('%s is told with its place', (_, value, variables, problem) => {
  const { problems } = filled(value, variables);
  expect(problems).toEqual([expect.objectContaining({ file: 'area/one.json', ...problem })]);
});
