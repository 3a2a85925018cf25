import { expect, test } from 'vitest';
import { compareRuns } from '../../engine/result/compare-runs.ts';
import { failed, finding, runOf } from '../testing/run-of.ts';
import { compareCauses } from './compare-causes.ts';
import { comparedMarkdown } from './compare-markdown.ts';
import { comparedText } from './compare-text.ts';

const status = finding({ expected: { value: 201 }, actual: 200 });
const accepted = finding({ expected: { value: 400 }, actual: 200 });
const fixed = runOf([failed('x/y', status), failed('x/z', accepted)]);
const broken = runOf([
  failed('x/y', status),
  failed('x/z', finding({ aspect: 'body', pointer: '/statusCode', expected: { value: '1' }, actual: '2' })),
]);

test('causes that came and went are told by what they are, those that stayed are counted', () => {
  expect(compareCauses(fixed, broken)).toMatchObject({
    came: [{ title: 'UpdateGatewayResponse: AWS has "1" in statusCode; emu has "2" (title of x/z)', explains: '1 scenario' }],
    went: [{ title: 'UpdateGatewayResponse: AWS refuses with 400; emu answers 200 (title of x/z)' }],
    stayed: 1,
  });
  expect(compareCauses(fixed, fixed)).toEqual({ came: [], went: [], stayed: 2 });
});

test('what only one of two suites asks brings no cause', () => {
  const other = runOf([failed('x/y', status), failed('x/new', accepted)], { suite: { version: '2', digest: 'other' } });
  expect(compareCauses(runOf([failed('x/y', status)]), other)).toEqual({ came: [], went: [], stayed: 1 });
});

test('they stand before the cases', () => {
  const [comparison, causes] = [compareRuns(fixed, broken), compareCauses(fixed, broken)];
  expect(comparedText(comparison, { causes })).toMatch(/causes that came\n {2}UpdateGatewayResponse: [^\n]*\n\ncauses that went\n.*x\/z/s);
  expect(comparedMarkdown(comparison, causes)).toMatch(/## Causes that came\n\n- UpdateGatewayResponse: .*## Causes that went\n\n- .*x\/z/s);
});
