import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './find-python.ts';
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

const suiteArguments = (name: string, { endpoint, version }: RunningEmulator, record: boolean): readonly string[] => {
  const out = reportFolder(name);
  const baseline = `${out}/baseline.json`;
  const common = ['--endpoint', endpoint, '--target-version', version, '--out', out];
  if (record) return ['record', ...common, '--origin', name];
  const target = [...common, '--name', name];
  return ['run', ...target, ...(existsSync(join(ROOT, baseline)) ? ['--baseline', baseline] : [])];
};

/** How the suite is run: `record` keeps the traffic under `recordings/<name>/` too. */
export interface SuiteRun {
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly record: boolean;
}

/** Runs the suite against an emulator, its output shown, into `reports/<name>/`; answers with its exit code. */
export const runSuite = async (name: string, emulator: RunningEmulator, { env, signal, record }: SuiteRun): Promise<number> => {
  const args = ['harness/cli/start.mjs', ...suiteArguments(name, emulator, record)];
  const group = await startGroup(process.execPath, args, { cwd: ROOT, env: suiteEnvironment(env), stdio: ['ignore', 'inherit', 'inherit'] });
  const interrupt = (): void => group.signal('SIGINT');
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  try {
    return await group.exited;
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
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
