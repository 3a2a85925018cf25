import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../service/environment.ts';
import type { PythonRange, PythonVersion } from './pins.ts';
import { runCommand } from './run-command.ts';

/** A Python that runs. */
export interface Python {
  readonly file: string;
  readonly version: PythonVersion;
}

const VARIABLES = ['PYTHON313', 'PYTHON312', 'PYTHON311', 'PYTHON'];
const COMMANDS = ['python3.13', 'python3.12', 'python3.11', 'python3'];
// Without ensurepip (Debian packages it apart) a Python runs but makes no virtual environment.
const PROBE = 'import sys, venv, ensurepip; print(tuple(sys.version_info[:2]))';

const folderNames = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const pyenvPythons = (env: Environment): readonly string[] => {
  const root = env['PYENV_ROOT'] ?? join(env['HOME'] ?? '', '.pyenv');
  const newestFirst = [...folderNames(join(root, 'versions'))].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.map((version) => join(root, 'versions', version, 'bin', 'python3'));
};

/** Files that may be a Python, the preferred first. */
export const pythonCandidates = (env: Environment): readonly string[] => {
  const named = VARIABLES.map((name) => env[name] ?? '').filter((file) => file !== '');
  return [...new Set([...named, ...COMMANDS, ...pyenvPythons(env)])];
};

/** Runs a file as Python and asks for its version; null where it does not run or can make no virtual environment. */
export const probePython = async (file: string): Promise<Python | null> => {
  const { code, output } = await runCommand(file, ['-c', PROBE], { timeoutMs: 20_000 });
  const match = /^\((\d+), (\d+)\)$/m.exec(output);
  return code === 0 && match !== null ? { file, version: [Number(match[1]), Number(match[2])] } : null;
};

const before = (a: PythonVersion, b: PythonVersion): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** Tells whether a version is in a range. */
export const fits = (version: PythonVersion, { atLeast, below }: PythonRange): boolean =>
  !before(version, atLeast) && (below === null || before(version, below));

/** A range in words: `3.10 or newer`, `3.13`. */
export const describeRange = ({ atLeast, below }: PythonRange): string => {
  if (below === null) return `${atLeast.join('.')} or newer`;
  return before([atLeast[0], atLeast[1] + 1], below) ? `${atLeast.join('.')} to below ${below.join('.')}` : atLeast.join('.');
};

/** The first candidate that runs and whose version is in the range; null where none is. */
export const findPython = async (range: PythonRange, env: Environment): Promise<Python | null> => {
  for (const file of pythonCandidates(env)) {
    const python = await probePython(file);
    if (python !== null && fits(python.version, range)) return python;
  }
  return null;
};
