import { runText } from '../../engine/result/run-text.ts';
import { storeRun } from '../../engine/result/store-run.ts';
import type { RunDocument } from '../../engine/result/types.ts';

/** The run document itself, as `run.json` holds it. */
export const jsonReport = (run: RunDocument): string => runText(storeRun(run));
