import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readVerdicts } from '../../cli/shared/read-run.ts';
import type { RunDocument } from '../result/types.ts';
import type { CauseBaseline } from './baseline-cause.ts';
import { compareBaseline } from './compare-baseline.ts';
import { exitCodeOf } from './exit-code.ts';

const text = (path: string): string => readFileSync(new URL(`../../../reports/${path}`, import.meta.url), 'utf8');

describe.each(['moto', 'ministack', 'localstack'])('the committed baseline of %s', (name) => {
  const run = readVerdicts(fileURLToPath(new URL(`../../../reports/${name}/run.json`, import.meta.url)));
  const baseline = JSON.parse(text(`${name}/baseline.json`)) as CauseBaseline;

  test('is what the committed run says, and a reason is given for each cause', () => {
    const difference = compareBaseline(run, baseline);
    expect([difference.byCase, exitCodeOf(run, difference)]).toEqual([[], 0]);
    expect(baseline.entries.filter(({ reason }) => /^$|not yet looked at/.test(reason))).toEqual([]);
  });

  test('has less than 350 lines, a text of cases on each', () => {
    expect(JSON.stringify(baseline, null, 1).split('\n').length).toBeLessThan(350);
  });

  test('says nothing else of any part of the run', () => {
    const areas = new Map<string, RunDocument['cases'][number][]>();
    for (const one of run.cases) {
      const [area = ''] = one.scenario.split('/');
      areas.set(area, [...(areas.get(area) ?? []), one]);
    }
    const different = [...areas].flatMap(([area, cases]) => {
      const scenarios = run.scenarios.filter((scenario) => scenario.area === area);
      return compareBaseline({ ...run, cases, scenarios, options: { ...run.options, only: [area] } }, baseline).byCase;
    });
    expect(different).toEqual([]);
  });
});
