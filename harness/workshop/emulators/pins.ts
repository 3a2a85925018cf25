import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../base/errors.ts';

/** Major and minor number of a Python. */
export type PythonVersion = readonly [major: number, minor: number];

/** Which Pythons an emulator runs on: from `atLeast` up to, not including, `below`. */
export interface PythonRange {
  readonly atLeast: PythonVersion;
  readonly below: PythonVersion | null;
}

/** One emulator at one version. `{venv}`, `{state}` and `{port}` in `command` and `env` are filled in at its start. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  /** The pin of which this is an earlier release, run beside it to be compared; null: it is certified for itself. */
  readonly earlier: string | null;
  /** What pip installs, and the file that fixes the rest. */
  readonly packages: readonly string[];
  readonly constraints: string;
  readonly python: PythonRange;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** It is ready once GET of this path answers 200. */
  readonly ready: { readonly path: string; readonly seconds: number };
}

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const readPins = (): readonly Pin[] => {
  const pins = JSON.parse(readFileSync(local('pins.json'), 'utf8')) as Readonly<
    Record<string, Omit<Pin, 'name' | 'constraints' | 'earlier'> & { readonly earlier?: string }>
  >;
  return Object.entries(pins).map(([name, pin]) => ({ ...pin, name, earlier: pin.earlier ?? null, constraints: local(`constraints/${name}.txt`) }));
};

/** Every emulator this project certifies. */
export const PINS: readonly Pin[] = readPins();

/**
 * The pin of that name.
 * @throws HarnessError `usage` where there is none.
 */
export const pinOf = (name: string): Pin => {
  const pin = PINS.find((candidate) => candidate.name === name);
  if (pin !== undefined) return pin;
  throw new HarnessError(
    'usage',
    `Failed to find the emulator ${name}: it is not pinned`,
    `Choose from ${PINS.map((known) => known.name).join(', ')}.`,
  );
};
