import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { causeOf, HarnessError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { parseText, readText } from '../../base/read-json.ts';
import { type Problem, suiteError } from './problems.ts';

/** A JSON file of a suite, parsed. */
export interface SuiteFile {
  /** Path below the suite's root, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly json: Json;
}

const NOT_SCENARIOS = new Set(['service', 'model', 'given', 'node_modules']);

const walk = (root: string, folder: string): string[] =>
  entries(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SCENARIOS.has(entry.name) && folder === root ? [] : walk(root, path);
    return folder !== root && entry.name.endsWith('.json') ? [path] : [];
  });

const entries = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (thrown) {
    throw new HarnessError('configuration', `Failed to read suite ${folder}: ${causeOf(thrown)}`, 'Name a folder of scenarios with --suites DIR.');
  }
};

/** Reads and parses one JSON file below a suite's root. */
export const readSuiteFile = (root: string, path: string): SuiteFile | Problem => {
  const file = relative(root, path).split(sep).join('/');
  const text = readText(path, { what: 'suite file', code: 'suite-invalid', hint: 'Save it as UTF-8, where it can be read.' });
  const read = parseText(text);
  return 'json' in read ? { file, text, json: read.json } : { file, pointer: '', message: read.wrong, remedy: 'Mend the syntax.' };
};

/** Reads the JSON file of that name in a suite's root. @throws HarnessError `suite-invalid` */
export const readRootFile = (root: string, name: string): Json => {
  const read = readSuiteFile(root, join(root, name));
  if ('json' in read) return read.json;
  throw suiteError([read]);
};

/** Reads every JSON file in the areas of a suite, scenarios and goldens, sorted by path. */
export const readSuiteFiles = (root: string): readonly SuiteFile[] => readAll(root, walk(root, root));

/** Reads every JSON file in one folder of a suite, sorted by path; none where it has no such folder. */
export const readSuiteFolder = (root: string, name: string): readonly SuiteFile[] => {
  const folder = join(root, name);
  return existsSync(folder) ? readAll(root, walk(root, folder)) : [];
};

const readAll = (root: string, paths: readonly string[]): readonly SuiteFile[] => {
  // Sorted as written with "/": a backslash has another place in the order, and the digest of the suite depends on it.
  const read = paths.map((path) => readSuiteFile(root, path)).sort((a, b) => (a.file < b.file ? -1 : 1));
  const problems = read.filter((item): item is Problem => 'remedy' in item);
  if (problems.length > 0) throw suiteError(problems);
  return read.filter((item): item is SuiteFile => 'json' in item);
};
