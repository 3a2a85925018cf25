import { VERSION } from '../base/version.ts';
import type { Io } from '../terminal/io.ts';
import { addComparisons } from './program-compare.ts';
import { type Finish, formatOption, REPORT, selection } from './program-options.ts';
import { addRecordings } from './program-record.ts';
import { addBaseline, addReports } from './program-report.ts';
import { addExplore, addModel, addProve, addSuite } from './program-suite.ts';
import { refuseExcess } from './refuse-excess.ts';
import { Command } from './shared/commander.ts';
import type { RunFlags } from './shared/run-flags.ts';

const addRun = (program: Command, io: Io, finish: Finish): void => {
  selection(program.command('run').description('run the suite against an endpoint, or against the embedded model'))
    .option('--shard <i/n>', 'run one part of n, for a CI matrix; "merge" puts the parts together')
    .option('--endpoint <url>', 'what to check (default: AWS_ENDPOINT_URL_API_GATEWAY, AWS_ENDPOINT_URL, else the model)')
    .option('--name <name>', 'name of the target in reports')
    .option('--target-version <version>', 'its version, for the reports')
    .option('--out <dir>', 'where run.json, timing.json, junit.xml and report.md go (default: apigw-report/<name>)')
    .option('--baseline <file>', 'known deviations: a new one and a vanished one are exit 1')
    .option('--strict', 'let inferred facts, exact messages, headers and our own rules decide too')
    .option('--require-implemented', 'exit 1 when anything is unimplemented')
    .option('--concurrency <n>', 'cases at a time')
    .option('--timeout <seconds>', 'for each request (default: 10)')
    .option('--max-body <bytes>', 'a longer body of an answer is a failure (default: 1048576)')
    .option('--wait <seconds>', 'wait until the endpoint answers')
    .option('--region <region>', 'region of the credential scope (default: AWS_REGION, else us-east-1)')
    .option('--rest-api-id <id>', 'use this API, reset between cases, where none can be created')
    .option('--signed', 'sign requests truly, for targets that check signatures')
    .option('--replay <origin>', 'play a recording instead of asking an endpoint; the network is shut')
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .option('--max-age <days>', 'call evidence from longer ago stale: recordings that are played, and goldens; exit 4')
    .option('--update-goldens', 'with --replay of AWS evidence: write its answers into the golden files, and show the difference')
    .addOption(formatOption())
    .option(...REPORT)
    .option('--verbose', 'print every case, not the causes alone')
    .option('--quiet', 'print nothing but errors')
    .action(async (flags: RunFlags) => finish(await (await import('./commands/run.ts')).run(flags, io)));
};

const EXITS = `
Exit codes, the first that applies: 2 usage, configuration or suite error, or a run that checked nothing (nothing judged, or nothing there of what is asked); 5 APIs left in an AWS account; 4 recordings tampered with, or stale evidence (verify, --max-age); 3 target unreachable or no API Gateway, or a case errored;
1 a failed scenario, a difference from the baseline given, or something worse (compare); 0 otherwise; 130 interrupted.
Unimplemented, skipped, observed and advisory findings change nothing (--require-implemented makes the first 1).`;

/** Builds the command line; `finish` gets the exit code of the command that ran. */
export const buildProgram = (io: Io, finish: Finish): Command => {
  const program = new Command('apigw-conformance')
    .description('What AWS API Gateway does with gateway responses, how we know it, and what an emulator does instead.')
    .version(VERSION)
    .showHelpAfterError('(--help shows the options)')
    .addHelpText('after', EXITS)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .allowExcessArguments()
    .action(async () => finish(await (await import('./commands/offline.ts')).offline(io)));
  refuseExcess(program);
  addRun(program, io, finish);
  addRecordings(program, io, finish);
  addSuite(program, io, finish);
  addReports(program, io, finish);
  addBaseline(program, io, finish);
  addComparisons(program, io, finish);
  addModel(program, io, finish);
  addExplore(program, io, finish);
  addProve(program, io, finish);
  return program;
};
