import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { functionTarget, runTest } from '../../testing.ts';
import { loadSuite } from '../load/load.ts';
import { summarise } from './summary.ts';
import type { CaseResult, Figure } from './types.ts';

const suite = loadSuite();
const ONLY = ['life-cycle/delete-twice', 'probes/status-code-null', 'probes/move-on-status-code', 'refusals/unknown-path', 'published/crud'];

const figures = async (answer: Parameters<typeof functionTarget>[0]): Promise<{ readonly divergence: Figure; readonly coverage: Figure }> =>
  (await runTest(suite, functionTarget(answer), { only: ONLY })).summary;

test('the denominator of coverage is the same for every target: the scenarios that can pass or fail, and no probe', async () => {
  const model = createModel();
  const right = await figures((request) => {
    const { status, headers, body } = model.handle(request);
    return { status, body, headers: Object.fromEntries(headers) };
  });
  expect(right).toMatchObject({ divergence: { part: 0, whole: 3 }, coverage: { part: 3, whole: 3 } });
  expect((await figures(() => ({ status: 404 }))).coverage).toEqual({ part: 0, whole: 3 });
  expect((await figures(() => ({ status: 501 }))).coverage).toEqual({ part: 0, whole: 3 });
});

test('a skipped or errored scenario is not implemented, and a probe counts nowhere, however it ended', () => {
  const one = (scenario: string, verdict: CaseResult['verdict']): CaseResult => ({
    id: scenario,
    scenario,
    verdict,
    reason: null,
    support: false,
    findings: [],
    observations: [],
    exchanges: [],
  });
  const cases = [one('a', 'passed'), one('b', 'skipped'), one('c', 'errored'), one('p', 'failed'), one('q', 'unimplemented')];
  const scenarios = ['a', 'b', 'c', 'p', 'q'].map((id) => ({ id, deciding: id < 'p' }));
  expect(summarise(cases, scenarios)).toMatchObject({ divergence: { part: 0, whole: 1 }, coverage: { part: 1, whole: 3 } });
});
