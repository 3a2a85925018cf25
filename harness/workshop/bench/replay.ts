import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Timing } from '../../engine/result/types.ts';
import { originsOf } from '../../recording/store.ts';
import { median } from './median.ts';

const BOUND_MS = 1.5;
const WHOLE_BOUND_MS = 45_000;

const START = resolve('harness/cli/start.mjs');

const timingIn = (folder: string): Timing => JSON.parse(readFileSync(join(folder, 'timing.json'), 'utf8')) as Timing;

/** Replays one recording in a process of its own; gives its exchanges and what they took, start-up and reports apart. */
const replayOne = async (origin: string): Promise<Timing> => {
  const out = mkdtempSync(join(tmpdir(), 'replay-bench-'));
  await once(spawn(process.execPath, [START, 'run', '--replay', origin, '--out', out, '--quiet'], { stdio: 'ignore' }), 'exit');
  return timingIn(out);
};

/** Milliseconds an exchange where two recordings play at a time, one on each core. */
const perExchange = async (origins: readonly [string, string]): Promise<number> => {
  const timings = await Promise.all(origins.map(replayOne));
  return Math.max(...timings.map(({ milliseconds }) => milliseconds)) / timings.reduce((sum, { requests }) => sum + requests, 0);
};

const wholeCommand = (): number => {
  const started = performance.now();
  spawnSync(process.execPath, [START], { cwd: mkdtempSync(join(tmpdir(), 'replay-bench-')), stdio: 'ignore' });
  return performance.now() - started;
};

/** Measures what a replayed exchange costs, and how long the command without arguments takes; false where a bound is broken. */
export const measureReplay = async (rounds: number, print: (line: string) => void): Promise<boolean> => {
  const each: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    each.push(await perExchange(['localstack', 'moto']));
    whole.push(wholeCommand());
  }
  const [exchange, command] = [median(each), median(whole)];
  print(`${'replay, two recordings at a time: per exchange'.padEnd(58)} ${exchange.toFixed(2).padStart(7)} ms (at most ${BOUND_MS})`);
  const count = originsOf('recordings').length;
  print(
    `${`npm start: ${count} recordings replayed, reports and page written`.padEnd(58)} ${command.toFixed(0).padStart(7)} ms (at most ${WHOLE_BOUND_MS})`,
  );
  return exchange <= BOUND_MS && command <= WHOLE_BOUND_MS;
};
