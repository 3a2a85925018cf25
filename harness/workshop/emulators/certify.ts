import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { causeOf, HarnessError } from '../../base/errors.ts';
import { installEmulator } from './install-emulator.ts';
import { launchEmulator, type RunningEmulator } from './launch-emulator.ts';
import { PINS, type Pin, pinOf } from './pins.ts';
import { changedSinceCommit, replayWrong, runSuite, showComparison } from './run-suite.ts';

type Result = 'passed' | 'failed' | 'skipped';

interface Options {
  readonly pins: readonly Pin[];
  readonly check: boolean;
  readonly record: boolean;
}

const USAGE = `Usage: npx tsx harness/workshop/emulators/certify.ts [name ...] [--check]

Installs, starts and certifies pinned emulators (${PINS.map((pin) => pin.name).join(', ')}; all of them by default).

  --check  record into a temporary folder and replay that; fail when the run, its replay,
           the committed reports/<name>/run.json and the baseline do not agree
  --record keep the traffic under recordings/<name>/ as well (no baseline is held against it)
  --help   show this`;

const INTERRUPTED = 130;

const print = (line: string): void => console.log(line);

const describe = (thrown: unknown): string => (thrown instanceof HarnessError ? `${thrown.message}\n${thrown.hint}` : causeOf(thrown));

/** Aborts on the first signal, so that all is cleaned up; exits on the second, which kills what was started. */
const abortOnSignals = (): AbortSignal => {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return controller.signal;
};

/** How a run of a release may end: with all as its baseline says. An earlier release has none, and fails as it did. */
const isFine = (pin: Pin, code: number): boolean => code === 0 || (pin.earlier !== null && (code === 1 || code === 2));

/** Records into a folder of its own and replays that: the run, its replay and what is committed have to agree. */
const checkPin = async (pin: Pin, emulator: RunningEmulator, signal: AbortSignal): Promise<string | null> => {
  const recordings = mkdtempSync(join(tmpdir(), 'certify-'));
  try {
    const code = await runSuite(pin.name, emulator, { env: process.env, signal, recordings });
    if (!isFine(pin, code)) return `the recording ended with exit code ${code}`;
    return (
      (await changedSinceCommit(pin.name)) ??
      (await replayWrong(pin.name, recordings, { env: process.env, signal, isFine: (ended) => isFine(pin, ended) }))
    );
  } finally {
    rmSync(recordings, { recursive: true, force: true });
  }
};

const runPin = async (pin: Pin, emulator: RunningEmulator, record: boolean, signal: AbortSignal): Promise<string | null> => {
  const code = await runSuite(pin.name, emulator, { env: process.env, signal, recordings: record ? 'recordings' : null });
  return isFine(pin, code) ? null : `the run ended with exit code ${code}`;
};

const compared = async ({ name, earlier }: Pin, signal: AbortSignal): Promise<string | null> =>
  earlier === null ? null : showComparison(name, earlier, { env: process.env, signal });

const judge = async (pin: Pin, emulator: RunningEmulator, { check, record }: Options, signal: AbortSignal): Promise<Result> => {
  const wrong = (await (check ? checkPin(pin, emulator, signal) : runPin(pin, emulator, record, signal))) ?? (await compared(pin, signal));
  if (wrong !== null) print(`${pin.name}: ${wrong}`);
  return wrong === null ? 'passed' : 'failed';
};

const certify = async (pin: Pin, options: Options, signal: AbortSignal): Promise<Result> => {
  print(`\n== ${pin.name} ${pin.version}`);
  const installation = await installEmulator(pin, { env: process.env, print, signal });
  if (installation.kind === 'missing') {
    print(`skipped ${pin.name}: ${installation.reason}`);
    return 'skipped';
  }
  const emulator = await launchEmulator(pin, installation, { env: process.env, signal });
  try {
    return await judge(pin, emulator, options, signal);
  } finally {
    await emulator.stop();
  }
};

const certifyAll = async (options: Options, signal: AbortSignal): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const pin of options.pins) {
    if (signal.aborted) break;
    const result = await certify(pin, options, signal).catch((thrown: unknown): Result => {
      print(describe(thrown));
      return 'failed';
    });
    results.push(result);
  }
  return results;
};

const readOptions = (): Options | null => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  return { pins: positionals.length === 0 ? PINS : positionals.map(pinOf), check: values.check, record: values.record };
};

const main = async (): Promise<number> => {
  const options = readOptions();
  if (options === null) {
    print(USAGE);
    return 0;
  }
  const signal = abortOnSignals();
  const results = await certifyAll(options, signal);
  const count = (wanted: Result): number => results.filter((result) => result === wanted).length;
  print(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  if (signal.aborted) return INTERRUPTED;
  return count('failed') === 0 ? 0 : 1;
};

try {
  process.exitCode = await main();
} catch (thrown) {
  console.error(`${describe(thrown)}\n\n${USAGE}`);
  process.exitCode = 2;
}
