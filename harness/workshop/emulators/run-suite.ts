import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StoredRun } from '../../engine/result/stored-run.ts';
import type { Environment } from '../../service/environment.ts';
import { ROOT } from './install-emulator.ts';
import type { RunningEmulator } from './launch-emulator.ts';
import { startGroup } from './process-group.ts';
import { runCommand } from './run-command.ts';

/** The folder of an emulator's report, as seen from the root of the project. */
export const reportFolder = (name: string): string => `reports/${name}`;

// Real credentials have no business at an emulator, and an account of twelve digits would be another account there.
const suiteEnvironment = (env: Environment): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_'))),
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
});

const START = 'harness/cli/start.mjs';

const baselineOf = (name: string): readonly string[] => {
  const path = `${reportFolder(name)}/baseline.json`;
  return existsSync(join(ROOT, path)) ? ['--baseline', path] : [];
};

/** What to do with an emulator that listens. */
export interface SuiteRun {
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** Where the traffic is kept; null: nowhere. */
  readonly recordings: string | null;
}

const runCli = async (args: readonly string[], { env, signal }: Omit<SuiteRun, 'recordings'>): Promise<number> => {
  const options = { cwd: ROOT, env: suiteEnvironment(env), stdio: ['ignore', 'inherit', 'inherit'] } as const;
  const group = await startGroup(process.execPath, [START, ...args], { ...options, stdio: [...options.stdio] });
  const interrupt = (): void => group.signal('SIGINT');
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  try {
    return await group.exited;
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
};

/** Runs the suite against an emulator, its output shown, into `reports/<name>/`; answers with its exit code. */
export const runSuite = (name: string, { endpoint, version }: RunningEmulator, { recordings, ...run }: SuiteRun): Promise<number> => {
  const common = ['--endpoint', endpoint, '--target-version', version, '--out', reportFolder(name)];
  const args = recordings === null ? ['run', ...common, '--name', name, ...baselineOf(name)] : ['record', ...common, '--origin', name];
  return runCli([...args, ...(recordings === null ? [] : ['--recordings', recordings])], run);
};

/** What a run came to, its traffic by digest. */
const casesIn = (folder: string): string => {
  const run = JSON.parse(readFileSync(resolve(ROOT, folder, 'run.json'), 'utf8')) as StoredRun;
  return JSON.stringify([run.scenarios, run.values, run.exchanges]);
};

/** Shows what changed from an earlier release to the pinned one. What got worse is for a reader to judge, and no failure here. */
export const showComparison = async (earlier: string, now: string, run: Omit<SuiteRun, 'recordings'>): Promise<string | null> => {
  const code = await runCli(['compare', `${reportFolder(earlier)}/run.json`, `${reportFolder(now)}/run.json`], run);
  return code <= 1 ? null : `comparing ${earlier} with ${now} ended with exit code ${code}`;
};

/** Replays what was just recorded and holds it against the baseline; says what is wrong, null where nothing is. */
export const replayWrong = async (
  name: string,
  recordings: string,
  { isFine, ...run }: Omit<SuiteRun, 'recordings'> & { readonly isFine: (code: number) => boolean },
): Promise<string | null> => {
  const out = join(recordings, `${name}-replayed`);
  const code = await runCli(['run', '--replay', name, '--recordings', recordings, '--out', out, '--quiet', ...baselineOf(name)], run);
  if (!isFine(code)) return `the replay of its recording ended with exit code ${code}`;
  return casesIn(reportFolder(name)) === casesIn(out) ? null : 'the replay of its recording gives other cases than the run that made it';
};

/** What a run changed in the committed run document, in words; null where it changed nothing. */
export const changedSinceCommit = async (name: string): Promise<string | null> => {
  const path = `${reportFolder(name)}/run.json`;
  const git = (...args: readonly string[]): ReturnType<typeof runCommand> =>
    runCommand('git', [...args, '--', path], { cwd: ROOT, timeoutMs: 60_000 });
  const known = await git('ls-files', '--error-unmatch');
  if (known.code !== 0) return `${path} is not under version control`;
  const difference = await git('diff', '--exit-code', '--stat');
  return difference.code === 0 ? null : `${path} is not what was committed\n${difference.output.trimEnd()}`;
};
