import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { originsOf } from '../cassette/store.ts';
import type { Timing } from '../result/types.ts';
import { median } from './median.ts';

const BOUND_MS = 1.5;

const requestsOf = (folder: string): number =>
  originsOf('recordings').reduce((sum, origin) => {
    const timing = JSON.parse(readFileSync(join(folder, 'apigw-report', origin, 'timing.json'), 'utf8')) as Timing;
    return sum + timing.requests;
  }, 0);

/** Measures what a replayed exchange costs when every bundled recording is played, start-up included; false where the bound is broken. */
export const measureReplay = (rounds: number, print: (line: string) => void): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-bench-'));
  const start = resolve('harness/cli/start.mjs');
  const once = (): number => {
    const started = performance.now();
    spawnSync(process.execPath, [start], { cwd: folder, stdio: 'ignore' });
    return performance.now() - started;
  };
  const total = median(Array.from({ length: rounds }, once));
  const requests = requestsOf(folder);
  print(
    `${'replay of every recording, per exchange'.padEnd(58)} ${total.toFixed(0).padStart(7)} ms for ${requests} exchanges: ${(total / requests).toFixed(2)} ms each (at most ${BOUND_MS})`,
  );
  return total / requests <= BOUND_MS;
};
