import { constants } from 'node:os';
import { HarnessError } from '../../base/errors.ts';
import { installEmulator } from './install-emulator.ts';
import { launchEmulator, type RunningEmulator } from './launch-emulator.ts';
import { pinOf } from './pins.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes a signal an exit, which kills what was started; without it, an emulator would outlive an interrupted script. */
const exitOnSignals = (): (() => void) => {
  const exit = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);
  for (const signal of SIGNALS) process.on(signal, exit);
  return () => {
    for (const signal of SIGNALS) process.off(signal, exit);
  };
};

/**
 * Installs the pinned emulator of that name where needed, starts it on a free loopback port and waits until it answers.
 * Until `stop` a signal ends this process, and with it the emulator.
 * @throws HarnessError where the name is unknown, no Python fits, or it cannot be installed or never answers.
 */
export const startEmulator = async (name: string): Promise<RunningEmulator> => {
  const pin = pinOf(name);
  const print = (line: string): void => console.error(line);
  const installation = await installEmulator(pin, { env: process.env, print });
  if (installation.kind === 'missing') {
    throw new HarnessError('configuration', `Failed to start ${name}: ${installation.reason}`, 'Install that Python, or leave the emulator out.');
  }
  const undo = exitOnSignals();
  try {
    const running = await launchEmulator(pin, installation, { env: process.env });
    return { ...running, stop: () => running.stop().finally(undo) };
  } catch (thrown) {
    undo();
    throw thrown;
  }
};
