import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from './lock-file.ts';

const file = (): string => join(mkdtempSync(join(tmpdir(), 'lock-')), 'deep', '.lock');

const PLACE = { what: 'the report to here', hint: 'Name another folder.' };

const LISTENERS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'];

const listeners = (): readonly number[] => LISTENERS.map((name) => process.listenerCount(name));

const hold = (path: string, holder: unknown): void => {
  takeLock(path, PLACE)();
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
};

const isLinux = existsSync('/proc/self/stat');

test('a lock is held once, told by its process, and gone when it is released', () => {
  const path = file();
  const release = takeLock(path, PLACE);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  expect(() => takeLock(path, PLACE)).toThrow(`Failed to write the report to here: process ${process.pid} is at it`);
  release();
  release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
  takeLock(path, PLACE)();
});

test('what a living process holds is refused, and stays its own', () => {
  const path = file();
  hold(path, { pid: process.ppid, started: null });
  expect(() => takeLock(path, PLACE)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(`process ${process.ppid}`) }),
  );
  expect([JSON.parse(readFileSync(path, 'utf8')).pid, readdirSync(join(path, '..'))]).toEqual([process.ppid, ['.lock']]);
});

test('what a dead process left is taken over, and so is what is no lock', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const left of [{ pid, started: null }, '', 'half a li', { pid: 'x' }]) {
    const path = file();
    hold(path, left);
    const release = takeLock(path, PLACE);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid);
    release();
    expect(readdirSync(join(path, '..'))).toEqual([]);
  }
});

test('an id that came back is not the process that left the lock: this one, and on Linux any other', () => {
  for (const pid of isLinux ? [process.pid, process.ppid] : [process.pid]) {
    const path = file();
    hold(path, { pid, started: '1' });
    takeLock(path, PLACE)();
  }
});

test('nothing listens any more when all locks are released', () => {
  const before = listeners();
  const releases = [file(), file()].map((path) => takeLock(path, PLACE));
  expect(listeners()).toEqual(before.map((count) => count + 1));
  for (const release of releases) release();
  expect(listeners()).toEqual(before);
});

test('where no folder can be made there is one sentence', () => {
  const path = file();
  takeLock(path, PLACE)();
  writeFileSync(path, '');
  expect(() => takeLock(join(path, 'x', '.lock'), PLACE)).toThrow('Failed to write the report to here: a file stands where a folder should be');
});
