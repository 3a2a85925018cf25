import { fileJson } from '../../base/json.ts';
import type { RunDocument } from '../../engine/result/types.ts';

/** The run document itself. */
export const jsonReport = (run: RunDocument): string => fileJson(run);
