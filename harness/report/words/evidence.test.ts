import { expect, test } from 'vitest';
import { compareRuns } from '../../engine/result/compare-runs.ts';
import { historyOf } from '../../engine/result/history.ts';
import { comparedMarkdown } from '../compare/compare-markdown.ts';
import { comparedText } from '../compare/compare-text.ts';
import { comparisonMarkdown, comparisonText } from '../compare/comparison.ts';
import { historyMarkdown, historyText } from '../compare/history.ts';
import { reporters } from '../formats/index.ts';
import { renderPage } from '../page/index.ts';
import { caseOf, failed, finding, runOf } from '../testing/run-of.ts';
import { isAws } from './evidence.ts';

const skipped = ['x/c', 'x/d', 'x/e'].map((id) => caseOf(id, { verdict: 'skipped', reason: 'not recorded' }));
const run = runOf([caseOf('x/a'), failed('x/b', finding()), ...skipped], {
  target: { kind: 'replay', name: 'AWS, as published', version: null, origin: 'aws-published' },
});
const ANSWERED = 'answers of AWS for 2 of 5 scenarios';
const CONTRADICT = '1 contradicts the suite';
const compared = [{ run, committed: null }];
const pairs = compareRuns(run, run);
const past = historyOf([{ label: 'a', run }]);

test.each([
  ['text', reporters.text(run)],
  ['markdown', reporters.markdown(run)],
  ['github-summary', reporters['github-summary'](run)],
  ['github', reporters.github(run)],
  ['tap', reporters.tap(run)],
  ['sarif', reporters.sarif(run)],
  ['badge', reporters.badge(run)],
  ['badge-svg', reporters['badge-svg'](run)],
  ['the comparison of recordings', comparisonText(compared)],
  ['the same as Markdown', comparisonMarkdown(compared)],
  ['compare', comparedText(pairs)],
  ['compare as Markdown', comparedMarkdown(pairs)],
  ['history', historyText(past)],
  ['history as Markdown', historyMarkdown(past)],
  ['the page', renderPage([run], { style: '', script: '' }).split('<ul class="cards">')[1]?.split('</section>')[0] ?? ''],
])('%s has one wording for answers of AWS, which implements nothing', (_, text) => {
  expect(text).toContain(ANSWERED);
  expect(text).toContain(CONTRADICT);
  expect(text).not.toMatch(/\bimplemented\b|divergence \d|coverage \d/);
});

test.each([
  ['live', 'aws-mine', false],
  ['model', 'aws', false],
  ['replay', 'moto', false],
  ['replay', 'aws', true],
  ['replay', 'aws-documentation', true],
  ['aws', 'aws', true],
] as const)('answers of a %s target of origin %s are of AWS: %s', (kind, origin, expected) => {
  expect(isAws({ target: { kind, name: origin, version: null, origin } })).toBe(expected);
});
