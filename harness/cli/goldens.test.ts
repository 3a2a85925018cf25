import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { commandLine, type Ended } from './testing/command-line.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RECORDINGS = join(ROOT, 'recordings');
const GOLDEN = 'published/test_gateway_response_put-get-gateway-responses.golden.json';

const cli = (folder: string, words: readonly string[]): Promise<Ended> => commandLine(folder).run(words);

/** The published scenarios, one of their goldens as `change` leaves it. */
const suiteWith = (change: (golden: { witness: Record<string, string>; body: { item: Record<string, object> } }) => void): string => {
  const folder = mkdtempSync(join(tmpdir(), 'goldens-'));
  cpSync(join(ROOT, 'suites/published'), join(folder, 'suites/published'), { recursive: true });
  const path = join(folder, 'suites', GOLDEN);
  const golden = JSON.parse(readFileSync(path, 'utf8'));
  change(golden);
  writeFileSync(path, JSON.stringify(golden));
  return folder;
};

const update = (folder: string): Promise<Ended> =>
  cli(folder, ['run', '--replay', 'aws-published', '--recordings', RECORDINGS, '--suites', 'suites', '--update-goldens', '--quiet']);

test('a golden from documentation is replaced on command by what was recorded, and both are shown', async () => {
  const folder = suiteWith(({ witness, body }) => {
    Object.assign(witness, { kind: 'documentation', source: 'a page', date: '2024-01-01' });
    body.item['THROTTLED'] = { ...body.item['THROTTLED'], statusCode: '430' };
  });
  expect((await cli(folder, ['run', '--replay', 'aws-published', '--recordings', RECORDINGS, '--suites', 'suites', '--quiet'])).status).toBe(1);
  const { status, stdout } = await update(folder);
  expect(status).toBe(0);
  expect(stdout).toContain('- documentation, 2024-01-01: a page');
  expect(stdout).toContain('+ published-recording, 2024-06-20:');
  expect(stdout).toMatch(/-\s+statusCode: "430"\n\s*\+\s+statusCode: "429"/);
  const written = JSON.parse(readFileSync(join(folder, 'suites', GOLDEN), 'utf8'));
  const committed = JSON.parse(readFileSync(join(ROOT, 'suites', GOLDEN), 'utf8'));
  expect(written.body).toEqual(committed.body);
  expect(written.witness).toMatchObject({ kind: 'published-recording', date: '2024-06-20' });
  expect((await update(folder)).stdout).toContain('0 goldens replaced');
});

test('a better witness is kept', async () => {
  const folder = suiteWith(({ witness, body }) => {
    Object.assign(witness, { kind: 'recording', date: '2024-01-01' });
    body.item['THROTTLED'] = { ...body.item['THROTTLED'], statusCode: '430' };
  });
  expect((await update(folder)).stdout).toContain(`kept      ${GOLDEN}: its witness is better: recording of 2024-01-01`);
});

test('goldens are never written from an emulator, an endpoint or the model', async () => {
  for (const args of [['--replay', 'moto', '--recordings', RECORDINGS], ['--endpoint', 'http://127.0.0.1:1'], []]) {
    const { status, stderr } = await cli(tmpdir(), ['run', '--update-goldens', ...args]);
    expect([status, stderr.includes('Failed to update goldens')]).toEqual([2, true]);
  }
});

test('a golden without witness, and one that nothing cites, are mistakes of the suite', async () => {
  const folder = suiteWith((golden) => void Reflect.deleteProperty(golden, 'witness'));
  expect((await cli(folder, ['list', '--suites', 'suites'])).stderr).toContain(`${GOLDEN}`);
  const other = suiteWith(() => {});
  cpSync(join(other, 'suites', GOLDEN), join(other, 'suites/published/spare.golden.json'));
  expect((await cli(other, ['list', '--suites', 'suites'])).stderr).toContain('no expectation cites this golden');
});

test('with --max-age older evidence is stale: exit 4, and each is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldens-'));
  const run = (days: string) =>
    cli(folder, ['run', '--replay', 'aws-published', '--recordings', RECORDINGS, '--only', 'published', '--max-age', days]);
  const old = await run('1');
  expect(old.status).toBe(4);
  expect(old.stderr).toContain('stale: published/crud: recorded on 2024-');
  expect(old.stderr).toContain(`stale: ${GOLDEN}: recorded on 2024-06-20, longer ago than allowed`);
  expect((await run('100000')).status).toBe(0);
  expect((await cli(ROOT, ['verify', '--max-age', '1'])).stderr).toContain(`stale: ${GOLDEN}`);
  expect(await cli(ROOT, ['verify', '--max-age', 'soon'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Failed to read --max-age soon'),
  });
});
