import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { causesOf } from '../../engine/causes/causes.ts';
import type { StoredRun } from '../../engine/result/stored-run.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { oldRun } from '../../report/testing/old-run.ts';
import { failed, finding, runOf } from '../../report/testing/run-of.ts';
import { readRun, readVerdicts } from './read-run.ts';
import { writeRun } from './write-run.ts';

const committed = (name: string): string => resolve(import.meta.dirname, '../../../reports', name, 'run.json');
const work = mkdtempSync(join(tmpdir(), 'traffic-'));

const laid = (name: string, run: RunDocument): string => {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  writeRun(folder, run, null);
  return join(folder, 'run.json');
};

const edit = (path: string, change: (text: string) => string): void => writeFileSync(path, change(readFileSync(path, 'utf8')));

const moto = readRun(committed('moto'));

/** Of an origin that nobody recorded. */
const unrecorded: RunDocument = { ...moto, target: { ...moto.target, origin: 'nobody' } };

test('a run written and read again is the same, with its traffic beside it', () => {
  expect(readRun(laid('beside', unrecorded))).toEqual(unrecorded);
});

test('a run without its exchanges has them from the recording that was played, and no other traffic', () => {
  const path = laid('recorded', moto);
  rmSync(join(work, 'recorded/exchanges.json'));
  expect(readRun(path)).toEqual(moto);
  edit(path, (text) => text.replace(/"exchanges": "\w+"/, '"exchanges": "0000000000000000"'));
  expect(readRun(path).bare?.why).toBe('there is no exchanges.json beside it, and the recording of moto is of other answers');
});

test('exchanges of another run, broken ones and none are said in a clause; verdicts, findings and causes stay', () => {
  const path = laid('without', unrecorded);
  const beside = join(work, 'without/exchanges.json');
  const whys = [
    (): void => cpSync(join(work, 'beside/exchanges.json'), beside),
    (): void => edit(beside, (text) => text.replace(/("status": ?)500/, '$1501')),
    (): void => writeFileSync(beside, '{"format":1'),
    (): void => writeFileSync(beside, '{}'),
    (): void => rmSync(beside),
  ].map((change) => {
    change();
    return readRun(path).bare?.why;
  });
  const none = ', and no recording of nobody comes along';
  expect(whys).toEqual([
    undefined,
    `the exchanges.json beside it is of another run${none}`,
    expect.stringContaining('Failed to read exchanges'),
    expect.stringContaining("must have required property '$schema'"),
    `there is no exchanges.json beside it${none}`,
  ]);
  const bare = readRun(path);
  const shown = (run: RunDocument): unknown => run.cases.map(({ exchanges: _, bare: __, ...one }) => one);
  expect(shown(bare)).toEqual(shown(moto));
  expect(causesOf(bare).map(({ id, cases }) => [id, cases.length])).toEqual(causesOf(moto).map(({ id, cases }) => [id, cases.length]));
  expect({ ...bare, cases: [], bodies: {}, bare: undefined }).toEqual({ ...unrecorded, cases: [], bodies: {} });
});

test('an origin that is no name of a folder leads nowhere', () => {
  for (const origin of ['../recordings/moto', '.', '..', '/etc', 'a\\b', 'nul']) {
    const path = laid('origin', { ...moto, target: { ...moto.target, origin } });
    rmSync(join(work, 'origin/exchanges.json'));
    expect(readRun(path).bare?.why).toBe(`there is no exchanges.json beside it, and no recording of ${origin} comes along`);
  }
});

test('a document whose parts do not fit together is one error', () => {
  const small = runOf([failed('x/a', finding())], { target: unrecorded.target });
  for (const findings of [{ $: 'none' }, [['a status F-005', { '/a': 7 }]], { $: ['{'] }]) {
    const path = laid('unfit', small);
    edit(path, (text) => {
      const stored = JSON.parse(text) as StoredRun;
      return JSON.stringify({ ...stored, scenarios: { 'x/a x': [{ failed: [], findings }] } });
    });
    expect(() => readRun(path)).toThrow(/^Failed to read run .*unfit\/run\.json: its parts do not fit together/);
  }
});

test('a document of format 1, which holds its traffic, is read as it is', () => {
  const path = join(work, 'old.json');
  writeFileSync(path, JSON.stringify(oldRun(moto)));
  expect([readRun(path), readVerdicts(path)]).toEqual([moto, moto]);
});
