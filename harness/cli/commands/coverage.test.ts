import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Io } from '../../terminal/io.ts';
import { type CoverageFlags, coverage } from './coverage.ts';

const work = mkdtempSync(join(tmpdir(), 'coverage-'));

const ask = async (flags: CoverageFlags): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' };
  const io = {
    environment: {},
    outIsTerminal: false,
    errIsTerminal: false,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  } satisfies Io;
  return { code: await coverage(flags, io), ...said };
};

const fact = (id: string, more: object = {}): object => ({
  id,
  statement: `${id} holds.`,
  class: 'open',
  sources: [{ kind: 'reasoning', ref: 'a test', date: null }],
  ...more,
});

/** A suite of one scenario, which rests on Q-001. */
const writeSuite = (name: string, facts: readonly object[]): string => {
  const root = join(work, name);
  mkdirSync(join(root, 'area'), { recursive: true });
  writeFileSync(join(root, 'facts.json'), JSON.stringify({ $schema: '', facts }));
  const step = {
    name: 'get',
    call: 'GetGatewayResponse',
    input: { responseType: 'THROTTLED' },
    expect: [{ aspect: 'status', fact: 'Q-001', observe: true }],
  };
  writeFileSync(join(root, 'area/one.json'), JSON.stringify({ $schema: '', title: 'one thing', operation: 'GetGatewayResponse', steps: [step] }));
  return root;
};

test('a fact with neither a scenario nor a reason why it can have none is exit 1, whatever is asked for', async () => {
  const suites = writeSuite('missing', [fact('Q-001'), fact('Q-002'), fact('Q-003', { untestable: 'nobody can ask' })]);
  const out = join(work, 'missing.md');
  expect(await ask({ suites, out })).toEqual({ code: 1, out: '', err: 'No scenario, and no reason why none can be: Q-002\n' });
  expect(await ask({ suites, check: out })).toMatchObject({ code: 1, err: 'No scenario, and no reason why none can be: Q-002\n' });
  expect(await ask({ suites })).toMatchObject({ code: 1, out: expect.stringContaining('Q-002\topen\tNO SCENARIO') });
});

test('a ledger is current where it was written, and stale when a fact or a scenario is gone from it', async () => {
  const suites = writeSuite('stale', [fact('Q-001')]);
  const out = join(work, 'coverage.md');
  expect(await ask({ suites, out })).toEqual({ code: 0, out: '', err: '' });
  expect(await ask({ suites, check: out })).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(out, 'utf8')).toContain('[area/one]: stale/area/one.json');
  writeSuite('stale', [fact('Q-001'), fact('Q-003', { untestable: 'nobody can ask' })]);
  expect(await ask({ suites, check: out })).toMatchObject({ code: 1, err: expect.stringContaining('npm run suite:coverage') });
  expect(await ask({ suites, check: join(work, 'absent.md') })).toMatchObject({ code: 1 });
});
