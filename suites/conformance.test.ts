import { expect, test } from 'vitest';
import { fileJson } from '../harness/base/json.ts';
import { loadSuite } from '../harness/engine/load/load.ts';
import { modelTarget } from '../harness/targets/model-target.ts';
import { runTest, testCaller } from '../harness/testing.ts';

const suite = loadSuite();

test('the model passes the whole suite, and the same answers give the same document', async () => {
  const run = await runTest(suite, modelTarget(testCaller));
  const troubled = run.cases.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'observed');
  expect(troubled.map(({ id, verdict, reason, findings }) => ({ id, verdict, reason, findings }))).toEqual([]);
  expect(run.summary.scenarios.passed).toBeGreaterThan(100);
  expect(fileJson(await runTest(suite, modelTarget(testCaller)))).toBe(fileJson(run));
});

test('the model agrees with every inferred fact too', async () => {
  const run = await runTest(suite, modelTarget(testCaller), { strict: true });
  expect(run.cases.filter(({ verdict }) => verdict === 'failed').map(({ id, findings }) => ({ id, findings }))).toEqual([]);
});
