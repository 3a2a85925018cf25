/** Runs a short selection of the suite against servers that do everything wrong: each run ends, with a report, and gives nothing away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapSeveral } from '../../base/map-several.ts';
import { problemsOf } from './check.ts';
import { runCommand } from './child.ts';
import { BODIES } from './modes-body.ts';
import { PROTOCOL } from './modes-protocol.ts';
import { TEXTS } from './modes-text.ts';
import type { Mode } from './odd.ts';
import { startHostile } from './server.ts';

const ONLY = 'refusals/add-status-code,defaults/get-all,life-cycle/put-all-members,life-cycle/delete-customised,wire/rest-api';

const AT_A_TIME = 2;

/** Said on the command line: the whole suite, and not the short selection. */
const WHOLE = '--whole';

const selection = process.argv.includes(WHOLE) ? [] : ['--only', ONLY];

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const runAgainst = async (mode: Mode, folder: string): Promise<readonly string[]> => {
  const server = await startHostile(mode);
  try {
    const args = ['run', '--endpoint', server.endpoint, '--name', 'hostile', '--signed', ...selection, '--out', folder, ...(mode.flags ?? [])];
    const ended = await runCommand(args);
    const problems = problemsOf(mode, { ended, folder, left: server.left() });
    print(`${problems.length === 0 ? 'passed' : 'failed'}   ${mode.name} (exit ${ended.code}, ${Math.round(ended.peak)} MB)`);
    for (const problem of problems) print(`  ${problem}`);
    return problems;
  } finally {
    server.close();
  }
};

const main = async (): Promise<number> => {
  const [only] = process.argv.slice(2).filter((word) => word !== WHOLE);
  const modes = [...PROTOCOL, ...BODIES, ...TEXTS].filter(({ name }) => only === undefined || name.includes(only));
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const work = (mode: Mode, at: number): Promise<readonly string[]> => runAgainst(mode, join(folder, String(at)));
  const problems = await mapSeveral(modes, work, { concurrency: AT_A_TIME }).finally(() => rmSync(folder, { recursive: true, force: true }));
  const failed = problems.filter(({ length }) => length > 0).length;
  print(`\n${modes.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
