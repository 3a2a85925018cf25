import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { alternate } from './median.ts';

interface Subject {
  readonly name: string;
  readonly args: readonly string[];
  readonly boundMs: number;
}

const SUBJECTS: readonly Subject[] = [
  { name: 'start-up from source: --help / node -e 0', args: ['harness/cli/start.mjs', '--help'], boundMs: 250 },
  { name: 'start-up as package: --help / node -e 0', args: ['dist/harness/cli/main.js', '--help'], boundMs: 100 },
];

const node = async (args: readonly string[]): Promise<void> => void spawnSync(process.execPath, args, { stdio: 'ignore' });

/** Measures how much longer `--help` takes than Node alone; false where a bound is broken. */
export const measureStartUp = async (rounds: number, print: (line: string) => void): Promise<boolean> => {
  let kept = true;
  for (const { name, args, boundMs } of SUBJECTS) {
    if (args[0]?.startsWith('dist/') && !existsSync(args[0])) {
      print(`${name}: left out, run "npm run build" first`);
      continue;
    }
    const { a, b } = await alternate(
      rounds * 3,
      () => node(args),
      () => node(['-e', '0']),
    );
    print(`${name.padEnd(58)} ${a.toFixed(0).padStart(7)} ms ${b.toFixed(0).padStart(7)} ms   ${(a - b).toFixed(0)} ms more (at most ${boundMs})`);
    kept &&= a - b <= boundMs;
  }
  return kept;
};
