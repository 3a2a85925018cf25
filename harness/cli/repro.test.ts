import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startModelServer } from '../../suites/model/server.ts';
import type { Io } from '../terminal/io.ts';
import { type ReproFlags, repro } from './commands/repro.ts';
import { callerFor, commandName } from './shared/command-name.ts';

let model: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

const scriptOf = async (id: string, flags: Partial<ReproFlags> = {}, environment: Io['environment'] = {}): Promise<string> => {
  let text = '';
  const io: Io = { environment, out: (more) => (text += more), err: () => {}, outIsTerminal: false, errIsTerminal: false };
  await repro(id, { as: 'curl', ...flags }, io);
  return text;
};

/** What a program prints that gets a script on its standard input. */
const outputOf = (program: string, args: readonly string[], script: string): Promise<string> =>
  new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: resolve(import.meta.dirname, '../..'), stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.on('error', failed);
    child.on('close', () => done(text));
    child.stdin.end(script);
  });

const bash = (script: string): Promise<string> => outputOf('bash', ['-s'], script);

describe('the script that shows a case', () => {
  test('sends what was given silently, and prints the answer of each step', async () => {
    const script = await scriptOf('support-table/replace-status-code@DEFAULT_4XX', { endpoint: `${model.endpoint}/` });
    expect(script).toContain(`ENDPOINT=${model.endpoint}\n`);
    const output = await bash(script);
    expect(output.match(/^HTTP\/1\.1 200/gm)).toHaveLength(1);
    expect(output).toContain('"responseType":"DEFAULT_4XX"');
  });

  test('of one step prints its answer, of a read-back that of the read', async () => {
    const step = await bash(await scriptOf('refusals/unknown-type-put#put', { endpoint: model.endpoint }));
    expect(step).toContain('HTTP/1.1 400');
    expect(step).toContain('ValidationException');
    const read = await bash(await scriptOf('refusals/unknown-type-put#put/GetAll', { endpoint: model.endpoint }));
    expect(read.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200']);
    expect(read).toContain('"item"');
  });

  test('runs with the SDK as well', async () => {
    const script = await scriptOf('refusals/unknown-type-put#put', { as: 'sdk', endpoint: model.endpoint });
    const output = await outputOf(process.execPath, ['--no-warnings', '--input-type=module', '-'], script);
    expect(output).toContain('ValidationException');
  });

  test('has the address that the environment names, and reads ENDPOINT where none is named', async () => {
    expect(await scriptOf('example/put-raw', {}, { AWS_ENDPOINT_URL: 'http://a.invalid' })).toContain('\nENDPOINT=http://a.invalid\n');
    expect(await scriptOf('example/put-raw')).toContain('\n: "${ENDPOINT:?');
    expect(await scriptOf('example/put-raw', { as: 'boto3', endpoint: 'http://a.invalid' })).toContain('endpoint_url="http://a.invalid"');
    expect(await scriptOf('example/put-raw', { as: 'aws' })).toContain('--endpoint-url "$ENDPOINT"');
  });

  test.each([
    ['nope', {}, 'neither a scenario nor a case'],
    ['example/put-raw#nope', {}, 'the case has no nope'],
    ['request-forms/put-number-as-status-code', { as: 'sdk' }, 'cannot be sent with SDK v3'],
  ] as const)('of %s says in one sentence why there is none', async (id, flags, words) => {
    await expect(scriptOf(id, flags)).rejects.toThrow(words);
  });
});

describe('the command that is printed', () => {
  test.each([
    ['/a/apigw-conformance/harness/cli/start.mjs', {}, 'npm start -s --'],
    ['C:\\a\\harness\\cli\\start.mjs', {}, 'npm start -s --'],
    ['/a/node_modules/.bin/apigw-conformance', { npm_lifecycle_event: 'start' }, 'npx apigw-conformance'],
    ['/a/node_modules/apigw-conformance/dist/harness/cli/main.js', {}, 'npx apigw-conformance'],
    ['/usr/bin/apigw-conformance', {}, 'apigw-conformance'],
    ['/a/dist/harness/cli/main.js', {}, 'npx apigw-conformance'],
  ])('is the one by which %s was called', (script, environment, command) => {
    expect(commandName(environment, script)).toBe(command);
  });

  test('names the address of a flag, and none with a password', () => {
    const io = { environment: { AWS_ENDPOINT_URL: 'http://b.invalid' } };
    expect(callerFor({ endpoint: 'http://a.invalid' }, io).endpoint).toBe('http://a.invalid');
    expect(callerFor({ endpoint: 'http://u:p@a.invalid' }, io).endpoint).toBe(null);
    expect(callerFor({}, io).endpoint).toBe(null);
  });
});
