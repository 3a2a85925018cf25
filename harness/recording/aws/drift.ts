import { join } from 'node:path';
import { differences } from '../../base/compare.ts';
import { type Json, parseJson } from '../../base/json.ts';
import type { CaseRun } from '../../engine/run/run-case.ts';
import { cassetteOf } from '../recorder.ts';
import { readCassette } from '../store.ts';
import { bodyOf } from '../tape.ts';
import type { Cassette, Lock, TapedExchange } from '../types.ts';
import type { Job } from './record-scenarios.ts';
import { ORIGIN } from './recording.ts';

const parsed = (exchange: TapedExchange | undefined, { bodies }: Cassette): Json => {
  if (exchange === undefined) return null;
  const { step, request, response, failure } = exchange;
  const read = (body: string): Json => {
    const text = bodyOf(body, bodies);
    return parseJson(text) ?? text;
  };
  const seen = {
    step,
    request: { method: request.method, path: request.path, body: read(request.body) },
    ...(response === undefined ? {} : { status: response.status, headers: response.headers, body: read(response.body) }),
    ...(failure === undefined ? {} : { failure }),
  };
  return JSON.parse(JSON.stringify(seen)) as Json;
};

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
};

const caseDrift = (name: string, before: Cassette, now: Cassette): readonly string[] => {
  const recorded = before.cases[name] ?? [];
  const seen = now.cases[name] ?? [];
  const label = `${now.scenario}${name === '' ? '' : `@${name}`}`;
  return Array.from({ length: Math.max(recorded.length, seen.length) }, (_, index) => index).flatMap((index) =>
    differences(parsed(recorded[index], before), parsed(seen[index], now)).map(
      ({ pointer, expected, actual }) =>
        `${label} ${seen[index]?.step ?? recorded[index]?.step}: ${pointer || '(whole)'}: recorded ${short(expected)}, now ${short(actual)}`,
    ),
  );
};

/** How what AWS answers now differs from what is recorded. */
export const driftOf = (job: Job, runs: readonly CaseRun[], recordings: string, lock: Lock): readonly string[] => {
  const before = readCassette(join(recordings, ORIGIN), job.scenario.id, lock);
  const now = cassetteOf(job.scenario, runs, job.planned, ORIGIN);
  return Object.keys(now.cases).flatMap((name) => caseDrift(name, before, now));
};
