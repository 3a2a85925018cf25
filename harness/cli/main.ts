#!/usr/bin/env node
import { fileCause } from '../base/file-error.ts';
import { processIo } from '../terminal/io.ts';
import { surviveLostOutput } from '../terminal/lost-output.ts';
import { runCommand } from './run-command.ts';

// The SDK warns its importers about their Node; our users did not import it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const USAGE = 2;

surviveLostOutput(process.stdout, (error) => {
  process.stderr.write(`Failed to write to standard output: ${fileCause(error)}\nFree some space, or print to another place.\n`);
  process.exit(USAGE);
});

// Nobody can be told; what is done goes on, and the exit code still says how it ended.
process.stderr.on('error', () => {});

process.exitCode = await runCommand(process.argv.slice(2), processIo());
