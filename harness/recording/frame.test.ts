import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadSuite } from '../engine/load/load.ts';
import { planCases } from '../engine/plan/plan.ts';
import { runSuite } from '../engine/run/run.ts';
import { createControl } from '../service/control.ts';
import { modelTarget } from '../targets/model-target.ts';
import { replayTarget } from '../targets/replay-target.ts';
import { runTest, testCaller } from '../testing.ts';
import { frameOf } from './frame.ts';
import { writeRecording } from './recorder.ts';
import { readCassette, readLock } from './store.ts';
import type { TapedExchange } from './types.ts';

const suite = loadSuite();
/** Has a step `delete-api` of its own. */
const REST_API = 'wire/rest-api';
const STEPS = ['create', 'get-api', 'delete-api'];

const exchange = (step: string, method: string, path: string, status: number): TapedExchange => ({
  step,
  request: { method, path, headers: [], body: '' },
  response: { status, headers: [], body: '' },
});

/** As it was recorded before exchanges were marked. */
const OLD = [
  exchange('create-api', 'POST', '/restapis', 201),
  exchange('create', 'POST', '/restapis', 201),
  exchange('get-api', 'GET', '/restapis/api0000002', 200),
  exchange('delete-api', 'DELETE', '/restapis/api0000002', 202),
  exchange('delete-api', 'DELETE', '/restapis/api0000001', 202),
  exchange('delete-api-2', 'DELETE', '/restapis/api0000002', 404),
];

const stepsOf = (exchanges: readonly TapedExchange[]): readonly string[] => {
  const frame = frameOf(exchanges);
  return exchanges.filter((one) => !frame.has(one)).map(({ step }) => step);
};

test('an exchange belongs to the frame by its mark; without marks by its place, never by its name alone', () => {
  const marked = OLD.map((one, at) => (at === 0 || at > 3 ? { ...one, frame: true as const } : one));
  expect(stepsOf(marked)).toEqual(STEPS);
  expect(stepsOf(OLD)).toEqual(STEPS);
  expect(stepsOf([...OLD.slice(0, 1), ...OLD.slice(2, 5)])).toEqual(['get-api', 'delete-api']);
  expect(stepsOf(OLD.slice(2, 4))).toEqual(['get-api', 'delete-api']);
});

test('what was recorded before reads as it did: of the committed recordings no step of a scenario is lost', () => {
  const folder = resolve(import.meta.dirname, '../../recordings/localstack');
  const { cases } = readCassette(folder, REST_API, readLock(folder));
  for (const exchanges of Object.values(cases)) expect(stepsOf(exchanges)).toEqual(STEPS);
});

test('a step named like the frame is no part of it: it stands in the run document, on the tape, and replays', async () => {
  const planned = planCases(suite, { only: [REST_API], skip: [] });
  const target = modelTarget(testCaller);
  const options = { only: [REST_API], skip: [], strict: false, requireImplemented: false, concurrency: 1 };
  const control = createControl({ endpoint: target.endpoint, caller: testCaller });
  const { document, runs } = await runSuite({
    suite,
    planned,
    target,
    control,
    options,
    events: { onCase: () => {}, stopped: () => false, now: () => 0 },
  });
  const one = document.cases.find(({ id }) => id === REST_API);
  expect(one?.exchanges.map(({ step }) => step)).toEqual(STEPS);
  const recordings = mkdtempSync(join(tmpdir(), 'frame-'));
  const session = { kind: 'recorded', source: 's', date: '2026-01-02', target: { name: 'model', version: null }, region: 'us-east-1' } as const;
  const provenance = { ...session, tool: 't', sdk: 's', node: 'n', serviceModel: suite.serviceModel };
  writeRecording(planned, runs, { recordings, origin: 'model', suite, provenance });
  const taped = readCassette(join(recordings, 'model'), REST_API, readLock(join(recordings, 'model'))).cases[''] ?? [];
  expect(taped.map(({ step, frame }) => `${step}${frame === true ? ' *' : ''}`)).toEqual([
    'create-api *',
    ...STEPS,
    'delete-api *',
    'delete-api-2 *',
  ]);
  const replayed = replayTarget({ recordings, origin: 'model', caller: testCaller, freshness: null });
  const again = await runTest(suite, replayed, { planned, only: [REST_API] });
  await replayed.close();
  expect(again.cases).toEqual(document.cases);
});
