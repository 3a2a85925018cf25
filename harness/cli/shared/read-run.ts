import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { fileJson, isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { parseText } from '../../base/read-json.ts';
import { replaceFile } from '../../base/write-file.ts';
import type { Baseline } from '../../engine/baseline/baseline-cause.ts';
import { readJsonFile } from '../../engine/result/read-file.ts';
import type { RunDocument, Timing } from '../../engine/result/types.ts';
import { upgradeRun } from '../../engine/result/upgrade-run.ts';

const schema = (name: string): JsonObject =>
  parseJson(readFileSync(new URL(`../../engine/result/${name}.schema.json`, import.meta.url), 'utf8')) as JsonObject;

interface AnyRun extends Omit<RunDocument, 'operations'> {
  readonly operations: Readonly<Record<string, string>>;
}

/** Earlier documents know two states: one that had no effect is taken as absent, which accuses nobody. */
const present = (run: AnyRun): RunDocument => ({
  ...run,
  operations: Object.fromEntries(
    Object.entries(run.operations).map(([operation, state]) => [operation, state === 'unimplemented' ? 'absent' : state]),
  ) as RunDocument['operations'],
});

/** Reads a run document. */
export const readRun = (path: string): RunDocument =>
  present(
    readJsonFile(path, {
      what: 'run',
      code: 'run-invalid',
      schema: schema('run'),
      hint: 'Name the run.json that "run" wrote.',
      upgrade: upgradeRun,
    }),
  );

/** Reads a baseline. */
export const readBaseline = (path: string): Baseline =>
  readJsonFile(path, { what: 'baseline', code: 'baseline-invalid', schema: schema('baseline'), hint: 'Write one with "baseline init run.json".' });

/**
 * Holds a baseline to be of this target: with that of another, what is known of one would be green for the other.
 * @throws HarnessError naming both
 */
export const requireOwn = (baseline: Baseline, path: string, target: string): Baseline => {
  if (baseline.target === target) return baseline;
  throw new HarnessError(
    'baseline-invalid',
    `Failed to use baseline ${path}: it is of target ${baseline.target}, and this run is of ${target}`,
    `Name the baseline of ${target}, or run with --name ${baseline.target} where that is what is checked; "target" in the file says whose it is.`,
  );
};

/** Where the baseline of a run is, unless told otherwise. */
export const baselineBeside = (run: string): string => join(dirname(run), 'baseline.json');

/** Writes a baseline. */
export const writeBaseline = (path: string, baseline: Baseline): void =>
  replaceFile(path, fileJson(baseline), { what: 'the baseline', hint: 'Name another file.' });

const isTiming = (value: Json | undefined): value is JsonObject =>
  isObject(value) && typeof value['started'] === 'string' && typeof value['milliseconds'] === 'number' && isObject(value['cases']);

/** What was measured beside a run; null where no such record stands beside it. */
export const timesBeside = (run: string): Timing | null => {
  const path = join(dirname(run), 'timing.json');
  const read = existsSync(path) ? parseText(readFileSync(path, 'utf8')) : null;
  return read !== null && 'json' in read && isTiming(read.json) ? (read.json as unknown as Timing) : null;
};
