import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './base/make-folder.ts';
import { readCassette, readLock } from './recording/store.ts';

const ROOT = resolve(import.meta.dirname, '..');

const git = (args: readonly string[], input = ''): string =>
  spawnSync('git', args, { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout ?? '';

const FILES = git(['ls-files', '-z'])
  .split('\0')
  .filter((file) => file !== '');

const isBinary = (file: string): boolean => readFileSync(join(ROOT, file)).subarray(0, 8000).includes(0);

/** Attributes of each file, as `path, attribute, value`. */
const attributes = (): ReadonlyMap<string, string> => {
  const said = git(['check-attr', '--stdin', '-z', 'text', 'eol'], FILES.join('\0')).split('\0');
  const found = new Map<string, string>();
  for (let at = 0; at + 2 < said.length; at += 3) found.set(`${said[at]} ${said[at + 1]}`, said[at + 2] ?? '');
  return found;
};

test.runIf(FILES.length > 0)(
  'every file has its line ends fixed by .gitattributes, whatever Git is told on a machine, and what is no text is named',
  () => {
    const found = attributes();
    const wrong = FILES.filter((file) => {
      const [text, eol] = [found.get(`${file} text`), found.get(`${file} eol`)];
      return isBinary(file) ? text !== 'unset' : eol !== 'lf' || text === 'unset';
    });
    expect(wrong).toEqual([]);
    expect(FILES.filter((file) => !isBinary(file) && readFileSync(join(ROOT, file)).includes('\r\n'))).toEqual([]);
  },
);

test('a recording with the line ends of Windows, in a folder with blanks and umlauts, is the same recording', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'ein Ordner ü ')), 'moto 100 %');
  const scenario = 'wire/rest-api';
  for (const file of ['lock.json', `${scenario}.json`]) {
    makeFolder(dirname(join(folder, file)));
    writeFileSync(join(folder, file), readFileSync(join(ROOT, 'recordings/moto', file), 'utf8').replaceAll('\n', '\r\n'));
  }
  const read = readCassette(folder, scenario, readLock(folder));
  expect(read).toEqual(readCassette(join(ROOT, 'recordings/moto'), scenario, readLock(join(ROOT, 'recordings/moto'))));
  const path = join(folder, `${scenario}.json`);
  writeFileSync(path, readFileSync(path, 'utf8').replace('create-api', 'create-apl'));
  expect(() => readCassette(folder, scenario, readLock(folder))).toThrow('its checksum is not the one in lock.json');
});

/** A path out of a URL keeps its percent signs, and on Windows a slash before the drive. */
test('no file takes a path out of a URL but by fileURLToPath', () => {
  const sources = FILES.filter((file) => /^(harness|suites)\/.*\.(ts|mjs)$/.test(file) && !file.endsWith('.test.ts'));
  const wrong = sources.filter((file) =>
    /import\.meta\.url\)\.pathname|import\.meta\.url\.(replace|slice)/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});
