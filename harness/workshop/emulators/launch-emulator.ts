import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HarnessError } from '../../base/errors.ts';
import { scopeHeaders } from '../../service/authorize.ts';
import type { Environment } from '../../service/environment.ts';
import type { Send } from '../../service/exchange.ts';
import { createHttpSend } from '../../service/send.ts';
import type { Installation } from './install-emulator.ts';
import type { Pin } from './pins.ts';
import { type ProcessGroup, startGroup } from './process-group.ts';

/** An emulator that answers; `stop` ends it and all it started. */
export interface RunningEmulator {
  readonly endpoint: string;
  readonly version: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** What a start needs from outside. */
export interface LaunchContext {
  readonly env: Environment;
  readonly signal?: AbortSignal;
}

type Installed = Extract<Installation, { readonly kind: 'installed' }>;

// Nothing else of the caller's environment reaches an emulator, or its answers might depend on it.
const PASSED_ON = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];
const LOG = 'emulator.log';
const LOG_TAIL_LINES = 30;
const REQUEST_TIMEOUT_MS = 5_000;
const POLL_MS = 100;
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const environmentOf = (pin: Pin, state: string, env: Environment, fill: (text: string) => string): Record<string, string | undefined> => ({
  ...Object.fromEntries(PASSED_ON.map((name) => [name, env[name]])),
  HOME: state,
  TMPDIR: join(state, 'tmp'),
  LANG: 'C.UTF-8',
  PYTHONUNBUFFERED: '1',
  ...Object.fromEntries(Object.entries(pin.env).map(([name, value]) => [name, fill(value)])),
});

const spawnEmulator = async (pin: Pin, { venv, state }: Installed, port: number, env: Environment): Promise<ProcessGroup> => {
  const fill = (text: string): string => text.replaceAll('{venv}', venv).replaceAll('{state}', state).replaceAll('{port}', String(port));
  const [file = '', ...args] = pin.command.map(fill);
  const log = openSync(join(state, LOG), 'w');
  try {
    return await startGroup(file, args, { cwd: state, env: environmentOf(pin, state, env, fill), stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
};

type Wait = 'ready' | 'it ended' | 'it was not ready in time' | 'interrupted';

const answers = async (send: Send, path: string): Promise<boolean> => {
  const headers = scopeHeaders({ credentials: CREDENTIALS, region: 'us-east-1', now: () => new Date() });
  const { outcome } = await send({ method: 'GET', path, headers, body: '' });
  return outcome.kind === 'response' && outcome.response.status === 200;
};

const waitUntilReady = async (pin: Pin, group: ProcessGroup, endpoint: string, signal?: AbortSignal): Promise<Wait> => {
  const { send, close } = createHttpSend({ endpoint: new URL(endpoint), timeoutMs: REQUEST_TIMEOUT_MS, sockets: 1 });
  const deadline = AbortSignal.timeout(pin.ready.seconds * 1_000);
  let ended = false;
  void group.exited.then(() => {
    ended = true;
  });
  try {
    while (!ended && !deadline.aborted && !signal?.aborted) {
      if (await answers(send, pin.ready.path)) return 'ready';
      await sleep(POLL_MS);
    }
  } finally {
    close();
  }
  if (signal?.aborted) return 'interrupted';
  return ended ? 'it ended' : 'it was not ready in time';
};

const logTail = (state: string): string => readFileSync(join(state, LOG), 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');

/**
 * Starts an installed emulator on a free loopback port and waits until it answers.
 * @throws HarnessError `unreachable`, with the end of its log, where it never does.
 */
export const launchEmulator = async (pin: Pin, installed: Installed, context: LaunchContext): Promise<RunningEmulator> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const group = await spawnEmulator(pin, installed, port, context.env);
  const wait = await waitUntilReady(pin, group, endpoint, context.signal);
  if (wait === 'ready') return { endpoint, version: pin.version, pid: group.pid, stop: group.stop };
  await group.stop();
  const hint = wait === 'interrupted' ? 'Start it again.' : `The end of its log:\n${logTail(installed.state)}`;
  throw new HarnessError('unreachable', `Failed to start ${pin.name} ${pin.version}: ${wait}`, hint);
};
