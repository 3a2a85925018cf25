import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../base/errors.ts';
import { fileJson } from '../../base/json.ts';
import type { Environment } from '../../service/environment.ts';
import { describeRange, findPython, type Python, probePython } from './find-python.ts';
import type { Pin } from './pins.ts';
import { runCommand } from './run-command.ts';

/** What installing needs from outside. */
export interface InstallContext {
  readonly env: Environment;
  readonly print: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Where an emulator is installed, or why it is not. */
export type Installation =
  | { readonly kind: 'installed'; readonly venv: string; readonly state: string }
  | { readonly kind: 'missing'; readonly reason: string };

/** The root of the project. */
export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

const folderOf = (pin: Pin, env: Environment): string => join(env['APIGW_EMULATORS_DIR'] || join(ROOT, '.emulators'), `${pin.name}-${pin.version}`);

const markerOf = (pin: Pin): string => {
  const constraints = createHash('sha256').update(readFileSync(pin.constraints)).digest('hex');
  return fileJson({ packages: pin.packages, constraints });
};

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

// A Python that was removed or replaced since leaves a complete marker and a venv that no longer runs.
const isComplete = async (pin: Pin, venv: string): Promise<boolean> =>
  textOf(join(venv, 'installed.json')) === markerOf(pin) && (await probePython(join(venv, 'bin', 'python'))) !== null;

const mustRun = async (pin: Pin, [file, ...args]: readonly [string, ...string[]], context: InstallContext): Promise<void> => {
  const { signal } = context;
  const result = await runCommand(file, args, { timeoutMs: 20 * 60_000, ...(signal === undefined ? {} : { signal }) });
  if (result.code === 0) return;
  context.print(result.output.trimEnd());
  throw new HarnessError(
    'configuration',
    `Failed to install ${pin.name} ${pin.version}: ${args.slice(0, 2).join(' ')} ended with ${result.code ?? 'a signal'}`,
    'Read the output above; pip needs a package index that it can reach.',
  );
};

const install = async (pin: Pin, python: Python, venv: string, context: InstallContext): Promise<void> => {
  context.print(`installing ${pin.name} ${pin.version} with Python ${python.version.join('.')}`);
  rmSync(venv, { recursive: true, force: true });
  await mustRun(pin, [python.file, '-m', 'venv', venv], context);
  const pip = [join(venv, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'] as const;
  await mustRun(pin, [...pip, '--constraint', pin.constraints, ...pin.packages], context);
  writeFileSync(join(venv, 'installed.json'), markerOf(pin));
};

/**
 * Installs an emulator into a virtual environment of its own, or finds it installed: a marker holds what is in it,
 * written only after all of it was installed.
 * @throws HarnessError `configuration` where the packages cannot be installed.
 */
export const installEmulator = async (pin: Pin, context: InstallContext): Promise<Installation> => {
  const folder = folderOf(pin, context.env);
  const [venv, state] = [join(folder, 'venv'), join(folder, 'state')];
  if (!(await isComplete(pin, venv))) {
    const python = await findPython(pin.python, context.env);
    if (python === null) {
      return {
        kind: 'missing',
        reason: `no Python ${describeRange(pin.python)} that runs was found (name one in PYTHON313, PYTHON312, PYTHON311 or PYTHON)`,
      };
    }
    await install(pin, python, venv, context);
  }
  mkdirSync(join(state, 'tmp'), { recursive: true });
  return { kind: 'installed', venv, state };
};
