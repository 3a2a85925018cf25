import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { originsOf } from '../../recording/store.ts';
import type { Io } from '../../terminal/io.ts';
import { BUNDLED } from '../shared/bundled.ts';
import { verify } from './verify.ts';

const home = process.cwd();
const work = mkdtempSync(join(tmpdir(), 'verify-'));
afterEach(() => {
  process.chdir(home);
  rmSync(join(work, 'recordings'), { recursive: true, force: true });
});

const verified = async (flags: Parameters<typeof verify>[0]): Promise<{ code: number; out: string; err: string }> => {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    environment: {},
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    outIsTerminal: false,
    errIsTerminal: false,
  };
  return { code: await verify(flags, io), out: out.join(''), err: err.join('') };
};

test.each([
  ['a folder that is not there', 'typo', 'there is no such folder'],
  ['a folder without a recording', '.', 'no recording is in it'],
])('%s is refused: nothing was verified', async (_, recordings, cause) => {
  process.chdir(work);
  await expect(verified({ recordings })).rejects.toMatchObject({ code: 'usage', message: `Failed to verify ${recordings}: ${cause}` });
});

test('unless a folder is named, what comes along is verified, and what was recorded here', async () => {
  process.chdir(work);
  const bundled = originsOf(BUNDLED).join(', ');
  expect((await verified({})).out).toContain(`origins (${bundled}): 0 tampered`);
  mkdirSync('recordings');
  cpSync(join(BUNDLED, 'aws-documentation'), join('recordings', 'aws-documentation'), { recursive: true });
  expect((await verified({})).out).toContain(`origins (${bundled}, aws-documentation): 0 tampered`);
});
