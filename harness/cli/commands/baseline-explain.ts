import { explainCauses } from '../../report/explain-cause-baseline.ts';
import { explainFindings } from '../../report/explain-finding-baseline.ts';
import { EXIT } from '../../result/exit-code.ts';
import type { Io } from '../io.ts';
import { paintFor } from '../paint.ts';
import { baselineBeside, readBaseline, readRun } from '../read-run.ts';
import { today } from '../today.ts';

/** Prints each entry of a baseline with what the run found: both sides, fact, class, who answers for it and until when. */
export const baselineExplain = async (file: string, flags: { baseline?: string }, io: Io): Promise<number> => {
  const baseline = readBaseline(flags.baseline ?? baselineBeside(file));
  const run = readRun(file);
  const options = { today: today(), paint: paintFor(io) };
  io.out(baseline.format === 2 ? explainCauses(run, baseline, options) : explainFindings(run, baseline, options));
  return EXIT.ok;
};
