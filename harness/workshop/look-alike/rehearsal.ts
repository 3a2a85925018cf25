import { setImmediate as turn } from 'node:timers/promises';
import type { Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { createApiCalls } from '../../recording/aws/api-calls.ts';
import type { Clock } from '../../recording/aws/clock.ts';
import { Journal } from '../../recording/aws/journal.ts';
import { ApiPool } from '../../recording/aws/pool.ts';
import { type DriverOutcome, jobsOf, recordScenarios } from '../../recording/aws/record-scenarios.ts';
import { ORIGIN } from '../../recording/aws/recording.ts';
import { awsContext, poolSize } from '../../recording/aws/session.ts';
import { leaseTags } from '../../recording/aws/tags.ts';
import { cassetteOf } from '../../recording/recorder.ts';
import { cassetteText } from '../../recording/stringify.ts';
import type { Send } from '../../service/exchange.ts';
import { createControlPlane } from './control-plane.ts';
import { createFaultPlan, type Fault } from './faults.ts';
import { createKeyring } from './keyring.ts';
import { answer, createCounters } from './pipeline.ts';

const REGION = 'eu-central-1';
const HOST = `apigateway.${REGION}.amazonaws.com`;
const APIS = 4;

/** A clock that jumps to the end of every sleep. */
const createJumpingClock = (): Clock => {
  let now = 0;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      const end = now + Math.max(0, milliseconds);
      await turn();
      now = Math.max(now, end);
    },
  };
};

/** The look-alike's API Gateway with its faults, without sockets, signatures and quotas. */
const createAccount = (faults: readonly Fault[]) => {
  const keyring = createKeyring();
  const plane = createControlPlane({
    region: REGION,
    accountId: '210987654321',
    latencyMs: 0,
    quotas: { admit: () => true },
    keyring,
    apis: [],
    policy: null,
  });
  const counters = createCounters();
  const services = [{ ...plane.service, reject: () => undefined }];
  const pipeline = { services, faults: createFaultPlan(faults), keyring, counters, changed: () => {} };
  const send: Send = async (request) => {
    const { status, headers, body, cut } = await answer({ ...request, host: HOST }, pipeline);
    if (cut === true) return { request, outcome: { kind: 'failure', failure: { code: 'reset', message: 'socket hang up' } } };
    return { request, outcome: { kind: 'response', response: { status, headers, body: request.method === 'HEAD' ? '' : body, encoding: 'utf8' } } };
  };
  return { send, plane, calls: () => counters.calls.counts(), injected: pipeline.faults.injected };
};

/** What is to be rehearsed. */
export interface RehearsalOptions {
  readonly suite: Suite;
  readonly only: readonly string[];
  readonly faults?: readonly Fault[];
  readonly giveUpAfterMs?: number;
  /** Asked as the recorder asks it, with the number of requests so far. */
  readonly stopped?: (requests: number) => boolean;
}

/** What came of it. */
export interface Rehearsal extends DriverOutcome {
  /** The text of each cassette, by scenario. */
  readonly cassettes: Readonly<Record<string, string>>;
  /** APIs that the recorder could not delete, and those that are still there. */
  readonly left: readonly [number, number];
  readonly calls: Readonly<Record<string, number>>;
  readonly injected: number;
  /** Milliseconds that it would have taken, but for the quotas. */
  readonly time: number;
}

const TEN_MINUTES_MS = 600_000;

/** Records from a look-alike in this process: the recorder whole, but for its connection and its files. */
export const rehearseUnderFaults = async (options: RehearsalOptions): Promise<Rehearsal> => {
  const { suite, only, faults = [], giveUpAfterMs = TEN_MINUTES_MS, stopped = () => false } = options;
  const account = createAccount(faults);
  const clock = createJumpingClock();
  const patience = { clock, giveUpAfterMs };
  let requests = 0;
  const counted: Send = (request) => {
    requests += 1;
    return account.send(request);
  };
  const { calls, send } = createApiCalls(counted, patience);
  const jobs = jobsOf(planCases(suite, { only, skip: [] }));
  const journal = new Journal(null);
  const size = poolSize(jobs, APIS);
  const tags = () => leaseTags('rehearsal', new Date(0), {});
  const pool = new ApiPool({ calls, journal, patience, run: 'rehearsal', size, tags, note: () => {} });
  const caller = { credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, region: REGION, now: () => new Date(0) };
  const context = awsContext(suite, send, caller, new URL(`https://${HOST}`));
  const cassettes: Record<string, string> = {};
  const outcome = await recordScenarios(jobs, {
    context,
    pool,
    journal,
    patience,
    workers: size,
    tags,
    keep: (job, runs) => {
      cassettes[job.scenario.id] = cassetteText(cassetteOf(job.scenario, runs, job.planned, ORIGIN));
    },
    onCase: () => {},
    stopped: () => stopped(requests),
  });
  const undeleted = await pool.drain();
  return {
    ...outcome,
    cassettes,
    left: [undeleted, account.plane.live().length],
    calls: account.calls(),
    injected: account.injected(),
    time: clock.now(),
  };
};
