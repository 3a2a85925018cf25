import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { causeOf, HarnessError } from '../../base/errors.ts';
import { fileJson, isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { parseText, readJson } from '../../base/read-json.ts';
import { replaceFile } from '../../base/write-file.ts';
import type { Baseline } from '../../engine/baseline/baseline-cause.ts';
import { caseName } from '../../engine/load/case-name.ts';
import { checkJson, readJsonFile } from '../../engine/result/read-file.ts';
import { type Elsewhere, restoreRun, UNTOLD } from '../../engine/result/restore-run.ts';
import type { StoredRun } from '../../engine/result/stored-run.ts';
import type { RunDocument, Timing } from '../../engine/result/types.ts';
import { upgradeRun } from '../../engine/result/upgrade-run.ts';
import { findElsewhere, withoutTraffic } from './find-traffic.ts';
import type { CaseName } from './recorded-traffic.ts';

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

const RUN = { what: 'run', code: 'run-invalid', hint: 'Name the run.json that "run" wrote.' } as const;

/** Documents of format 1 hold their traffic, and what their suite says. */
const readOld = (json: Json, path: string): RunDocument => {
  checkJson(json, path, { ...RUN, schema: schema('run-1') });
  return present(upgradeRun(json) as unknown as AnyRun);
};

const isOld = (json: Json): boolean => isObject(json) && json['format'] === 1;

const readStored = (json: Json, path: string): StoredRun => checkJson<StoredRun>(json, path, { ...RUN, schema: schema('run') });

/** A document of ours always fits together; what stands under a name in a foreign one no schema sees. */
const restored = (stored: StoredRun, path: string, elsewhere: Elsewhere): RunDocument => {
  try {
    return restoreRun(stored, elsewhere);
  } catch (thrown) {
    throw new HarnessError(RUN.code, `Failed to read run ${path}: its parts do not fit together: ${causeOf(thrown)}`, RUN.hint);
  }
};

const namesIn = (run: RunDocument): readonly CaseName[] =>
  run.cases.filter(({ exchanges }) => exchanges.length > 0).map((one) => ({ id: one.id, scenario: one.scenario, name: caseName(one) }));

/**
 * Reads a run whole: its document, its traffic, and what its suite says. Where the traffic is not at hand, `bare` says why.
 * @throws HarnessError `run-invalid`
 */
export const readRun = (path: string): RunDocument => {
  const json = readJson(path, RUN);
  if (isOld(json)) return readOld(json, path);
  const stored = readStored(json, path);
  const cases = (): readonly CaseName[] => namesIn(restored(stored, path, UNTOLD));
  return restored(stored, path, findElsewhere(path, stored, cases));
};

/** Reads what a run came to, and looks for no traffic: verdicts, findings and causes need none. @throws HarnessError `run-invalid` */
export const readVerdicts = (path: string): RunDocument => {
  const json = readJson(path, RUN);
  if (isOld(json)) return readOld(json, path);
  const stored = readStored(json, path);
  return restored(stored, path, withoutTraffic(stored));
};

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
