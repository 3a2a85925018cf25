import { existsSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HarnessError } from '../base/errors.ts';
import { makeFolder } from '../base/make-folder.ts';
import type { Io } from '../terminal/io.ts';
import { buildProgram } from './program.ts';

const work = mkdtempSync(join(tmpdir(), 'make folder ü-'));

const messageOf = (folder: string): string => {
  try {
    makeFolder(folder);
  } catch (thrown) {
    return thrown instanceof HarnessError ? `${thrown.code}: ${thrown.message}` : `defect: ${String(thrown)}`;
  }
  return 'made';
};

test('a folder is made with all above it, in blanks and umlauts, again and again, and nothing is left in it', () => {
  for (const folder of [join(work, 'a/b c/ü'), join(work, 'a/b c/ü'), work]) {
    expect(messageOf(folder)).toBe('made');
    expect(readdirSync(join(work, 'a/b c/ü'))).toEqual([]);
  }
});

test('a file in the way is named', () => {
  writeFileSync(join(work, 'file'), '');
  for (const folder of ['file', 'file/below', 'file/below/that']) {
    expect(messageOf(join(work, folder))).toBe(`usage: Failed to make the folder ${join(work, folder)}: ${join(work, 'file')} is a file`);
  }
});

test('a link that leads nowhere, one that turns in a circle and a name that is too long are one sentence', () => {
  symlinkSync(join(work, 'nowhere'), join(work, 'dangling'));
  symlinkSync(join(work, 'circle'), join(work, 'circle'));
  expect(messageOf(join(work, 'dangling'))).toMatch(/^usage: /);
  expect(messageOf(join(work, 'circle/x'))).toContain('a symbolic link leads back to itself');
  expect(messageOf(join(work, 'x'.repeat(300)))).toContain('the name is too long');
});

const io: Io = { out: () => {}, err: () => {}, outIsTerminal: false, errIsTerminal: false, environment: {} };
const tried = (args: readonly string[]): Promise<unknown> =>
  buildProgram(io, () => {})
    .parseAsync(['node', 'apigw-conformance', ...args])
    .catch((thrown: unknown) => thrown);

/** Node's own recursive mkdir does not come back from there. */
test.runIf(existsSync('/proc/self')).each([
  ['run', '--endpoint', 'http://127.0.0.1:1', '--out', '/proc/x/y'],
  ['run', '--endpoint', 'http://127.0.0.1:1', '--report', 'tap:/proc/x/y/report.tap', '--out', join(work, 'unused')],
  ['record', '--endpoint', 'http://127.0.0.1:1', '--origin', 'x', '--out', '/proc/x'],
  ['record', '--endpoint', 'http://127.0.0.1:1', '--origin', 'x', '--recordings', '/proc/x', '--out', join(work, 'unused')],
  ['explore', '--endpoint', 'http://127.0.0.1:1', '--out', '/proc/x/y'],
])('%s %s %s %s %s: a place where no folder can be made is one sentence, before anything is sent', async (...args) => {
  const thrown = await tried(args);
  expect(String(thrown)).toMatch(
    /^HarnessError: Failed to (make the folder|write the report to|write the recording to) \/proc\/x.*: there is no such folder, and none can be made there$/,
  );
});
