#!/usr/bin/env node
import { HarnessError } from '../errors.ts';
import { EXIT } from '../result/exit-code.ts';
import { type Io, processIo } from './io.ts';
import { buildProgram } from './program.ts';

// The SDK warns its importers about their Node; our users did not import it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const report = (thrown: unknown, io: Io): number => {
  if (thrown instanceof HarnessError) {
    io.err(`${thrown.message}\n${thrown.hint}\n`);
    return EXIT.usage;
  }
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  io.err(`${text}\nThis is a defect of apigw-conformance itself: please report it with the command that shows it.\n`);
  return EXIT.usage;
};

const isCommanderExit = (thrown: unknown): thrown is { exitCode: number } =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('commander.') && 'exitCode' in thrown;

const main = async (): Promise<number> => {
  const io = processIo();
  let code: number = EXIT.ok;
  try {
    await buildProgram(io, (result) => {
      code = result;
    }).parseAsync(process.argv);
    return code;
  } catch (thrown) {
    if (isCommanderExit(thrown)) return thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return report(thrown, io);
  }
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` that closes the pipe early has seen what it wanted.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

process.exitCode = await main();
