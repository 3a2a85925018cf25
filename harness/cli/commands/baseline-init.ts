import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../errors.ts';
import { fileJson } from '../../json.ts';
import { initBaseline } from '../../result/baseline.ts';
import { EXIT } from '../../result/exit-code.ts';
import type { Io } from '../io.ts';
import { readRun } from '../read-run.ts';

/** Writes the deviations of a run down as known. */
export const baselineInit = async (file: string, flags: { out?: string; force?: boolean }, io: Io): Promise<number> => {
  const run = readRun(file);
  const out = flags.out ?? join(dirname(file), 'baseline.json');
  if (existsSync(out) && flags.force !== true) {
    throw new HarnessError(
      'usage',
      `Failed to write baseline ${out}: it is there already, with its reasons`,
      'Name another file with --out, or replace it with --force.',
    );
  }
  const baseline = initBaseline(run);
  writeFileSync(out, fileJson(baseline));
  io.out(`${out}: ${baseline.entries.length} known deviations. Give each a reason, then run with --baseline ${out}.\n`);
  return EXIT.ok;
};
