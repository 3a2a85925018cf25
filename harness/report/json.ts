import { runText } from '../result/run-text.ts';
import { storeRun } from '../result/store-run.ts';
import type { RunDocument } from '../result/types.ts';

/** The run document itself, as `run.json` holds it. */
export const jsonReport = (run: RunDocument): string => runText(storeRun(run));
