import { expect, test } from 'vitest';
import { fileJson } from '../harness/base/json.ts';
import { loadSuite } from '../harness/engine/load/load.ts';
import { modelTarget } from '../harness/targets/model-target.ts';
import { runTest, SCALED_SUITE, testCaller } from '../harness/testing.ts';

const suite = loadSuite();

test('the model passes the whole suite', async () => {
  const run = await runTest(suite, modelTarget(testCaller));
  const troubled = run.cases.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'observed');
  expect(troubled.map(({ id, verdict, reason, findings }) => ({ id, verdict, reason, findings }))).toEqual([]);
  expect(run.summary.scenarios.passed).toBeGreaterThan(100);
});

test('the same answers give the same document', async () => {
  const run = (): ReturnType<typeof runTest> => runTest(suite, modelTarget(testCaller), { only: SCALED_SUITE });
  expect(fileJson(await run())).toBe(fileJson(await run()));
});

test('the model agrees with every inferred fact too', async () => {
  const run = await runTest(suite, modelTarget(testCaller), { strict: true });
  expect(run.cases.filter(({ verdict }) => verdict === 'failed').map(({ id, findings }) => ({ id, findings }))).toEqual([]);
});
