import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRun, readVerdicts } from '../../cli/shared/read-run.ts';
import { compareBaseline } from '../../engine/baseline/compare-baseline.ts';
import { initBaseline } from '../../engine/baseline/write-baseline.ts';
import { causesOf } from '../../engine/causes/causes.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { markdownReport } from '../formats/markdown.ts';
import { textReport } from '../text/text.ts';

const pathOf = (name: string): string => resolve(import.meta.dirname, `../../../reports/${name}/run.json`);

const caller = { command: 'npm start -s --', endpoint: 'http://127.0.0.1:5000' };

describe.each(['moto', 'ministack', 'localstack'])('the committed run of %s', (name) => {
  const run = readRun(pathOf(name));
  const causes = causesOf(run);

  test('has the same causes, examples and reports without its traffic', () => {
    const bare = readVerdicts(pathOf(name));
    expect([run.bare, bare.bare?.why]).toEqual([undefined, 'nobody asked for it']);
    const ids = (of: RunDocument): string =>
      JSON.stringify(causesOf(of), (key, value) => (key === 'exchanges' || key === 'bare' ? undefined : value));
    expect(ids(bare) === ids(run)).toBe(true);
    const plain = (text: string): string =>
      text.replace(/\n<details><summary>The same as a line of curl.*\n|\nThe traffic of this run is not.*\n/g, '');
    expect(plain(markdownReport(bare)) === plain(markdownReport(run))).toBe(true);
    expect(compareBaseline(bare, initBaseline(run)).byCase).toEqual([]);
  });

  test('fits one screen, the verdict last', () => {
    const lines = textReport(run, { caller }).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    const { cases, scenarios } = run.summary;
    expect(lines.slice(-4)).toEqual([
      expect.stringMatching(/^divergence/),
      expect.stringMatching(/^coverage/),
      expect.stringMatching(new RegExp(`^${scenarios.failed - run.summary.divergence.part} scenarios? that failed (is|are) in no figure`)),
      `failed: ${cases.failed} cases of ${scenarios.failed} scenarios, by ${causes.length} causes`,
    ]);
  });

  test('shows every cause with its fact, and the big ones with a command', () => {
    const text = textReport(run, { caller });
    for (const { facts } of causes) expect(text).toContain(`, ${facts[0]}`);
    expect(text.match(/^ {4}npm start -s -- repro \S+#\S+ --endpoint http:\/\/127\.0\.0\.1:5000$/gm)).toHaveLength(Math.min(15, causes.length));
  });

  test('has a report of less than 600 lines, which names every failed case beside what came', () => {
    const report = markdownReport(run);
    expect(report.split('\n').length).toBeLessThan(600);
    const start = report.indexOf('## What is wrong');
    expect(start).toBeLessThan(1000);
    const wrong = report.slice(start, report.indexOf('\n## ', start + 3));
    const named = new Set(
      [...wrong.matchAll(/`([^`]+)`(?: \(((?:`[^`]+`(?:, )?)+)\))?/g)].flatMap(([, scenario = '', names]) =>
        names === undefined ? [scenario] : [...names.matchAll(/`([^`]+)`/g)].map(([, each]) => `${scenario}@${each}`),
      ),
    );
    const failed = run.cases.filter(({ verdict, support }) => verdict === 'failed' && !support).map(({ id }) => id);
    expect(failed.filter((id) => !named.has(id))).toEqual([]);
  });

  test('folds what the baseline knows into one line', () => {
    const text = textReport(run, { caller, difference: compareBaseline(run, initBaseline(run)) });
    expect(text).toContain(`known to the baseline: ${causes.length} causes of ${run.summary.cases.failed} cases`);
    expect(text).not.toContain('repro');
    expect(text.trimEnd()).toMatch(/by \d+ causes, known to the baseline$/);
  });
});
