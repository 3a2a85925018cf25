#!/usr/bin/env node
import { errorText } from '../base/errors.ts';
import { fileCause } from '../base/file-error.ts';
import { type Io, processIo } from '../terminal/io.ts';
import { surviveLostOutput } from '../terminal/lost-output.ts';
import { buildProgram } from './program.ts';

// The SDK warns its importers about their Node; our users did not import it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

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

const main = async (): Promise<number> => {
  const io = processIo();
  let code = 0;
  try {
    await buildProgram(io, (result) => {
      code = result;
    }).parseAsync(process.argv);
    return code;
  } catch (thrown) {
    if (isCommanderExit(thrown)) return thrown.exitCode === 0 ? 0 : USAGE;
    return report(thrown, io);
  }
};

surviveLostOutput(process.stdout, (error) => {
  process.stderr.write(`Failed to write to standard output: ${fileCause(error)}\nFree some space, or print to another place.\n`);
  process.exit(USAGE);
});

// Nobody can be told; what is done goes on, and the exit code still says how it ended.
process.stderr.on('error', () => {});

process.exitCode = await main();
