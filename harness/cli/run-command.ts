import { errorText } from '../base/errors.ts';
import type { Io } from '../terminal/io.ts';
import { buildProgram } from './program.ts';

const USAGE = 2;

const TAMPERED = 4;

const isHarnessError = (thrown: unknown): thrown is { message: string; hint: string; code: string } =>
  thrown instanceof Error && thrown.name === 'HarnessError' && 'hint' in thrown;

const report = (thrown: unknown, io: Io): number => {
  if (isHarnessError(thrown)) {
    io.err(`${errorText(thrown)}\n`);
    return thrown.code === 'recording-tampered' ? TAMPERED : USAGE;
  }
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  io.err(`${text}\nThis is a defect of apigw-conformance itself: please report it with the command that shows it.\n`);
  return USAGE;
};

const isCommanderExit = (thrown: unknown): thrown is { exitCode: number } =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('commander.') && 'exitCode' in thrown;

/** Runs one command, its words without the program's name; what went wrong is told by `io`, and the exit code is given. */
export const runCommand = async (words: readonly string[], io: Io): Promise<number> => {
  let code = 0;
  try {
    await buildProgram(io, (result) => {
      code = result;
    }).parseAsync([...words], { from: 'user' });
    return code;
  } catch (thrown) {
    if (isCommanderExit(thrown)) return thrown.exitCode === 0 ? 0 : USAGE;
    return report(thrown, io);
  }
};
