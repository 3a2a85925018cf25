/**
 * Lays out the data files of the suite; with `--check` it writes nothing and names those that are laid out otherwise.
 * Biome formats the schemas, and `suites/service/derive.ts` writes its files as it wants them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseText, readText } from '../../base/read-json.ts';
import { type NamedText, replaceFiles } from '../../base/write-file.ts';
import { suiteJson } from '../../engine/load/suite-json.ts';

const ROOT = 'suites';
const HINT = 'Run this in the folder of package.json.';

const dataFiles = (): string[] =>
  readdirSync(ROOT, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && !entry.name.endsWith('.schema.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(ROOT, 'service')))
    .sort();

/** The text that a file should have, where it has another. */
const otherwise = (path: string): NamedText[] => {
  const text = readText(path, { what: 'data file', code: 'suite-invalid', hint: HINT });
  const read = parseText(text);
  if ('wrong' in read) throw new Error(`${path}: ${read.wrong}`);
  const wanted = suiteJson(read.json);
  return wanted === text ? [] : [[path, wanted]];
};

const found = dataFiles().flatMap(otherwise);
if (!process.argv.includes('--check')) replaceFiles(found, { what: 'a data file', hint: HINT });
else if (found.length > 0) {
  console.error(`Laid out otherwise than "npm run fix" does:\n${found.map(([path]) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}
