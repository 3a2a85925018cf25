import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createModel } from '../../suites/model/model.ts';
import { startModelServer } from '../../suites/model/server.ts';

const START = resolve(import.meta.dirname, 'start.mjs');

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** The command line against a model that does something to it when a request of PATCH comes. */
const createPlace = async (onPatch: (child: ChildProcess) => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const model = createModel();
  let child: ChildProcess | null = null;
  let patches = 0;
  const handle: typeof model.handle = (request) => {
    if (request.method === 'PATCH' && ++patches === 3 && child !== null) onPatch(child);
    return model.handle(request);
  };
  const server = await startModelServer({ model: { ...model, handle } });
  const run = (...args: readonly string[]): Promise<Ended> => {
    const { PATH = '' } = process.env;
    const started = spawn(process.execPath, [START, ...args, '--endpoint', server.endpoint], { cwd: folder, env: { PATH, HOME: folder } });
    child = started;
    let stderr = '';
    started.stderr.on('data', (chunk) => (stderr += String(chunk)));
    started.stdout.resume();
    return new Promise((done) => started.on('close', (status) => done({ status, stderr })));
  };
  const live = (): readonly string[] => {
    const { body } = model.handle({ method: 'GET', path: '/restapis', headers: [], body: '' });
    return (JSON.parse(body) as { item: { id: string }[] }).item.map(({ id }) => id);
  };
  return { folder, server, run, live };
};

test('killed, a recording says at its next start which APIs it left, and deletes them', async () => {
  const { folder, server, run, live } = await createPlace((child) => child.kill('SIGKILL'));
  const killed = await run('record', '--origin', 'mine', '--only', 'values', '--concurrency', '1');
  const left = live();
  expect([killed.status, left.length > 0]).toEqual([null, true]);
  const next = await run('record', '--origin', 'mine', '--only', 'isolation');
  expect(next.status).toBe(0);
  expect(next.stderr).toContain(`left ${left.length} API`);
  for (const id of left) expect(next.stderr).toContain(id);
  expect(live()).toEqual([]);
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const);
  expect(texts.filter(([name, text]) => name.endsWith('.jsonl') || left.some((id) => text.includes(id)))).toEqual([]);
  await server.close();
});

test('the terminal closed, a run deletes its APIs and writes its report though nobody reads its output', async () => {
  const { folder, server, run, live } = await createPlace((child) => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.kill('SIGHUP');
  });
  const { status } = await run('run', '--only', 'values');
  expect([status, live()]).toEqual([130, []]);
  const report = readFileSync(join(folder, 'apigw-report/target/run.json'), 'utf8');
  expect(JSON.parse(report)).toMatchObject({ interrupted: true });
  await server.close();
});
