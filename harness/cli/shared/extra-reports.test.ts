import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildProgram } from '../program.ts';

const work = mkdtempSync(join(tmpdir(), 'reports-'));

const cli = async (args: readonly string[], environment: Record<string, string> = {}): Promise<{ code: number; out: string }> => {
  const out: string[] = [];
  const codes: number[] = [];
  const io = { environment, out: (text: string) => void out.push(text), err: () => {}, outIsTerminal: false, errIsTerminal: false };
  await buildProgram(io, (code) => void codes.push(code)).parseAsync(['node', 'cli', ...args]);
  return { code: codes[0] ?? -1, out: out.join('') };
};

const RUN = ['run', '--only', 'support-table/replace-status-code@DEFAULT_4XX', '--out', join(work, 'out')];

const read = (name: string): string => readFileSync(join(work, name), 'utf8');

test('several reports of one run go where each is told to, or beside the run, and the default files stay', async () => {
  const extra = ['--report', 'sarif', '--report', `tap:${join(work, 'deep/x.tap')}`, '--report', 'badge:-'];
  const { code, out } = await cli([...RUN, '--quiet', ...extra]);
  expect([code, JSON.parse(out).schemaVersion]).toEqual([0, 1]);
  expect(JSON.parse(read('out/report.sarif')).version).toBe('2.1.0');
  expect(read('deep/x.tap')).toMatch(/^TAP version 14\n1\.\.1\n/);
  for (const name of ['run.json', 'exchanges.json', 'timing.json', 'junit.xml', 'report.md']) expect(existsSync(join(work, 'out', name))).toBe(true);
});

test('a run that was made before is reported with the times beside it', async () => {
  await cli(['report', join(work, 'out/run.json'), '--report', 'ctrf', '--report', 'badge-svg', '--report', 'github-summary']);
  expect(JSON.parse(read('out/ctrf-report.json')).results.summary.start).toBeGreaterThan(0);
  expect(read('out/badge.svg')).toContain('</svg>');
  expect(read('out/step-summary.md')).toContain('divergence 0 of 1');
});

test('in a step of GitHub Actions annotations and summary come by themselves, unless other output or none is asked for', async () => {
  const path = join(work, 'summary.md');
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path };
  writeFileSync(path, 'before\n');
  for (const args of [['--quiet'], ['--format', 'json']]) {
    const { out } = await cli([...RUN, ...args], environment);
    expect([out.includes('::notice'), read('summary.md')]).toEqual([false, 'before\n']);
  }
  const { out } = await cli(RUN, environment);
  expect(out).toMatch(/\n::notice title=model[^\n]*\n$/);
  expect(read('summary.md')).toMatch(/^before\n## model.*divergence 0 of 1/s);
  const own = await cli([...RUN, '--quiet', '--report', 'github'], environment);
  expect(own.out).toMatch(/^::notice title=model[^\n]*\n$/);
});

test('a summary that is full already is left as it is', async () => {
  const path = join(work, 'full.md');
  writeFileSync(path, 'x'.repeat(1_048_500));
  await cli(RUN, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path });
  expect(read('full.md')).toHaveLength(1_048_500);
});

test('a format that is none is refused before anything runs', async () => {
  const out = join(work, 'none');
  await expect(cli(['run', '--out', out, '--report', 'nunit:x.xml'])).rejects.toMatchObject({
    code: 'usage',
    message: 'Failed to read --report nunit:x.xml: no such format',
  });
  expect(existsSync(out)).toBe(false);
});
