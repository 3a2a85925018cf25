import { EXIT } from '../../base/exit.ts';
import { explainCauses } from '../../report/words/explain-cause-baseline.ts';
import { explainFindings } from '../../report/words/explain-finding-baseline.ts';
import { visibleDeep, visibleRun } from '../../report/words/visible-run.ts';
import type { Io } from '../../terminal/io.ts';
import { paintFor } from '../../terminal/paint.ts';
import { baselineBeside, readBaseline, readVerdicts, requireOwn } from '../shared/read-run.ts';
import { today } from '../shared/today.ts';

/** Prints each entry of a baseline with what the run found: both sides, fact, class, who answers for it and until when. */
export const baselineExplain = async (file: string, flags: { baseline?: string }, io: Io): Promise<number> => {
  const run = readVerdicts(file);
  const path = flags.baseline ?? baselineBeside(file);
  const baseline = requireOwn(readBaseline(path), path, run.target.name);
  const shown = visibleDeep(baseline);
  const options = { today: today(), paint: paintFor(io) };
  const found = visibleRun(run);
  io.out(shown.format === 2 ? explainCauses(found, shown, options) : explainFindings(found, shown, options), 'colours');
  return EXIT.ok;
};
