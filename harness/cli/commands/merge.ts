import { compareBaseline } from '../../engine/baseline/compare-baseline.ts';
import { exitCodeOf } from '../../engine/baseline/exit-code.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { Timing } from '../../engine/result/types.ts';
import { mergeRuns, mergeTimings } from '../../engine/run/merge.ts';
import { shownDifference } from '../../report/words/visible-run.ts';
import type { Io } from '../../terminal/io.ts';
import { inFolder } from '../shared/claim-folder.ts';
import { publish } from '../shared/publish.ts';
import { readBaseline, readRun, requireOwn, timesBeside } from '../shared/read-run.ts';
import { parseFlags, type RunFlags } from '../shared/run-flags.ts';
import { today } from '../shared/today.ts';
import { writeRun } from '../shared/write-run.ts';

type MergeFlags = Pick<RunFlags, 'out' | 'baseline' | 'suites' | 'format' | 'quiet' | 'verbose' | 'report'>;

/** The times of every shard, or none: a sum over some would be no sum. */
const timingsOf = (files: readonly string[], io: Io): ReadonlyMap<string, Timing> | null => {
  const timings = new Map<string, Timing>();
  for (const file of files) {
    const timing = timesBeside(file);
    if (timing === null) {
      io.err(`No times: there is no timing.json beside ${file}.\n`);
      return null;
    }
    timings.set(file, timing);
  }
  return timings;
};

/** Merges the shards of a run, prints and writes the reports of the whole, and gives its exit code. */
export const merge = async (files: readonly string[], flags: MergeFlags, io: Io): Promise<number> => {
  const options = parseFlags(flags);
  const baseline = flags.baseline === undefined ? null : readBaseline(flags.baseline);
  const { document, sources } = mergeRuns(
    loadSuite(flags.suites),
    files.map((path) => ({ path, run: readRun(path) })),
  );
  if (baseline !== null) requireOwn(baseline, flags.baseline ?? '', document.target.name);
  const difference = baseline === null ? null : compareBaseline(document, baseline, today());
  const timings = timingsOf(files, io);
  const times = timings === null ? null : mergeTimings(timings, sources);
  const out = flags.out ?? `apigw-report/${document.target.name}`;
  await inFolder(out, async () => {
    writeRun(out, document, times);
    publish(options, document, { out, difference: shownDifference(document, baseline, today()), ...(times === null ? {} : { times }) }, io);
  });
  if (document.unchecked !== undefined) io.err(`${document.unchecked}\n`);
  return exitCodeOf(document, difference);
};
