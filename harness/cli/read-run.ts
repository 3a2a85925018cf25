import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { causeOf, HarnessError } from '../errors.ts';
import { fileJson, isObject, type Json, type JsonObject, parseJson } from '../json.ts';
import type { Baseline } from '../result/baseline-cause.ts';
import { readJsonFile } from '../result/read-file.ts';
import type { RunDocument, Timing } from '../result/types.ts';

const schema = (name: string): JsonObject => parseJson(readFileSync(new URL(`../result/${name}.schema.json`, import.meta.url), 'utf8')) as JsonObject;

/** Reads a run document. */
export const readRun = (path: string): RunDocument =>
  readJsonFile(path, { what: 'run', code: 'run-invalid', schema: schema('run'), hint: 'Name the run.json that "run" wrote.' });

/** Reads a baseline. */
export const readBaseline = (path: string): Baseline =>
  readJsonFile(path, { what: 'baseline', code: 'baseline-invalid', schema: schema('baseline'), hint: 'Write one with "baseline init run.json".' });

/** Where the baseline of a run is, unless told otherwise. */
export const baselineBeside = (run: string): string => join(dirname(run), 'baseline.json');

/** Writes a baseline. */
export const writeBaseline = (path: string, baseline: Baseline): void => {
  try {
    writeFileSync(path, fileJson(baseline));
  } catch (thrown) {
    throw new HarnessError('configuration', `Failed to write baseline ${path}: ${causeOf(thrown)}`, 'Name a file in a folder that is there.');
  }
};

const isTiming = (value: Json | undefined): value is JsonObject =>
  isObject(value) && typeof value['started'] === 'string' && typeof value['milliseconds'] === 'number' && isObject(value['cases']);

/** What was measured beside a run; null where no such record stands beside it. */
export const timesBeside = (run: string): Timing | null => {
  const path = join(dirname(run), 'timing.json');
  const value = existsSync(path) ? parseJson(readFileSync(path, 'utf8')) : undefined;
  return isTiming(value) ? (value as unknown as Timing) : null;
};
