import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeRange, findPython, fits, probePython, pythonCandidates } from './find-python.ts';

const folder = mkdtempSync(join(tmpdir(), 'pythons-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fake = (name: string, script: string): string => {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
};

const only = { atLeast: [3, 13], below: [3, 14] } as const;
const open = { atLeast: [3, 10], below: null } as const;

test('a range holds its lower end and not its upper one', () => {
  expect(
    [
      [3, 12],
      [3, 13],
      [3, 14],
    ].map(([major = 0, minor = 0]) => fits([major, minor], only)),
  ).toEqual([false, true, false]);
  expect(
    [
      [2, 7],
      [3, 9],
      [3, 10],
      [3, 20],
      [4, 0],
    ].map(([major = 0, minor = 0]) => fits([major, minor], open)),
  ).toEqual([false, false, true, true, true]);
});

test('a range is told in words', () => {
  expect([describeRange(only), describeRange(open)]).toEqual(['3.13', '3.10 or newer']);
});

test('a shim that does not run is no Python', async () => {
  expect(await probePython(fake('shim', 'echo "pyenv: python3.13: command not found" >&2; exit 127'))).toBeNull();
  expect(await probePython(join(folder, 'absent'))).toBeNull();
});

test('a file that runs and tells no version is no Python', async () => {
  expect(await probePython(fake('silent', 'exit 0'))).toBeNull();
});

test('what the environment names comes first, and is passed over where its version does not fit', async () => {
  const [older, newer] = [fake('older', 'echo "(3, 11)"'), fake('newer', 'echo "(3, 13)"')];
  const env = { PYTHON313: older, PYTHON: newer, HOME: folder };
  expect(pythonCandidates(env).slice(0, 2)).toEqual([older, newer]);
  expect((await findPython(open, env))?.file).toBe(older);
  const found = await findPython(only, { ...env, PYTHON312: newer });
  expect(found).toEqual({ file: newer, version: [3, 13] });
});
