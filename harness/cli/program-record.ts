import type { Replay } from '../recording/aws/record.ts';
import type { AwsFlags } from '../recording/aws/settings.ts';
import type { Io } from '../terminal/io.ts';
import { collectOne, type Finish, selection } from './program-options.ts';
import type { Command } from './shared/commander.ts';
import type { RunFlags } from './shared/run-flags.ts';

const AWS_ONLY = {
  plan: '--plan',
  apis: '--apis',
  rate: '--rate',
  giveUpAfter: '--give-up-after',
  tag: '--tag',
  resume: '--resume',
  check: '--check',
} as const satisfies Partial<Record<keyof AwsFlags, string>>;

const strayIn = (flags: AwsFlags): string | undefined =>
  Object.entries(AWS_ONLY).find(([name]) => flags[name as keyof typeof AWS_ONLY] !== undefined)?.[1];

type RecordFlags = AwsFlags & RunFlags;

/** What AWS just answered is judged as a replay, without anything of the environment. */
const replayOf: (io: Io) => Replay = (io) => async (options) => {
  // Replay brings nock along, which puts itself before every connection of this process.
  const { runTarget } = await import('./shared/run-target.ts');
  await runTarget({ ...options, quiet: true }, { ...io, environment: {} });
};

/** AWS is recorded where an account is named and no other origin; nock, which replay brings along, stays out of that. */
const recordAny = async (flags: RecordFlags, command: Command, io: Io): Promise<number> => {
  if (flags.policy === true) return (await import('./commands/record-policy.ts')).recordPolicy(flags, io);
  const isAws = flags.account !== undefined || (flags.region !== undefined && flags.endpoint === undefined && flags.origin === undefined);
  if (isAws) return (await import('../recording/aws/record.ts')).recordAws(flags, io, replayOf(io));
  if (flags.endpoint === undefined) command.error("error: required option '--endpoint <url>' not specified (or --region with --account, for AWS)");
  if (flags.origin === undefined) command.error("error: required option '--origin <name>' not specified");
  const stray = strayIn(flags);
  if (stray !== undefined) command.error(`error: ${stray} is for AWS, which is recorded by --region with --account`);
  return (await import('./commands/record.ts')).record(flags, io);
};

/** Registers what works on recordings: `record`, `janitor`, `verify`, `export` and `facts`. */
export const addRecordings = (program: Command, io: Io, finish: Finish): void => {
  selection(program.command('record').description('run the suite against an endpoint, or AWS itself, and keep the traffic, scrubbed'))
    .option('--endpoint <url>', 'what to record')
    .option('--origin <name>', 'what the recording is called; "aws" is not for endpoints')
    .option('--account <id>', 'AWS itself, with --region: the account that must be the caller (or APIGW_ACCOUNT_ID)')
    .option('--policy', 'AWS: print the IAM policy that recording and the janitor need; send nothing')
    .option('--plan', 'AWS: print calls, minutes and the binding quota; send nothing')
    .option('--apis <n>', 'AWS: how many REST APIs are leased (default: 4)')
    .option('--rate <n>', 'AWS: requests per second (default: 10, the quota)')
    .option('--give-up-after <minutes>', 'AWS: leave a scenario out after one of its requests got no answer for so long (default: 10)')
    .option('--tag <key=value>', 'AWS: a tag for the leased APIs (repeatable)', collectOne)
    .option('--resume', 'AWS: go on with an interrupted recording')
    .option('--check', 'AWS: compare with what is recorded, write nothing; drift is exit 1')
    .option('--target-version <version>', 'version of the target')
    .option('--recordings <dir>', 'folder of recordings (default: recordings)')
    .option('--concurrency <n>', 'cases at a time')
    .option('--timeout <seconds>', 'for each request (default: 10)')
    .option('--max-body <bytes>', 'a longer body of an answer is a failure (default: 1048576)')
    .option('--wait <seconds>', 'wait until the endpoint answers')
    .option('--region <region>', 'region of the credential scope')
    .option('--signed', 'sign requests truly')
    .option('--out <dir>', 'where the report of the run goes (default: apigw-report/<origin>)')
    .option('--quiet', 'print nothing but errors')
    .action(async (flags: RecordFlags, command: Command) => finish(await recordAny(flags, command, io)));
  program
    .command('janitor')
    .description("delete this tool's APIs from an AWS account: expired leases, and those of an interrupted recording")
    .requiredOption('--region <region>', 'where')
    .option('--account <id>', 'the account that must be the caller (or APIGW_ACCOUNT_ID)')
    .option('--recordings <dir>', 'folder of recordings, for its journal (default: recordings)')
    .action(async (flags: AwsFlags) => finish(await (await import('../recording/aws/janitor.ts')).janitor(flags, io)));
  program
    .command('verify')
    .description('check recordings: checksums, format, provenance, and whether they still fit the suite')
    .option('--recordings <dir>', 'folder of recordings (default: those that come along, and ./recordings)')
    .option('--suites <dir>', 'scenarios of another folder')
    .option('--max-age <days>', 'call what was recorded longer ago stale')
    .action(async (flags) => finish(await (await import('./commands/verify.ts')).verify(flags, io)));
  program.command('replay-worker', { hidden: true }).action(async () => (await import('./shared/replay-worker.ts')).serveReplays());
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
