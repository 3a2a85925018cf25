import { dirname } from 'node:path';
import { EXIT } from '../../base/exit.ts';
import type { Format } from '../../report/formats/format-names.ts';
import { reporters } from '../../report/formats/index.ts';
import { shownDifference } from '../../report/words/visible-run.ts';
import type { Io } from '../../terminal/io.ts';
import { ownOf, paintFor } from '../../terminal/paint.ts';
import { callerFor } from '../shared/command-name.ts';
import { wantedReports, writeReports } from '../shared/extra-reports.ts';
import { readBaseline, readRun, requireOwn, timesBeside } from '../shared/read-run.ts';
import { today } from '../shared/today.ts';

/** The flags of `report`. */
export interface ReportFlags {
  readonly format: Format;
  readonly report?: readonly string[];
  readonly baseline?: string;
  readonly verbose?: boolean;
  readonly full?: boolean;
}

/** Prints a report of a run that was made before, or writes those that are asked for beside it. */
export const report = async (file: string, flags: ReportFlags, io: Io): Promise<number> => {
  const wanted = wantedReports(flags.report);
  const run = readRun(file);
  const baseline = flags.baseline === undefined ? null : requireOwn(readBaseline(flags.baseline), flags.baseline, run.target.name);
  const difference = baseline === null ? null : shownDifference(run, baseline, today());
  const options = { difference, times: timesBeside(file) };
  const shown = { ...options, paint: paintFor(io), full: flags.verbose === true || flags.full === true, caller: callerFor({}, io) };
  io.out(reporters[flags.format](run, shown), ownOf(flags.format));
  writeReports(wanted, run, { folder: dirname(file), io, options });
  return EXIT.ok;
};
