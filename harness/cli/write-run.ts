import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf, HarnessError } from '../errors.ts';
import { fileJson } from '../json.ts';
import { junitReport } from '../report/junit.ts';
import { markdownReport } from '../report/markdown.ts';
import type { RunDocument, Timing } from '../result/types.ts';
import { makeFolder } from './make-folder.ts';

/** Writes what a run leaves: `run.json`, `junit.xml`, `report.md`, and `timing.json` where times are known. */
export const writeRun = (folder: string, run: RunDocument, timing: Timing | null): void => {
  const files: readonly (readonly [string, string])[] = [
    ['run.json', fileJson(run)],
    ...(timing === null ? [] : [['timing.json', fileJson(timing)] as const]),
    ['junit.xml', junitReport(run, timing)],
    ['report.md', markdownReport(run)],
  ];
  makeFolder(folder);
  try {
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (thrown) {
    throw new HarnessError('configuration', `Failed to write the report to ${folder}: ${causeOf(thrown)}`, 'Name another folder with --out DIR.');
  }
};
