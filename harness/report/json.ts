import { fileJson } from '../json.ts';
import type { RunDocument } from '../result/types.ts';

/** The run document itself. */
export const jsonReport = (run: RunDocument): string => fileJson(run);
