import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../base/exit.ts';
import { replaceFile } from '../../base/write-file.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { suiteIndex } from '../../engine/result/suite-index.ts';
import type { Io } from '../../terminal/io.ts';

/** Writes the index of a suite, or tells whether the committed one is still true. */
export const indexSuite = async (flags: { check?: boolean; suites?: string }, io: Io): Promise<number> => {
  const suite = loadSuite(flags.suites);
  const path = join(suite.root, 'index.json');
  const text = suiteIndex(suite);
  if (flags.check !== true) {
    replaceFile(path, text, { what: 'the index', hint: 'Name a suite that can be written with --suites DIR.' });
    io.out(`index.json: ${suite.scenarios.length} scenarios, digest ${suite.digest}\n`);
    return EXIT.ok;
  }
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return EXIT.ok;
  io.err('index.json is not that of the suite: run "npm run suite:index" and commit what changed.\n');
  return EXIT.failed;
};
