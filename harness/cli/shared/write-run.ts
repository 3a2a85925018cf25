import { join } from 'node:path';
import { fileJson } from '../../base/json.ts';
import { replaceFiles } from '../../base/write-file.ts';
import type { RunDocument, Timing } from '../../engine/result/types.ts';
import { reporters } from '../../report/formats/index.ts';
import { OUT } from './claim-folder.ts';

/** Writes what a run leaves: `run.json`, `junit.xml`, `report.md`, and `timing.json` where times are known. */
export const writeRun = (folder: string, run: RunDocument, timing: Timing | null): void => {
  const files: readonly (readonly [string, string])[] = [
    ['run.json', fileJson(run)],
    ...(timing === null ? [] : [['timing.json', fileJson(timing)] as const]),
    ['junit.xml', reporters.junit(run, { times: timing })],
    ['report.md', reporters.markdown(run)],
  ];
  replaceFiles(
    files.map(([name, text]) => [join(folder, name), text]),
    OUT,
  );
};
