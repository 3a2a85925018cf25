import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startModelServer } from '../../../suites/model/server.ts';
import type { Lock } from '../../recording/types.ts';
import { buildProgram } from '../program.ts';

const work = mkdtempSync(join(tmpdir(), 'claim-'));

const cli = async (...args: readonly string[]): Promise<number> => {
  const codes: number[] = [];
  const io = { environment: {}, out: () => {}, err: () => {}, outIsTerminal: false, errIsTerminal: false };
  await buildProgram(io, (code) => void codes.push(code)).parseAsync(['node', 'cli', ...args]);
  return codes[0] ?? -1;
};

let model: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

const FILE = join(work, 'file');
writeFileSync(FILE, '');

const ONE = ['--only', 'life-cycle/put-all-members'];

/** The arguments of a run whose first request would be an error of its own: what is refused before it asks nobody. */
const RUN = ['run', '--endpoint', 'http://127.0.0.1:1', '--wait', '0.001', ...ONE];

const recording = (...more: readonly string[]) => [
  'record',
  '--endpoint',
  model.endpoint,
  '--recordings',
  join(work, 'tapes'),
  '--out',
  join(work, 'live'),
  ...more,
];

const holdBy = (pid: number, path: string): string => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify({ pid, started: null }));
  return path;
};

test.each([
  ['a file where the folder of reports should be', ['--out', FILE]],
  ['a file where a folder above it should be', ['--out', join(FILE, 'deep')]],
  ['a file where the folder of a report should be', ['--out', join(work, 'a'), '--report', `tap:${join(FILE, 'x.tap')}`]],
])('%s is one sentence before anything is sent', async (_, args) => {
  await expect(cli(...RUN, ...args)).rejects.toMatchObject({
    message: expect.stringMatching(/: (a file stands where a folder should be|.* is a file)$/),
  });
  expect(existsSync(join(work, 'a'))).toBe(false);
});

test('a folder where a report should be is one sentence before anything is sent', async () => {
  mkdirSync(join(work, 'b/report.tap'), { recursive: true });
  await expect(cli(...RUN, '--out', join(work, 'b'), '--report', 'tap')).rejects.toThrow('report.tap: a folder stands where the file should be');
});

test('what another process writes to is refused with its id; what a dead one left is taken over and removed', async () => {
  const out = join(work, 'held');
  const lock = holdBy(process.ppid, join(out, '.lock'));
  await expect(cli(...RUN, '--out', out)).rejects.toMatchObject({
    code: 'usage',
    message: `Failed to write the report to ${out}: process ${process.ppid} is at it`,
  });
  holdBy(2 ** 22 + 1, lock);
  expect(await cli('run', ...ONE, '--out', out, '--quiet')).toBe(0);
  expect(readdirSync(out).sort()).toEqual(['exchanges.json', 'junit.xml', 'report.md', 'run.json', 'timing.json']);
});

test('AWS is recorded by one process at a time: the second is refused before it asks for anything', async () => {
  const recordings = join(work, 'aws-tapes');
  holdBy(process.ppid, join(recordings, '.aws.lock'));
  const args = ['record', '--region', 'eu-central-1', '--account', '123456789012', '--recordings', recordings];
  await expect(cli(...args)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(`process ${process.ppid} is at it`) });
});

test('a recording that another process makes is refused with its id, and so is a recording where a file stands', async () => {
  const lock = holdBy(process.ppid, join(work, 'tapes/.taken.lock'));
  await expect(cli(...recording('--origin', 'taken'))).rejects.toThrow(`tapes/taken: process ${process.ppid} is at it`);
  expect(existsSync(lock)).toBe(true);
  writeFileSync(join(work, 'tapes/plain'), '');
  await expect(cli(...recording('--origin', 'plain'))).rejects.toThrow('tapes/plain: a file stands where a folder should be');
});

test('a part that is recorded again joins what is there, and nothing is left beside it', async () => {
  expect(await cli(...recording('--origin', 'mine', '--quiet', '--only', 'life-cycle/put-all-members'))).toBe(0);
  expect(await cli(...recording('--origin', 'mine', '--quiet', '--only', 'refusals/add-status-code'))).toBe(0);
  const tapes = join(work, 'tapes');
  const { cassettes } = JSON.parse(readFileSync(join(tapes, 'mine/lock.json'), 'utf8')) as Lock;
  expect(Object.keys(cassettes)).toEqual(expect.arrayContaining(['life-cycle/put-all-members', 'refusals/add-status-code']));
  expect(readdirSync(tapes).filter((name) => name.includes('mine'))).toEqual(['mine']);
  expect(await cli('run', '--replay', 'mine', '--recordings', tapes, '--out', join(work, 'again'), '--quiet', ...ONE)).toBe(0);
});

test('a recording that cannot be written to its end leaves the one before as it was', async () => {
  const mine = join(work, 'tapes/mine');
  mkdirSync(join(mine, 'life-cycle/delete-customised.json/x'), { recursive: true });
  const before = readdirSync(mine, { recursive: true }).sort();
  const lock = readFileSync(join(mine, 'lock.json'), 'utf8');
  const args = recording('--origin', 'mine', '--quiet', '--only', 'life-cycle/delete-customised');
  await expect(cli(...args)).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining(': a folder stands where the file should be'),
  });
  expect([readFileSync(join(mine, 'lock.json'), 'utf8'), readdirSync(mine, { recursive: true }).sort()]).toEqual([lock, before]);
  expect(readdirSync(join(work, 'tapes')).filter((name) => name.includes('mine'))).toEqual(['mine']);
  rmSync(join(mine, 'life-cycle/delete-customised.json'), { recursive: true });
  expect(await cli('run', '--replay', 'mine', '--recordings', join(work, 'tapes'), '--out', join(work, 'again'), '--quiet', ...ONE)).toBe(0);
});

test('a recording that a process was replacing when it died is told by its readers, and taken back by the next record', async () => {
  const tapes = join(work, 'tapes');
  renameSync(join(tapes, 'mine'), join(tapes, '.mine.old'));
  for (const args of [['verify'], ['run', '--replay', 'mine', '--out', join(work, 'again')]])
    await expect(cli(...args, '--recordings', tapes)).rejects.toMatchObject({
      message: expect.stringContaining('tapes/mine: a process died while it replaced it'),
      hint: expect.stringContaining('.mine.old'),
    });
  await cli(...recording('--origin', 'mine', '--quiet', '--only', 'refusals/add-status-code'));
  const { cassettes } = JSON.parse(readFileSync(join(tapes, 'mine/lock.json'), 'utf8')) as Lock;
  expect(Object.keys(cassettes)).toContain('life-cycle/put-all-members');
  expect(readdirSync(tapes).filter((name) => name.includes('mine'))).toEqual(['mine']);
});

test('a recording that another origin has is refused before anything is sent', async () => {
  const lock = join(work, 'tapes/other/lock.json');
  mkdirSync(join(lock, '..'), { recursive: true });
  writeFileSync(lock, readFileSync(join(work, 'tapes/mine/lock.json'), 'utf8').replace('"mine"', '"Other"'));
  await expect(cli(...recording('--origin', 'other'))).rejects.toThrow('it holds origin "Other"');
});

test.each(['AWS', 'Aws-mine', 'aws.', 'aws '])('--origin %j is refused like aws', async (origin) => {
  await expect(cli(...recording('--origin', origin))).rejects.toThrow(`Failed to record origin "${origin}": that name is kept for what AWS answered`);
});

test.each(['con', 'nul.x', 'mine.'])('--origin %j is no name of a folder', async (origin) => {
  await expect(cli(...recording('--origin', origin))).rejects.toThrow('no folder has that name on every file system');
});

const forged = (name: string, change: (text: string) => string): readonly string[] => {
  const folder = join(work, 'forged', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lock.json'), change(readFileSync(join(work, 'tapes/mine/lock.json'), 'utf8').replace('"mine"', `"${name}"`)));
  return ['run', '--replay', name, '--recordings', join(work, 'forged'), '--out', join(work, 'forged-out')];
};

test.each(['../../outside', '/etc/hostname', '..\\\\outside', 'lock'])('a lock.json that names %j is refused', async (id) => {
  const args = forged('evil', (text) => text.replace('"life-cycle/put-all-members"', `"${id}"`));
  await expect(cli(...args)).rejects.toMatchObject({ code: 'recording-invalid', message: expect.stringContaining('its cassettes name') });
});

test('a cassette that is a link out of the folder is refused, and so is a recording called almost like AWS', async () => {
  const args = forged('linked', (text) => text);
  symlinkSync(join(work, 'tapes/mine/life-cycle'), join(work, 'forged/linked/life-cycle'));
  symlinkSync(join(work, 'tapes/mine/refusals'), join(work, 'forged/linked/refusals'));
  await expect(cli(...args)).rejects.toThrow('it is a link that leads out of the folder');
  await expect(cli(...forged('AWS', (text) => text))).rejects.toThrow('called almost like what AWS answered');
});
