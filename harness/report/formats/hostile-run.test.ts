import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { pageAssets } from '../../cli/shared/page-assets.ts';
import { initBaseline } from '../../engine/baseline/write-baseline.ts';
import { storeRun } from '../../engine/result/store-run.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { renderPage } from '../page/index.ts';
import { actsOn, POISONS, poisoned } from '../testing/hostile.ts';
import { oldBaseline } from '../testing/old-baseline.ts';
import { caseOf, failed, finding, runOf } from '../testing/run-of.ts';
import { shownDifference } from '../words/visible-run.ts';
import { FORMATS } from './format-names.ts';
import { reporters } from './index.ts';

const exchanges = [
  {
    step: 'update',
    request: { method: 'PATCH', path: '/restapis/api0000001/x', headers: [['a', 'b'] as const], body: { digest: 'long', length: 9 } },
    response: { status: 200, headers: [['c', 'd'] as const], body: { text: '{"e":1}' } },
  },
];

const cases = [
  failed('x/known', finding({ pointer: '/known', actual: { a: ['b'] } })),
  { ...failed('x/new@A', finding({ pointer: '/a', expected: { value: { b: 'c' } }, actual: { d: 'e' } })), exchanges },
  { ...failed('x/new@B', finding({ aspect: 'message', expected: { rule: 'matches f' }, actual: 'g', where: 'sdk' })), exchanges },
  failed('x/shape', finding({ aspect: 'shape', fact: 'M-1', class: 'documented', expected: { rule: 'must be string' }, actual: 'a text' })),
  failed('x/error', finding({ aspect: 'error', expected: { value: 'A' }, actual: 'B' })),
  caseOf('x/errored', {
    verdict: 'errored',
    reason: 'no answer',
    exchanges: [{ step: 's', request: { method: 'GET', path: '/', headers: [] }, failure: { code: 'reset', message: 'm' } }],
  }),
  caseOf('x/skipped', { verdict: 'skipped', reason: 'stale: old' }),
  caseOf('y/unimplemented', { verdict: 'unimplemented', reason: 'r' }),
  caseOf('y/observed', { verdict: 'observed', observations: [{ step: 'a', where: 'answer', aspect: 'body', fact: 'F-005', value: { h: 'i' } }] }),
  caseOf('y/passed', { findings: [finding({ gating: false, aspect: 'wire', class: 'inferred' })] }),
];

const whole = runOf(cases, { bodies: { long: '{"a":"\\n"}' } });

const changes: readonly (readonly [string, Partial<RunDocument>])[] = [
  ['whole', {}],
  ['dead', { smoke: { verdict: 'dead', notes: ['refused'] } }],
  ['wrong', { smoke: { verdict: 'wrong', notes: ['no id'] }, interrupted: true }],
];

const readJson = (path: string): AnySchema => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as AnySchema;

const formats = { uri: true, 'uri-reference': true, 'date-time': true, uuid: true } as const;
const schemas = {
  ctrf: new Ajv({ strict: false, formats }).compile(readJson('../testing/ctrf-0.0.schema.json')),
  sarif: new Ajv2020({ strict: false, formats }).compile(readJson('../testing/sarif-2.1.0.schema.json')),
};

/** Elements opened and not closed, or closed and not opened; text and attributes hold no mark-up. */
const unbalanced = (markup: string, empty: ReadonlySet<string> = new Set()): readonly string[] => {
  const open: string[] = [];
  const plain = markup.replace(/^<\?xml[^>]*\?>|<!DOCTYPE html>/, '').replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');
  const rest = plain.replace(
    /<(\/?)([\w-]+)((?: [\w:-]+(?:="[^"<]*")?)*) ?(\/?)>/g,
    (_, end: string, name: string, _attributes: string, closed: string) => {
      if (end === '/') {
        const last = open.pop();
        return last === name ? '' : `[${name} ends ${last}]`;
      }
      if (closed === '' && !empty.has(name)) open.push(name);
      return '';
    },
  );
  return [...open, ...(rest.match(/[<]\S{0,20}|\[\w+ ends \w+\]|&(?!#?\w+;)\S{0,20}/g) ?? [])];
};

describe.each(POISONS)('a run document with poison %s of every text', (_, poison) => {
  const baseline = poisoned(initBaseline(runOf(cases.slice(0, 1)), { notes: { owner: 'ann', expires: '2026-06-30' } }), poison);
  const runs = changes.map(([name, change]): readonly [string, RunDocument] => [name, poisoned({ ...whole, ...change }, poison)]);

  describe.each(FORMATS)('as %s', (format) => {
    test.each(runs)('(%s) acts on nothing', (name, run) => {
      const clean = { ...whole, ...new Map(changes).get(name) };
      for (const day of [null, '2026-06-30', '2026-07-01']) {
        const options = { full: true, difference: day === null ? null : shownDifference(run, baseline, day) };
        const own = format === 'github' ? reporters.github(clean).trimEnd().split('\n').length + 9 : 0;
        const text = reporters[format](run, options);
        expect(actsOn(text, own)).toEqual([]);
        if (format === 'github')
          expect(
            text
              .trimEnd()
              .split('\n')
              .filter((line) => !/^::(error|notice) (file|title)=/.test(line)),
          ).toEqual([]);
        if (format === 'junit' || format === 'badge-svg') expect(unbalanced(text)).toEqual([]);
        if (format === 'ctrf' || format === 'sarif') expect([schemas[format](JSON.parse(text)), schemas[format].errors]).toEqual([true, null]);
        if (format === 'json') expect(JSON.parse(text)).toEqual(storeRun(run));
        if (format === 'tap')
          expect(text.split('\n').filter((line) => !/^(TAP version 14|1\.\.10|# .*|(not )?ok \d+ - .*|Bail out! .*| {2}.*|)$/.test(line))).toEqual(
            [],
          );
      }
    });
  });

  test('as a page acts on nothing', () => {
    const empty = new Set(['meta', 'link', 'br', 'img', 'input', 'hr', 'col', 'rect', 'path', 'circle']);
    const page = renderPage(
      runs.map(([, run]) => run),
      pageAssets(),
    );
    // Nobody prints a page: these two are commands within a line only there.
    expect(actsOn(page).filter((found) => !found.startsWith('##'))).toEqual([]);
    expect(unbalanced(page, empty)).toEqual([]);
  });

  test('what the baseline knows stays known in it', () => {
    const [[, run] = ['', whole]] = runs;
    const old = poisoned(oldBaseline(runOf(cases.slice(0, 1))), poison);
    const difference = shownDifference(run, old, '2026-06-30');
    expect([difference?.known.size, difference?.vanished]).toEqual([1, []]);
    const results =
      (JSON.parse(reporters.sarif(run, { difference })) as { runs: { results: { suppressions: unknown[] }[] }[] }).runs[0]?.results ?? [];
    expect(results.map(({ suppressions }) => suppressions.length).filter((count) => count > 0)).toHaveLength(1);
  });
});

test('own colours stay, foreign ones do not', () => {
  const paint = (text: string): string => `\u001b[31m${text}\u001b[39m`;
  const text = reporters.text(runOf([failed('x/y', finding({ pointer: '/\u001b[31m' }))]), {
    full: true,
    paint: { good: paint, bad: paint, weak: paint, strong: paint },
  });
  expect(text).toContain('\u001b[31m');
  expect(text).toContain('/\\u001b[31m');
});
