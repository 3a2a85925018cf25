import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../errors.ts';
import { type Exploration, explore as exploreTarget } from '../../explore/explore.ts';
import { renderExploration } from '../../explore/render.ts';
import { fileJson } from '../../json.ts';
import { EXIT } from '../../result/exit-code.ts';
import { judgeContext } from '../../run.ts';
import type { RunContext } from '../../run-case.ts';
import { loadSuite } from '../../scenario/load.ts';
import type { Suite } from '../../scenario/types.ts';
import { httpTarget } from '../../targets/http-target.ts';
import type { Target } from '../../targets/target.ts';
import { createControl } from '../../wire/control.ts';
import { callerOf } from '../environment.ts';
import { onInterrupt } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { modelTarget } from '../model-target.ts';
import { rememberApis } from '../remember-apis.ts';
import { completeFlags, type RunSettings } from '../run-flags.ts';

/** The flags of `explore` as the command line gives them. */
export interface ExploreFlags {
  readonly endpoint?: string;
  readonly name?: string;
  readonly runs?: string;
  readonly seed?: string;
  readonly path?: string;
  readonly maxFindings?: string;
  readonly timeout?: string;
  readonly region?: string;
  readonly out?: string;
}

const SEEDS = 2 ** 31;
const RUNS = 300;
const FINDINGS = 10;

const whole = (text: string | undefined, fallback: number, flag: string, least: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new HarnessError('usage', `Failed to read ${flag} ${text}: not a whole number of at least ${least}`, `Give one, as in ${flag} ${fallback}.`);
};

const pathOf = ({ path, seed }: ExploreFlags): string | null => {
  if (path === undefined) return null;
  if (/^\d+(:\d+)*$/.test(path) && seed !== undefined) return path;
  const cause = seed === undefined ? 'it means nothing without its seed' : 'not a path';
  throw new HarnessError('usage', `Failed to read --path ${path}: ${cause}`, 'Give --seed and --path as an exploration printed them.');
};

const targetOf = ({ endpoint, name, timeoutMs }: RunSettings, flags: ExploreFlags, io: Io): Target => {
  const caller = callerOf(io.environment, flags.region);
  if (endpoint === null) return modelTarget(caller);
  return httpTarget({ endpoint, name, version: null, caller, signed: false, timeoutMs, sockets: 1, restApiId: null });
};

const sideOf = (target: Target, suite: Suite): RunContext => ({
  target,
  judge: judgeContext(suite, false),
  control: createControl({ endpoint: target.endpoint, caller: target.caller, signed: target.signed }),
});

const writeScenarios = (folder: string, { found }: Exploration): void => {
  mkdirSync(folder, { recursive: true });
  for (const [index, { level, scenario }] of found.entries()) writeFileSync(join(folder, `${level}-${index + 1}.json`), fileJson(scenario));
};

const exitCodeOf = ({ dead, found }: Exploration, interrupted: boolean): number => {
  if (interrupted) return EXIT.interrupted;
  if (dead !== null || found.some(({ level }) => level === 'fault')) return EXIT.unreachable;
  return found.some(({ level }) => level === 'deciding') ? EXIT.failed : EXIT.ok;
};

const counter = (io: Io): { readonly onRun: (sent: number) => void; readonly clear: () => void } =>
  io.errIsTerminal ? { onRun: (sent) => io.err(`\r${sent} sequences`), clear: () => io.err('\r\u001b[K') } : { onRun: () => {}, clear: () => {} };

/** Explores the target that the flags name, prints what was found, and gives the exit code. */
export const explore = async (flags: ExploreFlags, io: Io): Promise<number> => {
  const path = pathOf(flags);
  const options = {
    seed: whole(flags.seed, Math.floor(Math.random() * SEEDS), '--seed', 0),
    path,
    runs: whole(flags.runs, RUNS, '--runs', 1),
    maxFindings: whole(flags.maxFindings, FINDINGS, '--max-findings', 1),
  };
  const { out, ...others } = flags;
  const settings = completeFlags(others, io.environment);
  const suite = loadSuite();
  const target = targetOf(settings, flags, io);
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
    const command = `npm start -s -- explore${settings.endpoint === null ? '' : ` --endpoint ${settings.endpoint.origin}`}`;
    io.out(renderExploration(exploration, { name: settings.name, command, facts: suite.facts }));
    return exitCodeOf(exploration, interrupt.asked());
  } finally {
    interrupt.undo();
    await target.close();
  }
};
