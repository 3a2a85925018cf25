import { describe, expect, test } from 'vitest';
import { buildProgram } from '../cli/program.ts';
import type { Io } from '../terminal/io.ts';
import { HarnessError } from './errors.ts';
import { readNumber, requireNumber } from './read-number.ts';

const silent: Io = { out: () => {}, err: () => {}, outIsTerminal: false, errIsTerminal: false, environment: {} };

/** What each command needs beside the flag that is tried. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  record: ['--endpoint', 'http://127.0.0.1:1', '--origin', 'x', '--recordings', '/nowhere'],
};
const ON_AWS = ['--region', 'eu-central-1', '--account', '123456789012', '--recordings', '/nowhere', '--plan'];

const FLAGS = buildProgram(silent, () => {}).commands.flatMap((command) =>
  command.options
    .filter(({ flags }) => /<(n|seconds|days|port)>/.test(flags))
    .map(({ long, description }) => {
      const needs = description.startsWith('AWS: ') ? ON_AWS : (NEEDS[command.name()] ?? []);
      return { name: `${command.name()} ${long}`, flag: long ?? '', args: [command.name(), ...needs] };
    }),
);

const tried = (args: readonly string[]): Promise<unknown> =>
  buildProgram(silent, () => {})
    .parseAsync(['node', 'apigw-conformance', ...args])
    .then(() => 'accepted')
    .catch((thrown: unknown) => thrown);

test('the flags that take a number are found', () => {
  expect(FLAGS.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['run --concurrency', 'run --max-age', 'record --apis', 'verify --max-age', 'model --port', 'explore --seed']),
  );
});

test.each(FLAGS)('$name refuses in one sentence what is no number', async ({ flag, args }) => {
  for (const text of ['abc', '', '-1', 'NaN', '1,5', '0x10']) {
    const thrown = await tried([...args, `${flag}=${text}`]);
    expect(thrown instanceof HarnessError ? [thrown.code, thrown.message.split(': not a')[0]] : [text, thrown]).toEqual([
      'usage',
      `Failed to read ${flag} ${text}`,
    ]);
  }
});

describe('a number', () => {
  const rule = { flag: '--x', fallback: 5, least: 1, most: 10 };
  test.each([
    ['1', 1],
    ['10', 10],
    ['2.5', 2.5],
    ['1e1', 10],
    ['.5e1', 5],
    [undefined, 5],
  ] as const)('%s is read', (text, value) => {
    expect(readNumber(text, rule)).toBe(value);
  });

  test.each([
    ['0', { least: 1 }, 'not a number of at least 1'],
    ['11', { least: 1, most: 10 }, 'not a number of at least 1 and up to 10'],
    ['0', { above: 0, most: 10 }, 'not a number above 0 and up to 10'],
    ['1.5', { least: 0, whole: true }, 'not a whole number of at least 0'],
    ['1e400', { least: 0 }, 'not a number of at least 0'],
  ])('%s is refused where the rule is %j', (text, bounds, says) => {
    expect(() => readNumber(text, { flag: '--x', fallback: 5, ...bounds })).toThrow(`Failed to read --x ${text}: ${says}`);
  });
});

test('a port that is taken is one sentence', async () => {
  const { startModelServer } = await import('../../suites/model/server.ts');
  const server = await startModelServer();
  const { port } = new URL(server.endpoint);
  const thrown = await tried(['model', '--port', port]);
  await server.close();
  expect(String(thrown)).toBe(`HarnessError: Failed to serve the model on port ${port}: something listens there already`);
});

test('a number that is given as one is held against the same rule', () => {
  const rule = { flag: '--concurrency', fallback: 4, least: 1, most: 9, whole: true };
  expect([undefined, 1, 9].map((value) => requireNumber(value, rule))).toEqual([4, 1, 9]);
  for (const value of [0, 10, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => requireNumber(value, rule)).toThrow(`Failed to read --concurrency ${value}: not a whole number of at least 1 and up to 9`);
  }
});
