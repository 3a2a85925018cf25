import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const file = (): string => join(mkdtempSync(join(tmpdir(), 'lock-')), 'deep', '.lock');

/** Runs lines in a process of its own that holds a lock. */
const inChild = (path: string, lines: string): SpawnSyncReturns<Buffer> => {
  const script = `import { takeLock } from ${JSON.stringify(new URL('./lock-file.ts', import.meta.url).href)}; takeLock(${JSON.stringify(path)}, { what: '', hint: '' }); ${lines}`;
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
};

test('a lock is gone when its process ends without a word', () => {
  const path = file();
  const { status } = inChild(path, 'process.exit(3);');
  expect([status, existsSync(path), existsSync(join(path, '..'))]).toEqual([3, false, true]);
});

test.skipIf(process.platform === 'win32')(
  'a signal that nobody else hears ends the process as ever, without the lock; who hears it keeps the lock to its end',
  () => {
    const path = file();
    const killed = inChild(path, "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60_000);");
    expect([killed.signal, existsSync(path)]).toEqual(['SIGTERM', false]);
    const heard = inChild(
      path,
      `import { existsSync } from 'node:fs'; process.on('SIGHUP', () => process.exit(existsSync(${JSON.stringify(path)}) ? 7 : 8)); process.kill(process.pid, 'SIGHUP'); setTimeout(() => {}, 60_000);`,
    );
    expect([heard.status, existsSync(path)]).toEqual([7, false]);
  },
);
