import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorText, HarnessError } from '../base/errors.ts';
import { initBaseline } from '../engine/baseline/write-baseline.ts';
import { FORMATS } from '../report/formats/format-names.ts';
import { actsOn, POISON, POISONS, poisoned } from '../report/testing/hostile.ts';
import { oldRun } from '../report/testing/old-run.ts';
import { caseOf, failed, finding, runOf } from '../report/testing/run-of.ts';
import { guarded } from '../terminal/io.ts';
import { buildProgram } from './program.ts';

/** All that a command prints, as the process would print it. */
const print = async (args: readonly string[]): Promise<string> => {
  const told: string[] = [];
  const say = (text: string, own?: Parameters<typeof guarded>[1]): void => void told.push(guarded(text, own === 'colours' ? undefined : own));
  const io = { environment: {}, out: say, err: say, outIsTerminal: false, errIsTerminal: false };
  try {
    await buildProgram(io, () => {}).parseAsync(['node', 'apigw-conformance', ...args]);
  } catch (thrown) {
    if (thrown instanceof HarnessError) say(errorText(thrown));
    else if (!(thrown instanceof Error && 'exitCode' in thrown)) throw thrown;
  }
  return told.join('');
};

const request = { method: 'GET', path: '/x', headers: [['a', 'b'] as const] };
const cases = [
  { ...failed('x/y@A', finding({ actual: { a: 'b' } }), finding({ pointer: '/a', actual: 'c' })), exchanges: [{ step: 'update', request }] },
  failed('x/z', finding()),
  caseOf('x/errored', { verdict: 'errored', reason: 'no answer' }),
  caseOf('x/skipped', { verdict: 'skipped', reason: 'stale: old' }),
];
const before = runOf([failed('x/y@A', finding({ actual: 1 })), caseOf('x/z'), caseOf('x/gone')]);

/** A folder with a run, an older one, and a baseline that knows some of it and more, every text of them poisoned. */
const layOut = (poison: (text: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const baseline = initBaseline(runOf([...cases.slice(0, 1), failed('x/old', finding())]), { notes: { owner: 'ann', link: 'https://x.example/1' } });
  const save = (name: string, data: unknown): void => writeFileSync(join(folder, name), JSON.stringify(data));
  save('before.json', oldRun(poisoned(before, poison)));
  save('run.json', oldRun(poisoned(runOf(cases), poison)));
  // Days and addresses have a shape that the schema holds them to.
  const { $schema, format, meanings = {}, target, entries } = baseline;
  const known = entries.map(({ since: _, link, ...entry }) => ({
    ...poisoned(entry, poison),
    ...('cause' in entry ? { cause: entry.cause } : {}),
    ...(link === undefined ? {} : { link }),
  }));
  save('baseline.json', { $schema, format, target: poison(target), meanings: poisoned({ meanings }, poison).meanings, entries: known });
  return folder;
};

const commandsOn = (folder: string): readonly (readonly string[])[] => {
  const [run, older, baseline] = ['run.json', 'before.json', 'baseline.json'].map((name) => join(folder, name)) as [string, string, string];
  return [
    ...FORMATS.filter((format) => format !== 'github').map((format) => {
      const file = `${format}:${join(folder, `report.${format}`)}`;
      return ['report', run, '--format', format, '--full', '--baseline', baseline, '--report', file];
    }),
    ...['text', 'markdown', 'json'].flatMap((format) => [
      ['compare', older, run, '--format', format],
      ['history', older, run, '--format', format],
    ]),
    ['page', run, older, '--out', join(folder, 'page.html')],
    ['merge', run, older, '--out', join(folder, 'merged')],
    ['baseline', 'explain', run, '--baseline', baseline],
    ['baseline', 'prune', run, '--baseline', baseline, '--dry-run'],
    ['baseline', 'init', run, '--out', join(folder, 'new.json')],
  ];
};

test.each(POISONS)(
  'no command prints or writes what acts on a terminal or a CI system, with poison %s of every text',
  { timeout: 60_000 },
  async (_, poison) => {
    const folder = layOut(poison);
    const said: string[] = [];
    for (const args of commandsOn(folder)) {
      const text = await print(args);
      said.push(`${args.slice(0, 2).join(' ')}: ${text.slice(0, 100)}`);
      expect([args.join(' '), actsOn(text)]).toEqual([args.join(' '), []]);
    }
    expect(said.filter((line) => line.includes('Failed to')).map((line) => line.split(' ')[0])).toEqual(['merge']);
    const own = new Set(['run.json', 'before.json', 'baseline.json', 'report.github']);
    for (const name of readdirSync(folder).filter((one) => !own.has(one))) {
      const found = actsOn(readFileSync(join(folder, name), 'utf8')).filter((one) => name !== 'page.html' || !one.startsWith('##'));
      expect([name, found]).toEqual([name, []]);
    }
  },
);

test('a name in an error begins no line of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const recording = join(folder, 'recordings', 'mine');
  mkdirSync(recording, { recursive: true });
  const session = { kind: 'recorded', source: POISON, date: '2026-01-01', target: { name: POISON, version: null } };
  const lock = {
    format: 1,
    origin: 'mine',
    suite: POISON,
    sessions: [session],
    cassettes: { [`a/${POISON}`]: { sha256: 'a'.repeat(64), session: 0 } },
  };
  writeFileSync(join(recording, 'lock.json'), JSON.stringify(lock));
  writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...oldRun(runOf(cases)), bodies: { [POISON]: 1 } }));
  const texts = [
    await print(['verify', '--recordings', join(folder, 'recordings')]),
    await print(['run', '--replay', 'mine', '--recordings', join(folder, 'recordings'), '--out', join(folder, 'out')]),
    await print(['report', join(folder, 'bad.json')]),
    await print(['report', `nowhere${POISON}`]),
    await print(['explain', POISON]),
    await print(['list', '--only', POISON]),
    await print([POISON]),
    await print(['run', '--replay', POISON, '--recordings', folder]),
    await print(['run', '--endpoint', POISON]),
  ];
  expect(texts.map((text) => text.length > 20)).toEqual(texts.map(() => true));
  expect(texts.flatMap((text) => actsOn(text))).toEqual([]);
  expect(texts.flatMap((text) => text.split('\n')).filter((line) => line.includes('pwned') && /^\W*pwned/.test(line))).toEqual([]);
});
