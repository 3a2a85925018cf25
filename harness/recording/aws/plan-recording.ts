import { createModel } from '../../../suites/model/model.ts';
import type { Suite } from '../../engine/load/types.ts';
import type { Caller } from '../../service/authorize.ts';
import type { Send } from '../../service/exchange.ts';
import { modelSend } from '../../targets/model-target.ts';
import { createApiCalls } from './api-calls.ts';
import { Journal } from './journal.ts';
import { operationOf } from './operations.ts';
import { ApiPool } from './pool.ts';
import { type CallCounts, QUOTA } from './quotas.ts';
import { type Job, recordScenarios } from './record-scenarios.ts';
import { awsContext, poolSize } from './session.ts';
import type { AwsSettings } from './settings.ts';
import { API_NAME, leaseTags } from './tags.ts';

/** What a recording will send, and how long the quotas make it wait. */
export interface RecordingPlan {
  readonly counts: CallCounts;
  readonly calls: number;
  readonly seconds: number;
  readonly binding: string;
}

const counting =
  (send: Send, counts: CallCounts): Send =>
  (request) => {
    const operation = operationOf(request);
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    return send(request);
  };

const NOBODY: Caller = {
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  region: 'us-east-1',
  now: () => new Date(0),
};

/** Goes through the recording with a stand-in for AWS: the same code as in a true one, without its waits. */
export const rehearse = async (send: Send, jobs: readonly Job[], suite: Suite, settings: AwsSettings): Promise<void> => {
  const clock = { now: () => 0, sleep: async () => {} };
  const journal = new Journal(null);
  const size = poolSize(jobs, settings.apis);
  const tags = () => leaseTags('rehearsal', new Date(0), settings.tags);
  const patience = { clock, giveUpAfterMs: settings.giveUpAfterMs };
  const { calls, send: watched } = createApiCalls(send, patience);
  const pool = new ApiPool({ calls, journal, patience, run: '', size, tags, note: () => {} });
  const common = { pool, journal, patience, workers: size, tags, keep: () => {}, onCase: () => {} };
  await recordScenarios(jobs, { ...common, context: awsContext(suite, watched, NOBODY, settings.endpoint), stopped: () => false });
  await pool.drain();
};

/** Plans a recording; sends nothing. */
export const planRecording = async (jobs: readonly Job[], suite: Suite, settings: AwsSettings): Promise<RecordingPlan> => {
  const counts: CallCounts = new Map();
  await rehearse(counting(modelSend(createModel()), counts), jobs, suite, settings);
  const calls = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const requests = calls / settings.rate;
  const deletions = (Math.max(0, poolSize(jobs, settings.apis) - 1) * QUOTA.deleteMs) / 1000;
  const binding =
    requests >= deletions
      ? settings.rate < QUOTA.perSecond
        ? `--rate ${settings.rate}: ${settings.rate} requests per second`
        : `${QUOTA.perSecond} requests per second, all operations together`
      : `DeleteRestApi, 1 per ${QUOTA.deleteMs / 1000} s`;
  return { counts, calls, seconds: requests + deletions, binding };
};

/** Calls by operation, in words. */
export const countsText = (counts: CallCounts): string => {
  const calls = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([operation, count]) => `${operation} ${count}`);
  return `${calls} calls (${parts.join(', ')})`;
};

/** A plan as text. */
export const planText = (plan: RecordingPlan, jobs: readonly Job[], settings: AwsSettings): string => {
  const cases = jobs.reduce((sum, { planned }) => sum + planned.length, 0);
  const made = plan.counts.get('CreateRestApi') ?? 0;
  const leased = poolSize(jobs, settings.apis);
  const tags = Object.entries(settings.tags).map(([key, value]) => `, ${key}=${value}`);
  return [
    `Plan: ${jobs.length} scenarios, ${cases} cases in ${settings.region}. Nothing was sent.`,
    countsText(plan.counts),
    `time: ${(plan.seconds / 60).toFixed(1)} minutes; the binding quota is ${plan.binding}`,
    `in the account meanwhile: up to ${made} REST APIs named ${API_NAME}, without resources or deployments`,
    `(${leased} REGIONAL ones on lease, ${made - leased} that scenarios make),`,
    `tagged apigw-conformance:run and apigw-conformance:expires${tags.join('')}; all are deleted at the end`,
    'The calls were counted by a rehearsal against the embedded model: where AWS accepts what the model refuses, a reset is added.',
    '',
  ].join('\n');
};
