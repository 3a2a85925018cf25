import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf, HarnessError } from '../errors.ts';
import { fileJson } from '../json.ts';
import { reporters } from '../report/index.ts';
import type { RunDocument, Timing } from '../result/types.ts';

/** Writes what a run leaves: `run.json`, `junit.xml`, `report.md`, and `timing.json` where times are known. */
export const writeRun = (folder: string, run: RunDocument, timing: Timing | null): void => {
  const files: readonly (readonly [string, string])[] = [
    ['run.json', fileJson(run)],
    ...(timing === null ? [] : [['timing.json', fileJson(timing)] as const]),
    ['junit.xml', reporters.junit(run, { times: timing })],
    ['report.md', reporters.markdown(run)],
  ];
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (thrown) {
    throw new HarnessError('configuration', `Failed to write the report to ${folder}: ${causeOf(thrown)}`, 'Name another folder with --out DIR.');
  }
};
