import { dirname } from 'node:path';
import type { Format } from '../../report/format-names.ts';
import { reporters } from '../../report/index.ts';
import { shownDifference } from '../../report/visible-run.ts';
import { EXIT } from '../../result/exit-code.ts';
import { callerFor } from '../command-name.ts';
import { wantedReports, writeReports } from '../extra-reports.ts';
import type { Io } from '../io.ts';
import { ownOf, paintFor } from '../paint.ts';
import { readBaseline, readRun, requireOwn, timesBeside } from '../read-run.ts';
import { today } from '../today.ts';

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
