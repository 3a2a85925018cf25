import * as nodeFs from 'node:fs';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendText, replaceFile, replaceFiles, requireWritable, type Writing, type WritingFs } from './write-file.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'write-'));

const REPORT: Writing = { what: 'the report', hint: 'Name another file.' };

const failing = (part: Partial<Record<keyof WritingFs, unknown>>): Writing => ({ ...REPORT, fs: { ...nodeFs, ...part } as WritingFs });

const failure = (code: string) => (): never => {
  throw Object.assign(new Error(`${code}: raw words of the system`), { code });
};

test('a file is written into folders that are made, and is replaced whole, its mode kept', () => {
  const path = join(folder(), 'deep/er/x.json');
  replaceFile(path, 'one', REPORT);
  chmodSync(path, 0o640);
  replaceFile(path, 'two', REPORT);
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777, readdirSync(join(path, '..'))]).toEqual(['two', 0o640, ['x.json']]);
});

test('a link stays a link, and what it leads to is replaced', () => {
  const work = folder();
  writeFileSync(join(work, 'real'), 'one');
  symlinkSync('real', join(work, 'link'));
  replaceFile(join(work, 'link'), 'two', REPORT);
  expect([readFileSync(join(work, 'real'), 'utf8'), nodeFs.lstatSync(join(work, 'link')).isSymbolicLink()]).toEqual(['two', true]);
});

test('a full disk leaves every file of a set as it was, and nothing beside it', () => {
  const work = folder();
  const paths = ['a', 'b'].map((name) => join(work, name));
  for (const path of paths) writeFileSync(path, 'old');
  let written = 0;
  const full = failing({
    writeFileSync: (path: string, text: string, options: nodeFs.WriteFileOptions) => {
      nodeFs.writeFileSync(path, text.slice(0, 1), options);
      if (++written === 2) failure('ENOSPC')();
    },
  });
  expect(() =>
    replaceFiles(
      paths.map((path) => [path, 'new']),
      full,
    ),
  ).toThrow(`Failed to write the report to ${paths[1]}: the disk is full`);
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['old', 'old']);
  expect(readdirSync(work)).toEqual(['a', 'b']);
});

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota of the disk is used up'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'that is not permitted'],
  ['EROFS', 'the file system is read-only'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOENT', 'there is no such folder, and none can be made there'],
])('%s is one sentence with a remedy, whatever was tried', (code, words) => {
  const work = folder();
  const path = join(work, 'new', 'x');
  const refused = { code: 'configuration', message: `Failed to write the report to ${path}: ${words}`, hint: expect.stringContaining(REPORT.hint) };
  expect(() => replaceFile(path, 'text', failing({ mkdirSync: failure(code) }))).toThrow(expect.objectContaining(refused));
  expect(readdirSync(work)).toEqual([]);
  for (const call of ['writeFileSync', 'renameSync'] as const)
    expect(() => replaceFile(path, 'text', failing({ [call]: failure(code) }))).toThrow(expect.objectContaining(refused));
  expect(() => appendText(path, 'text', failing({ appendFileSync: failure(code) }))).toThrow(expect.objectContaining(refused));
  expect(() => requireWritable(path, failing({ writeFileSync: failure(code) }))).toThrow(expect.objectContaining(refused));
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('a file where a folder should be, a folder where a file should be, and a name that is too long are told as such', () => {
  const work = folder();
  writeFileSync(join(work, 'file'), '');
  mkdirSync(join(work, 'folder'));
  for (const path of ['file/x', 'file/deep/x'])
    expect(() => replaceFile(join(work, path), '', REPORT)).toThrow(': a file stands where a folder should be');
  expect(() => replaceFile(join(work, 'folder'), '', REPORT)).toThrow(': a folder stands where the file should be');
  expect(() => replaceFile(join(work, 'x'.repeat(300)), '', REPORT)).toThrow(': the name is too long');
});

test.skipIf(!existsSync('/dev/full'))('a device is written to and never replaced', () => {
  expect(() => replaceFile('/dev/full', 'x', REPORT)).toThrow('Failed to write the report to /dev/full: the disk is full');
  replaceFile('/dev/null', 'x', REPORT);
  const link = join(folder(), 'null');
  symlinkSync('/dev/null', link);
  replaceFile(link, 'x', REPORT);
  expect(['/dev/full', '/dev/null', link].map((path) => statSync(path).isCharacterDevice())).toEqual([true, true, true]);
});

test('what can be written is left as it was by trying', () => {
  const path = join(folder(), 'x');
  writeFileSync(path, 'old');
  requireWritable(path, REPORT);
  requireWritable(join(path, '../new'), REPORT);
  expect([readFileSync(path, 'utf8'), readdirSync(join(path, '..'))]).toEqual(['old', ['x']]);
});
