import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadSuite } from '../engine/load/load.ts';
import type { Freshness } from '../engine/load/stale.ts';
import type { PlannedCase } from '../engine/load/types.ts';
import { planCases } from '../engine/plan/plan.ts';
import type { RunDocument } from '../engine/result/types.ts';
import { runSuite } from '../engine/run/run.ts';
import { createControl } from '../service/control.ts';
import { modelTarget } from '../targets/model-target.ts';
import { replayTarget } from '../targets/replay-target.ts';
import type { Target } from '../targets/target.ts';
import { runTest, SCALED_SUITE, testCaller } from '../testing.ts';
import { writeRecording } from './recorder.ts';

const suite = loadSuite();
const ONLY = ['life-cycle/put-all-members', 'request-forms/bare-list', 'example'];
const planned: readonly PlannedCase[] = planCases(suite, { only: ONLY, skip: [] });

const open: Target[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

const provenance = {
  kind: 'recorded',
  source: 'a test',
  date: '2026-01-02',
  target: { name: 'model', version: null },
  region: 'us-east-1',
  tool: 't',
  sdk: 's',
  node: 'n',
  serviceModel: suite.serviceModel,
} as const;

const recordModel = async (cases = planned, only: readonly string[] = ONLY): Promise<{ recordings: string; document: RunDocument }> => {
  const recordings = mkdtempSync(join(tmpdir(), 'recordings-'));
  const target = modelTarget(testCaller);
  const control = createControl({ endpoint: target.endpoint, caller: testCaller });
  const options = { only, skip: [], strict: false, requireImplemented: false, concurrency: 4, whole: true };
  const { document, runs } = await runSuite({
    suite,
    planned: cases,
    target,
    control,
    options,
    events: { onCase: () => {}, stopped: () => false, now: () => 0 },
  });
  writeRecording(cases, runs, { recordings, origin: 'model', suite, provenance });
  return { recordings, document };
};

const replay = (recordings: string, cases = planned, only: readonly string[] = ONLY, freshness: Freshness | null = null): Promise<RunDocument> => {
  const target = replayTarget({ recordings, origin: 'model', caller: testCaller, freshness });
  open.push(target);
  return runTest(suite, target, { planned: cases, only });
};

const recorded = await recordModel();

test('a replay gives cases[] byte for byte as the run that was recorded, nothing skipped, all of it right', async () => {
  const whole = planCases(suite, { only: SCALED_SUITE, skip: [] });
  const { recordings, document } = await recordModel(whole, SCALED_SUITE);
  const again = await replay(recordings, whole, SCALED_SUITE);
  expect(JSON.stringify(again.cases)).toBe(JSON.stringify(document.cases));
  const { passed, observed } = again.summary.cases;
  expect(passed + observed).toBe(whole.filter(({ support }) => !support).length);
});

test('an origin that is not there is one sentence, which names those that are', async () => {
  const { recordings } = recorded;
  const act = (folder: string) => () => replayTarget({ recordings: folder, origin: 'nope', caller: testCaller, freshness: null });
  expect(act(recordings)).toThrow(
    expect.objectContaining({ code: 'recording-invalid', message: expect.stringMatching(/^Failed to read recording .*nope: there is none$/) }),
  );
  expect(act(recordings)).toThrow(expect.objectContaining({ hint: expect.stringContaining('holds model: name one of them') }));
  expect(act(join(recordings, 'none'))).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('holds no recording: name another folder') }),
  );
});

test('one byte changed in a cassette is tampering, and names the file', async () => {
  const recordings = mkdtempSync(join(tmpdir(), 'recordings-'));
  cpSync(recorded.recordings, recordings, { recursive: true });
  const path = join(recordings, 'model/example/update-sdk.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"444"', '"445"').replace('\\"444\\"', '\\"445\\"'));
  expect(() => replay(recordings)).toThrow(/example\/update-sdk\.json: its checksum is not the one in lock\.json/);
});

const changed = (one: PlannedCase): PlannedCase => JSON.parse(JSON.stringify(one).replaceAll('"444"', '"445"')) as PlannedCase;

test('a request that differs is a miss that names the nearest exchange and the field', async () => {
  const cases = planned.map((one) => (one.case.id === 'example/update-sdk' ? changed(one) : one));
  const run = await replay(recorded.recordings, cases);
  const found = run.cases.find(({ id }) => id === 'example/update-sdk');
  expect(found?.verdict).toBe('errored');
  expect(found?.reason).toContain('body /patchOperations/0/value: recorded "444", asked "445"');
});

test('a recorded exchange that is not asked for fails its case', async () => {
  const cases = planned.map((one) => (one.case.id === 'example/update-sdk' ? { ...one, case: { ...one.case, steps: [] } } : one));
  const run = await replay(recorded.recordings, cases);
  expect(run.cases.find(({ id }) => id === 'example/update-sdk')).toMatchObject({
    verdict: 'errored',
    reason: expect.stringContaining('the first is update'),
  });
});

test('a scenario that sends something else now is skipped as stale, one that was never recorded as such', async () => {
  const cases = planned.map((one) => (one.scenario.id === 'example/update-sdk' ? { ...one, scenario: { ...one.scenario, sends: 'other' } } : one));
  const [missing] = planCases(suite, { only: ['published/crud'], skip: [] }).filter(({ support }) => !support);
  const run = await replay(recorded.recordings, missing === undefined ? cases : [...cases, missing]);
  expect(run.cases.find(({ id }) => id === 'example/update-sdk')?.reason).toMatch(/^stale/);
  expect(run.cases.find(({ id }) => id === 'published/crud')).toMatchObject({ verdict: 'skipped', reason: 'not recorded' });
});

test('what was recorded against another service model, or too long ago, is skipped as stale', async () => {
  const other = await replay(recorded.recordings, planned, ONLY, { oldest: null, serviceModel: 'another' });
  expect(new Set(other.cases.map(({ verdict, reason }) => `${verdict}: ${reason}`))).toEqual(
    new Set([`skipped: stale: recorded against service model ${suite.serviceModel}, not against another`]),
  );
  const old = await replay(recorded.recordings, planned, ONLY, { oldest: Date.parse('2026-01-03'), serviceModel: suite.serviceModel });
  expect(old.cases[0]?.reason).toBe('stale: recorded on 2026-01-02, longer ago than allowed');
  const fresh = await replay(recorded.recordings, planned, ONLY, { oldest: Date.parse('2026-01-01'), serviceModel: suite.serviceModel });
  expect(fresh.summary.cases.skipped).toBe(0);
});
