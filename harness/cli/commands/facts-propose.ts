import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { suiteJson } from '../../engine/load/suite-json.ts';
import { proposals } from '../../engine/result/propose.ts';
import { readLock } from '../../recording/store.ts';
import type { Io } from '../../terminal/io.ts';
import { readRun } from '../shared/read-run.ts';

/** Prints, for each open question that a recording of AWS answers, the fact that it would become. */
export const factsPropose = async (file: string, flags: { recordings?: string }, io: Io): Promise<number> => {
  const run = readRun(file);
  if (run.target.origin !== 'aws') {
    throw new HarnessError(
      'usage',
      `Failed to propose facts from ${file}: its answers are those of ${run.target.origin}, which is no evidence of AWS`,
      'Facts come from a recording of AWS: "run --replay aws".',
    );
  }
  const lock = readLock(join(flags.recordings ?? 'recordings', 'aws'));
  const date = lock.sessions.at(-1)?.date ?? '';
  const found = proposals(run, date);
  io.out(suiteJson(found));
  io.err(`${found.length} open questions have answers. Read each, write its statement, and put it into suites/facts.json as observed.\n`);
  return EXIT.ok;
};
