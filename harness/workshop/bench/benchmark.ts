import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { loadSuite } from '../../engine/load/load.ts';
import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { runSuite } from '../../engine/run/run.ts';
import type { Caller } from '../../service/authorize.ts';
import { createControl } from '../../service/control.ts';
import { createHttpSend } from '../../service/send.ts';
import { httpTarget } from '../../targets/http-target.ts';
import type { Target } from '../../targets/target.ts';
import { startEmulator } from '../emulators/start-emulator.ts';
import { sendBare } from './bare.ts';
import { alternate, type Comparison } from './median.ts';
import { sendPlain } from './plain-sdk.ts';
import { measureReplay } from './replay.ts';
import { measureStartUp } from './start-up.ts';
import { type CaseTraffic, captureTraffic } from './traffic.ts';

const WIDTH = 4;
const TIMEOUT_MS = 30_000;

interface Bench {
  readonly rounds: number;
  readonly suite: Suite;
  readonly planned: readonly PlannedCase[];
  readonly traffic: readonly CaseTraffic[];
  readonly caller: Caller;
}

interface Running {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const targetOf = (endpoint: string, caller: Caller): Target =>
  httpTarget({
    endpoint: new URL(endpoint),
    name: 'bench',
    version: null,
    caller,
    signed: false,
    timeoutMs: TIMEOUT_MS,
    sockets: WIDTH,
    restApiId: null,
  });

const wholeSuite = async ({ suite, planned, caller }: Bench, endpoint: string): Promise<void> => {
  const target = targetOf(endpoint, caller);
  const control = createControl({ endpoint, caller });
  const options = { only: [], skip: [], strict: false, requireImplemented: false, concurrency: WIDTH };
  const events = { onCase: () => {}, stopped: () => false, now: () => performance.now() };
  await runSuite({ suite, planned, target, control, options, events });
  await target.close();
};

const bareRequests = async ({ traffic, caller }: Bench, endpoint: string): Promise<void> => {
  const { send, close } = createHttpSend({ endpoint: new URL(endpoint), timeoutMs: TIMEOUT_MS, sockets: WIDTH });
  await sendBare(traffic, { send, caller, width: WIDTH });
  close();
};

const plainClient = async ({ planned, caller }: Bench, endpoint: string): Promise<void> => {
  const { send, close } = createHttpSend({ endpoint: new URL(endpoint), timeoutMs: TIMEOUT_MS, sockets: WIDTH });
  await sendPlain(planned, { endpoint, caller, width: WIDTH, send });
  close();
};

const startModel = async (): Promise<Running> => {
  const child = spawn(process.execPath, ['harness/cli/start.mjs', 'model'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [endpoint] = (await once(createInterface(child.stdout), 'line')) as [string];
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { endpoint, stop };
};

const row = (name: string, { a, b, ratio }: Comparison, bound: number | null): string =>
  `${name.padEnd(58)} ${a.toFixed(0).padStart(7)} ms ${b.toFixed(0).padStart(7)} ms   ratio ${ratio.toFixed(2)}${bound === null ? '' : ` (at most ${bound.toFixed(1)})`}`;

const compareBare = async (bench: Bench, name: string, options: { start: () => Promise<Running>; bound: number | null }): Promise<boolean> => {
  const running = await options.start().catch((thrown: unknown) => {
    print(`${name}: left out, it did not start (${thrown instanceof Error ? thrown.message.split('\n')[0] : thrown})`);
    return null;
  });
  if (running === null) return true;
  try {
    const { endpoint } = running;
    const result = await alternate(
      bench.rounds,
      () => wholeSuite(bench, endpoint),
      () => bareRequests(bench, endpoint),
    );
    print(row(`${name}: suite / bare requests`, result, options.bound));
    return options.bound === null || result.ratio <= options.bound;
  } finally {
    await running.stop();
  }
};

const comparePlain = async (bench: Bench): Promise<boolean> => {
  const running = await startModel();
  try {
    const { endpoint } = running;
    const result = await alternate(
      bench.rounds,
      () => wholeSuite(bench, endpoint),
      () => plainClient(bench, endpoint),
    );
    print(row('model: suite / plain SDK client', result, 1));
    return result.ratio <= 1;
  } finally {
    await running.stop();
  }
};

/** Runs every comparison and prints it; 1 where a bound is broken. */
export const benchmark = async (rounds: number): Promise<number> => {
  const suite = loadSuite();
  const planned = planCases(suite, { only: [], skip: [] });
  const caller: Caller = { credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, region: 'us-east-1', now: () => new Date() };
  const traffic = await captureTraffic(suite, planned, caller);
  const bench: Bench = { rounds, suite, planned, traffic, caller };
  const requests = traffic.reduce((sum, one) => sum + one.length, 0);
  print(
    `${planned.length} cases, ${requests} requests, ${WIDTH} cases at a time, medians of ${rounds} alternating rounds, Node ${process.versions.node}`,
  );
  const kept = [
    await compareBare(bench, 'model', { start: startModel, bound: null }),
    await comparePlain(bench),
    await compareBare(bench, 'moto', { start: () => startEmulator('moto'), bound: 1.2 }),
    await compareBare(bench, 'localstack', { start: () => startEmulator('localstack'), bound: 1.3 }),
    await measureReplay(Math.min(rounds, 3), print),
    await measureStartUp(rounds, print),
  ];
  print(`peak memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  return kept.every(Boolean) ? 0 : 1;
};
