import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { launchEmulator } from './launch-emulator.ts';
import type { Pin } from './pins.ts';

const state = mkdtempSync(join(tmpdir(), 'emulator-'));
mkdirSync(join(state, 'tmp'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

const installed = { kind: 'installed', venv: state, state } as const;

const pinOf = (script: string): Pin => ({
  name: 'fake',
  version: '1.0',
  earlier: null,
  packages: [],
  constraints: '',
  python: { atLeast: [3, 10], below: null },
  command: [process.execPath, '-e', script, '{port}'],
  env: { FAKE_STATE: '{state}/x' },
  ready: { path: '/restapis', seconds: 5 },
});

const CHILD = `
  const server = require('node:http').createServer((request, response) => response.end());
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

const SERVER = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', ${JSON.stringify(CHILD)}], { stdio: ['ignore', 'pipe', 'inherit'] });
  let port = 0;
  child.stdout.on('data', (chunk) => { port = Number(chunk); });
  require('node:http').createServer((request, response) => {
    response.statusCode = port === 0 ? 503 : 200;
    response.end(JSON.stringify({ port, secret: process.env.SECRET ?? null, state: process.env.FAKE_STATE }));
  }).listen(Number(process.argv[1]), '127.0.0.1');`;

test('an emulator is ready once it answers 200, sees nothing of the environment, and is stopped with all it started', async () => {
  const running = await launchEmulator(pinOf(SERVER), installed, { env: { ...process.env, SECRET: 'x' } });
  const told = (await (await fetch(running.endpoint)).json()) as { port: number; secret: unknown; state: string };
  expect(told).toMatchObject({ secret: null, state: `${state}/x` });
  const endpoints = [running.endpoint, `http://127.0.0.1:${told.port}`];
  for (const endpoint of endpoints) expect((await fetch(endpoint)).status).toBe(200);
  await running.stop();
  for (const endpoint of endpoints) await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
});

test('an emulator that ends before it answers is an error with the end of its log', async () => {
  const start = launchEmulator(pinOf('console.log("no port for me"); process.exit(3)'), installed, { env: process.env });
  await expect(start).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('it ended'),
    hint: expect.stringContaining('no port for me'),
  });
});

test('an interrupted start ends the emulator', async () => {
  const signal = AbortSignal.timeout(200);
  await expect(launchEmulator(pinOf('setInterval(() => {}, 1000)'), installed, { env: process.env, signal })).rejects.toMatchObject({
    message: expect.stringContaining('interrupted'),
  });
});
