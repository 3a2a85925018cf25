import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originsOf } from '../../cassette/store.ts';
import { HarnessError } from '../../errors.ts';
import { type Compared, comparisonMarkdown, comparisonText, disagreement } from '../../report/comparison.ts';
import { EXIT } from '../../result/exit-code.ts';
import type { Io } from '../io.ts';
import { readRun } from '../read-run.ts';
import { run } from './run.ts';

const OUT = 'apigw-report';
const AT_A_TIME = 2;

/** The recordings that this package carries: beside its sources, or in its build. */
const BUNDLED = fileURLToPath(new URL('../../../recordings/', import.meta.url));

/** nock is global to a process, and a replay keeps one core busy: each recording plays in a process of its own. */
const replay = (origin: string): Promise<number> =>
  new Promise((done, fail) => {
    const flags = ['run', '--replay', origin, '--recordings', BUNDLED, '--out', join(OUT, origin), '--quiet'];
    const child = spawn(process.execPath, [process.argv[1] ?? '', ...flags], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', fail);
    child.on('close', (code) => done(code ?? EXIT.usage));
  });

const replayAll = async (origins: readonly string[], io: Io): Promise<ReadonlyMap<string, number>> => {
  const codes = new Map<string, number>();
  const queue = [...origins];
  const work = async (): Promise<void> => {
    for (let origin = queue.shift(); origin !== undefined; origin = queue.shift()) {
      codes.set(origin, await replay(origin));
      if (io.errIsTerminal) io.err(`\rreplayed ${codes.size} of ${origins.length} recordings`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  if (io.errIsTerminal) io.err('\r\u001b[K');
  return codes;
};

const committedRun = (origin: string): Compared['committed'] => {
  const path = join(dirname(dirname(BUNDLED)), 'reports', origin, 'run.json');
  return existsSync(path) ? readRun(path) : null;
};

const worst = (codes: ReadonlyMap<string, number>): number => {
  const bad = [...codes.values()].filter((code) => code !== EXIT.ok && code !== EXIT.failed);
  return bad.length === 0 ? EXIT.ok : Math.max(...bad);
};

/**
 * The offline main job: every bundled recording is replayed, and one comparison is written over all of them.
 * It compares and does not judge: 0 when what it finds equals the committed reports.
 */
export const offline = async (io: Io): Promise<number> => {
  const origins = originsOf(BUNDLED);
  if (origins.length === 0) return run({}, { ...io, environment: {} });
  const codes = await replayAll(origins, io);
  const code = worst(codes);
  if (code !== EXIT.ok)
    throw new HarnessError(
      'recording-invalid',
      `Failed to replay ${[...codes].find(([, one]) => one === code)?.[0]}: see above`,
      '"verify" checks every recording.',
    );
  const compared = origins.map((origin): Compared => ({ run: readRun(join(OUT, origin, 'run.json')), committed: committedRun(origin) }));
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'comparison.md'), comparisonMarkdown(compared));
  const differences = compared.flatMap((one) => disagreement(one) ?? []);
  io.out(`${comparisonText(compared)}\nreport: ${OUT}/comparison.md, and ${OUT}/<origin>/report.md\n`);
  for (const difference of differences) io.err(`${difference}\n`);
  return differences.length === 0 ? EXIT.ok : EXIT.failed;
};
