import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildProgram } from './program.ts';
import type { Command } from './shared/commander.ts';

const work = mkdtempSync(join(tmpdir(), 'excess-'));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const io = { environment: {}, outIsTerminal: false, errIsTerminal: false };

const cli = async (...args: string[]): Promise<Ended> => {
  const [out, err]: [string[], string[]] = [[], []];
  let code: number | null = null;
  const program = buildProgram({ ...io, out: (text) => void out.push(text), err: (text) => void err.push(text) }, (ended) => {
    code = ended;
  });
  await program.parseAsync(['node', 'cli', ...args]).catch((thrown: { code?: string }) => {
    if (thrown.code !== 'commander.error') throw thrown;
  });
  return { code, out: out.join(''), err: err.join('') };
};

const URL_GIVEN = 'http://127.0.0.1:40567';

const leaves = (command: Command, path: readonly string[] = []): readonly (readonly [string, Command])[] =>
  command.commands.flatMap((one) => {
    const own = [...path, one.name()];
    return one.commands.length > 0 ? leaves(one, own) : [[own.join(' '), one] as const];
  });

const program = buildProgram({ ...io, out: () => {}, err: () => {} }, () => {});
const fixed = leaves(program).filter(([, { registeredArguments }]) => !registeredArguments.some(({ variadic }) => variadic));

test.each(fixed)('%s refuses an argument that it does not take, and does nothing', async (name, command) => {
  const given = command.registeredArguments.map(() => 'given');
  const needed = command.options.filter(({ mandatory }) => mandatory).flatMap(({ long }) => [long ?? '', 'x']);
  const { code, out, err } = await cli(...name.split(' '), ...needed, ...given, URL_GIVEN);
  expect([code, out]).toEqual([null, '']);
  expect(err).toContain(`error: ${name} takes no argument '${URL_GIVEN}'`);
});

test.each([
  ['run', URL_GIVEN, '--endpoint http://127.0.0.1:40567'],
  ['run', 'localhost:4566', '--endpoint http://localhost:4566'],
  ['explore', '127.0.0.1:4566/', '--endpoint http://127.0.0.1:4566/'],
  ['record', 'https://[::1]:4566', '--endpoint https://[::1]:4566'],
])('%s %s suggests the flag that was forgotten', async (command, given, flag) => {
  expect((await cli(command, given)).err).toContain(`(did you mean ${flag}?)`);
});

test('a URL in the place of a command suggests the command too, and what is no URL suggests nothing', async () => {
  expect((await cli(URL_GIVEN)).err).toContain(`unknown command '${URL_GIVEN}' (did you mean run --endpoint ${URL_GIVEN}?)`);
  expect((await cli('run', 'moto')).err).not.toContain('did you mean');
  expect((await cli('list', URL_GIVEN)).err).not.toContain('did you mean');
});

const ONE = ['run', '--only', 'life-cycle/put-default-5xx', '--out', work];

test('a run without an endpoint says first that it checks the model', async () => {
  const { code, out } = await cli(...ONE);
  expect([code, out.split('\n')[0]]).toEqual([
    0,
    'No endpoint was named: this checks the embedded model, and no emulator (--endpoint URL names one).',
  ]);
});

test('where something else is printed than the text report, it says so on the error stream', async () => {
  const { out, err } = await cli(...ONE, '--format', 'json');
  expect(err.split('\n')[0]).toContain('No endpoint was named: this checks the embedded model');
  expect(JSON.parse(out)).toMatchObject({ target: { kind: 'model' } });
});
