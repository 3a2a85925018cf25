import * as nodeFs from 'node:fs';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimRecording, partOf, type SwapFs, strayRecording } from './replace-recording.ts';

/** A recording of one file. */
const place = (text: string | null = 'old'): { readonly recordings: string; readonly folder: string } => {
  const recordings = mkdtempSync(join(tmpdir(), 'swap-'));
  const folder = join(recordings, 'mine');
  if (text !== null) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'one'), text);
  }
  return { recordings, folder };
};

const read = (folder: string): string => readFileSync(join(folder, 'one'), 'utf8');

const REAL: SwapFs = {
  rename: nodeFs.renameSync,
  copy: (from, to) => nodeFs.cpSync(from, to, { recursive: true }),
  remove: (path) => rmSync(path, { recursive: true, force: true }),
};

/** A file system at whose n-th call the process dies: nothing more is done to files. */
const dyingAt = (call: number): SwapFs => {
  let calls = 0;
  const one =
    <T extends readonly unknown[]>(act: (...args: T) => void) =>
    (...args: T): void => {
      calls += 1;
      if (calls >= call) throw new Error('killed');
      act(...args);
    };
  return { rename: one(REAL.rename), copy: one(REAL.copy), remove: one(REAL.remove) };
};

const record = (folder: string, fs?: SwapFs): void => {
  const claim = claimRecording(folder, fs);
  try {
    writeFileSync(join(claim.begin(false), 'one'), 'new');
    claim.put();
  } finally {
    claim.release();
  }
};

test('a recording is replaced as a whole, and nothing stays beside it', () => {
  const { recordings, folder } = place();
  record(folder);
  expect([read(folder), readdirSync(recordings)]).toEqual(['new', ['mine']]);
});

test('the first recording of an origin makes its folder', () => {
  const { recordings, folder } = place(null);
  record(folder);
  expect([read(folder), readdirSync(recordings)]).toEqual(['new', ['mine']]);
});

test('wherever a process dies, one whole recording is there, and the next start puts it in its place', () => {
  let died = 0;
  for (let call = 1; call < 20; call += 1) {
    const { recordings, folder } = place();
    try {
      record(folder, dyingAt(call));
    } catch {
      died += 1;
    }
    expect(['old', 'new']).toContain(read(strayRecording(folder) ?? folder));
    const claim = claimRecording(folder);
    expect([strayRecording(folder), ['old', 'new'].includes(read(folder))]).toEqual([null, true]);
    claim.drop();
    claim.release();
    expect(readdirSync(recordings)).toEqual(['mine']);
  }
  expect(died).toBeGreaterThan(4);
});

test('a rename that fails takes the old recording back at once', () => {
  const { recordings, folder } = place();
  let renames = 0;
  const rename: SwapFs['rename'] = (from, to) => {
    renames += 1;
    if (renames === 3) throw Object.assign(new Error('no'), { code: 'EACCES' });
    REAL.rename(from, to);
  };
  expect(() => record(folder, { ...REAL, rename })).toThrow(`Failed to write the recording to ${folder}: permission is denied`);
  expect([read(folder), readdirSync(recordings)]).toEqual(['old', ['.mine.part', 'mine']]);
});

test('a full disk leaves the recording as it was, in one sentence', () => {
  const { folder } = place();
  const copy = (): never => {
    throw Object.assign(new Error('raw'), { code: 'ENOSPC' });
  };
  expect(() => record(folder, { ...REAL, copy })).toThrow(`Failed to write the recording to ${folder}: the disk is full`);
  expect(read(folder)).toBe('old');
});

test('an unfinished recording is gone on with, or begun anew', () => {
  const { folder } = place();
  const first = claimRecording(folder);
  writeFileSync(join(first.begin(false), 'two'), 'half');
  first.release();
  expect(partOf(folder)).not.toBeNull();
  const second = claimRecording(folder);
  expect(readdirSync(second.begin(true))).toEqual(['one', 'two']);
  expect(readdirSync(second.begin(false))).toEqual(['one']);
  second.drop();
  second.release();
  expect(partOf(folder)).toBeNull();
});

test('a linked folder stays linked, and where it leads is replaced', () => {
  const { recordings, folder } = place();
  const elsewhere = mkdtempSync(join(tmpdir(), 'linked-'));
  const link = join(elsewhere, 'mine');
  symlinkSync(folder, link);
  record(link);
  expect([read(folder), readdirSync(recordings), nodeFs.lstatSync(link).isSymbolicLink()]).toEqual(['new', ['mine'], true]);
});

test('a recording that another process makes, and a file in its place, are refused before anything is sent', () => {
  const { recordings, folder } = place();
  writeFileSync(join(recordings, '.mine.lock'), JSON.stringify({ pid: process.ppid, started: null }));
  expect(() => claimRecording(folder)).toThrow(`Failed to write the recording to ${folder}: process ${process.ppid} is at it`);
  const file = join(recordings, 'file');
  writeFileSync(file, '');
  expect(() => claimRecording(file)).toThrow(': a file stands where a folder should be');
  expect(() => claimRecording(join(file, 'mine'))).toThrow(': a file stands where a folder should be');
  expect(existsSync(join(recordings, '.file.lock'))).toBe(false);
});
