import { Command, Option } from 'commander';
import type { AwsFlags } from '../aws/settings.ts';
import { VERSION } from '../version.ts';
import type { Io } from './io.ts';
import type { RunFlags } from './run-flags.ts';

type Finish = (exitCode: number) => void;

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, ...value.split(',')];

const selection = (command: Command): Command =>
  command
    .option('--only <terms>', 'only these: ids or their first folders, facts, operations, classes (repeatable)', collect)
    .option('--skip <terms>', 'all but these (repeatable)', collect)
    .option('--suites <dir>', 'run the scenarios of another folder');

const addRun = (program: Command, io: Io, finish: Finish): void => {
  selection(program.command('run').description('run the suite against an endpoint, or against the embedded model'))
    .option('--endpoint <url>', 'what to check (default: AWS_ENDPOINT_URL_API_GATEWAY, AWS_ENDPOINT_URL, else the model)')
    .option('--name <name>', 'name of the target in reports')
    .option('--target-version <version>', 'its version, for the reports')
    .option('--out <dir>', 'where run.json, timing.json, junit.xml and report.md go (default: apigw-report/<name>)')
    .option('--baseline <file>', 'known deviations: a new one and a vanished one are exit 1')
    .option('--strict', 'let inferred facts, exact messages, headers and our own rules decide too')
    .option('--require-implemented', 'exit 1 when anything is unimplemented')
    .option('--concurrency <n>', 'cases at a time')
    .option('--timeout <seconds>', 'for each request (default: 10)')
    .option('--wait <seconds>', 'wait until the endpoint answers')
    .option('--region <region>', 'region of the credential scope (default: AWS_REGION, else us-east-1)')
    .option('--rest-api-id <id>', 'use this API, reset between cases, where none can be created')
    .option('--signed', 'sign requests truly, for targets that check signatures')
    .option('--replay <origin>', 'play a recording instead of asking an endpoint; the network is shut')
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .option('--max-age <days>', 'call evidence from longer ago stale: recordings that are played, and goldens; exit 4')
    .option('--update-goldens', 'with --replay of AWS evidence: write its answers into the golden files, and show the difference')
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json', 'junit', 'markdown']).default('text'))
    .option('--quiet', 'print nothing but errors')
    .action(async (flags: RunFlags) => finish(await (await import('./commands/run.ts')).run(flags, io)));
};

const collectOne = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** AWS is recorded where an account is named and no other origin; nock, which replay brings along, stays out of that. */
const recordAny = async (flags: AwsFlags, command: Command, io: Io): Promise<number> => {
  const isAws = flags.account !== undefined || (flags.region !== undefined && flags.endpoint === undefined && flags.origin === undefined);
  if (isAws) return (await import('../aws/record.ts')).recordAws(flags, io);
  if (flags.endpoint === undefined) command.error("error: required option '--endpoint <url>' not specified (or --region with --account, for AWS)");
  if (flags.origin === undefined) command.error("error: required option '--origin <name>' not specified");
  return (await import('./commands/record.ts')).record(flags, io);
};

const addRecordings = (program: Command, io: Io, finish: Finish): void => {
  selection(program.command('record').description('run the suite against an endpoint, or AWS itself, and keep the traffic, scrubbed'))
    .option('--endpoint <url>', 'what to record')
    .option('--origin <name>', 'what the recording is called; "aws" is not for endpoints')
    .option('--account <id>', 'AWS itself, with --region: the account that must be the caller (or APIGW_ACCOUNT_ID)')
    .option('--plan', 'AWS: print calls, minutes and the binding quota; send nothing')
    .option('--apis <n>', 'AWS: how many REST APIs are leased (default: 4)')
    .option('--rate <n>', 'AWS: requests per second (default: 10, the quota)')
    .option('--tag <key=value>', 'AWS: a tag for the leased APIs (repeatable)', collectOne)
    .option('--resume', 'AWS: go on with an interrupted recording')
    .option('--check', 'AWS: compare with what is recorded, write nothing; drift is exit 1')
    .option('--target-version <version>', 'version of the target')
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .option('--concurrency <n>', 'cases at a time')
    .option('--timeout <seconds>', 'for each request (default: 10)')
    .option('--wait <seconds>', 'wait until the endpoint answers')
    .option('--region <region>', 'region of the credential scope')
    .option('--signed', 'sign requests truly')
    .option('--out <dir>', 'where the report of the run goes (default: apigw-report/<origin>)')
    .option('--quiet', 'print nothing but errors')
    .action(async (flags: AwsFlags, command: Command) => finish(await recordAny(flags, command, io)));
  program
    .command('janitor')
    .description("delete this tool's APIs from an AWS account: expired leases, and those of an interrupted recording")
    .requiredOption('--region <region>', 'where')
    .option('--account <id>', 'the account that must be the caller (or APIGW_ACCOUNT_ID)')
    .option('--recordings <dir>', 'folder of recordings, for its journal (default: recordings)')
    .action(async (flags: AwsFlags) => finish(await (await import('../aws/janitor.ts')).janitor(flags, io)));
  program
    .command('verify')
    .description('check recordings: checksums, format, provenance, and whether they still fit the suite')
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .option('--suites <dir>', 'scenarios of another folder')
    .option('--max-age <days>', 'call what was recorded longer ago stale')
    .action(async (flags) => finish(await (await import('./commands/verify.ts')).verify(flags, io)));
  program.command('replay-worker', { hidden: true }).action(async () => (await import('./replay-worker.ts')).serveReplays());
  program
    .command('export <origin> <scenario>')
    .description("print a recorded scenario in nock's definition format, for tests of your own")
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .option('--scope <url>', 'host that nock answers for (default: https://apigateway.us-east-1.amazonaws.com)')
    .action(async (origin: string, scenario: string, flags) =>
      finish(await (await import('./commands/export-nock.ts')).exportNock(origin, scenario, flags, io)),
    );
  program
    .command('facts')
    .description('what a recording of AWS says of the open questions')
    .command('propose <run.json>')
    .description('print the fact that each answered question would become, for a person to accept')
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .action(async (file: string, flags) => finish(await (await import('./commands/facts-propose.ts')).factsPropose(file, flags, io)));
};

const addSuite = (program: Command, io: Io, finish: Finish): void => {
  selection(program.command('list').description('list the scenarios'))
    .option('--count', 'print how many scenarios, cases and calls there are')
    .option('--json', 'print JSON')
    .action(async (flags) => finish(await (await import('./commands/list.ts')).list(flags, io)));
  program
    .command('explain <id>')
    .description('explain a scenario, a case or a fact: request, expectation, evidence, source')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (id: string, flags) => finish(await (await import('./commands/explain.ts')).explain(id, flags, io)));
  program
    .command('coverage')
    .description('facts by scenarios; what cannot be provoked, and why')
    .option('--out <file>', 'write the ledger: facts, cells, types and documents by scenarios and mutants, as Markdown')
    .option('--check <file>', 'exit 1 where the committed ledger is not that of the suite')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (flags) => finish(await (await import('./commands/coverage.ts')).coverage(flags, io)));
  program
    .command('index')
    .description('write the index that pins the suite, or check it')
    .option('--check', 'exit 1 where the committed index is not that of the suite')
    .option('--suites <dir>', 'scenarios of another folder')
    .action(async (flags) => finish(await (await import('./commands/index-suite.ts')).indexSuite(flags, io)));
};

const addReports = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('report <run.json>')
    .description('print a report of a run that was made before')
    .addOption(new Option('--format <format>', 'what to print').choices(['text', 'json', 'junit', 'markdown']).default('text'))
    .option('--baseline <file>', 'hold it against known deviations')
    .option('--full', 'every deviation, not the first ones')
    .action(async (file: string, flags) => finish(await (await import('./commands/report.ts')).report(file, flags, io)));
  const baseline = program.command('baseline').description('known deviations of a target');
  baseline
    .command('init <run.json>')
    .description('write down the deviations of a run as known; give each its reason afterwards')
    .option('--out <file>', 'where (default: baseline.json beside the run)')
    .option('--force', 'replace a file that is there')
    .action(async (file: string, flags) => finish(await (await import('./commands/baseline-init.ts')).baselineInit(file, flags, io)));
};

const addPage = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('page [runs...]')
    .description('write one HTML page over several runs, each a run.json (default: reports/*/run.json)')
    .option('--out <file>', 'where (default: index.html, for the committed runs reports/index.html)')
    .option('--check <file>', 'exit 1 where the committed page is not that of the runs')
    .action(async (files: readonly string[], flags) => finish(await (await import('./commands/page.ts')).page(files, flags, io)));
};

const addModel = (program: Command, io: Io, finish: Finish): void => {
  program
    .command('model')
    .description('serve the embedded model over HTTP until interrupted')
    .option('--port <port>', 'port on 127.0.0.1 (default: a free one)')
    .action(async (flags) => finish(await (await import('./commands/model.ts')).model(flags, io)));
};

const EXITS = `
Exit codes, the first that applies: 2 usage, configuration or suite error; 5 APIs left in an AWS account; 3 target unreachable or a case errored;
1 a failed scenario, or a difference from the baseline given; 0 otherwise; 130 interrupted.
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
    .action(async (_, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) command.error(`error: unknown command '${unknown}'`);
      finish(await (await import('./commands/offline.ts')).offline(io));
    });
  addRun(program, io, finish);
  addRecordings(program, io, finish);
  addSuite(program, io, finish);
  addReports(program, io, finish);
  addPage(program, io, finish);
  addModel(program, io, finish);
  return program;
};
