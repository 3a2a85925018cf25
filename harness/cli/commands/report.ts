import { reporters } from '../../report/index.ts';
import { compareBaseline } from '../../result/compare-baseline.ts';
import { EXIT } from '../../result/exit-code.ts';
import type { Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { readBaseline, readRun } from '../read-run.ts';
import { today } from '../today.ts';

/** Prints a report of a run that was made before. */
export const report = async (file: string, flags: { format: string; baseline?: string; full?: boolean }, io: Io): Promise<number> => {
  const run = readRun(file);
  const difference = flags.baseline === undefined ? null : compareBaseline(run, readBaseline(flags.baseline), today());
  io.out(reporters[flags.format]?.(run, { difference, paint: paintFor(io), full: flags.full === true }) ?? '');
  return EXIT.ok;
};
