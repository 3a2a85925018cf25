import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { readNumber } from '../../base/read-number.ts';
import { replaceFiles } from '../../base/write-file.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { suiteJson } from '../../engine/load/suite-json.ts';
import type { Suite } from '../../engine/load/types.ts';
import type { RunContext } from '../../engine/run/case-session.ts';
import { judgeContext } from '../../engine/run/run.ts';
import { type Exploration, explore as exploreTarget } from '../../proof/explore/explore.ts';
import { renderExploration } from '../../proof/explore/render.ts';
import { createControl } from '../../service/control.ts';
import { baseOf } from '../../service/endpoint.ts';
import { noAnswerText } from '../../service/failures.ts';
import { modelTarget } from '../../targets/model-target.ts';
import type { Target } from '../../targets/target.ts';
import { onInterrupt } from '../../terminal/interrupt.ts';
import type { Io } from '../../terminal/io.ts';
import { openEndpoint } from '../shared/check-target.ts';
import { claimFolder, OUT } from '../shared/claim-folder.ts';
import { rememberApis } from '../shared/remember-apis.ts';
import { parseFlags } from '../shared/run-flags.ts';
import { completeOptions } from '../shared/run-settings.ts';

/** The flags of `explore` as the command line gives them. */
export interface ExploreFlags {
  readonly endpoint?: string;
  readonly name?: string;
  readonly runs?: string;
  readonly seed?: string;
  readonly path?: string;
  readonly maxFindings?: string;
  readonly timeout?: string;
  readonly maxBody?: string;
  readonly region?: string;
  readonly out?: string;
}

const SEEDS = 2 ** 31;
const RUNS = 300;
const FINDINGS = 10;

const pathOf = ({ path, seed }: ExploreFlags): string | null => {
  if (path === undefined) return null;
  if (/^\d+(:\d+)*$/.test(path) && seed !== undefined) return path;
  const cause = seed === undefined ? 'it means nothing without its seed' : 'not a path';
  throw new HarnessError('usage', `Failed to read --path ${path}: ${cause}`, 'Give --seed and --path as an exploration printed them.');
};

const sideOf = (target: Target, suite: Suite): RunContext => ({
  target,
  judge: judgeContext(suite, false),
  control: createControl({ endpoint: target.endpoint, caller: target.caller }),
});

const writeScenarios = (folder: string, { found }: Exploration): void =>
  replaceFiles(
    found.map(({ level, scenario }, index) => [join(folder, `${level}-${index + 1}.json`), suiteJson(scenario)]),
    OUT,
  );

/** None of the operations is there: no sequence could be made. */
const isNothing = ({ runs, leftOut, dead, found }: Exploration): boolean => runs === 0 && dead === null && leftOut.length > 0 && found.length === 0;

const exitCodeOf = (exploration: Exploration, interrupted: boolean): number => {
  const { dead, found } = exploration;
  if (interrupted) return EXIT.interrupted;
  if (dead !== null || found.some(({ level }) => level === 'fault')) return EXIT.unreachable;
  if (isNothing(exploration)) return EXIT.usage;
  return found.some(({ level }) => level === 'deciding') ? EXIT.failed : EXIT.ok;
};

const counter = (io: Io): { readonly onRun: (sent: number) => void; readonly clear: () => void } =>
  io.errIsTerminal
    ? { onRun: (sent) => io.err(`\r${sent} sequences`, 'progress'), clear: () => io.err('\r\u001b[K', 'progress') }
    : { onRun: () => {}, clear: () => {} };

/** Explores the target that the flags name, prints what was found, and gives the exit code. */
export const explore = async (flags: ExploreFlags, io: Io): Promise<number> => {
  const path = pathOf(flags);
  const options = {
    seed: readNumber(flags.seed, { flag: '--seed', fallback: Math.floor(Math.random() * SEEDS), least: 0, whole: true }),
    path,
    runs: readNumber(flags.runs, { flag: '--runs', fallback: RUNS, least: 1, whole: true }),
    maxFindings: readNumber(flags.maxFindings, { flag: '--max-findings', fallback: FINDINGS, least: 1, whole: true }),
  };
  const { out, ...others } = flags;
  // Sequences go one after the other.
  const settings = { ...completeOptions(parseFlags(others), io.environment), concurrency: 1 };
  const suite = loadSuite();
  const release = out === undefined ? () => {} : claimFolder(out);
  const target = openEndpoint(settings);
  const side = sideOf(target, suite);
  const own = await rememberApis(target, side.control, io);
  const interrupt = onInterrupt(io);
  const progress = counter(io);
  try {
    const sides = { suite, target: { ...side, target: own.target }, model: sideOf(modelTarget(target.caller), suite) };
    const exploration = await exploreTarget(sides, options, { onRun: progress.onRun, stopped: interrupt.asked });
    own.close();
    progress.clear();
    if (out !== undefined) writeScenarios(out, exploration);
    const command = `npm start -s -- explore${settings.endpoint === null ? '' : ` --endpoint ${baseOf(settings.endpoint)}`}`;
    const dead = exploration.dead === null ? null : noAnswerText(exploration.dead, target.endpoint);
    io.out(renderExploration({ ...exploration, dead }, { name: settings.name, command, facts: suite.facts }));
    if (isNothing(exploration)) io.err(`Nothing was explored: none of ${exploration.leftOut.join(', ')} is there.\n`);
    return exitCodeOf(exploration, interrupt.asked());
  } finally {
    interrupt.undo();
    await target.close();
    release();
  }
};
