import { join } from 'node:path';
import { fileJson } from '../../base/json.ts';
import { replaceFiles } from '../../base/write-file.ts';
import { runText } from '../../engine/result/run-text.ts';
import { storeRun } from '../../engine/result/store-run.ts';
import { exchangesFile } from '../../engine/result/traffic.ts';
import type { RunDocument, Timing } from '../../engine/result/types.ts';
import { reporters } from '../../report/formats/index.ts';
import { OUT } from './claim-folder.ts';
import { EXCHANGES } from './find-traffic.ts';

/** Writes what a run leaves: `run.json`, the traffic that it names as `exchanges.json`, `junit.xml`, `report.md`, and `timing.json` where times are known. */
export const writeRun = (folder: string, run: RunDocument, timing: Timing | null): void => {
  const exchanges = exchangesFile(run);
  const files: readonly (readonly [string, string])[] = [
    ['run.json', runText(storeRun(run))],
    ...(exchanges === null ? [] : [[EXCHANGES, fileJson(exchanges)] as const]),
    ...(timing === null ? [] : [['timing.json', fileJson(timing)] as const]),
    ['junit.xml', reporters.junit(run, { times: timing })],
    ['report.md', reporters.markdown(run)],
  ];
  replaceFiles(
    files.map(([name, text]) => [join(folder, name), text]),
    OUT,
  );
};
