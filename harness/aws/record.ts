import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { claimRecording, type RecordingClaim } from '../cassette/replace-recording.ts';
import type { Provenance } from '../cassette/types.ts';
import { onInterrupt } from '../cli/interrupt.ts';
import type { Io } from '../cli/io.ts';
import { createProgress } from '../cli/progress.ts';
import { HarnessError } from '../errors.ts';
import { visible } from '../foreign-text.ts';
import { makeFolder } from '../make-folder.ts';
import { planCases, type Selection } from '../plan.ts';
import { EXIT } from '../result/exit-code.ts';
import { loadSuite } from '../scenario/load.ts';
import type { Suite } from '../scenario/types.ts';
import { VERSION } from '../version.ts';
import { SDK_VERSION } from '../wire/control.ts';
import { accountSeal } from './account-seal.ts';
import { createApiCalls } from './api-calls.ts';
import { type Connection, connect } from './connect.ts';
import { driftOf } from './drift.ts';
import { Journal, type JournalUse, journalFile } from './journal.ts';
import { countsText, planRecording, planText } from './plan-recording.ts';
import { ApiPool } from './pool.ts';
import { type DriverOptions, type DriverOutcome, type Job, jobsOf, recordScenarios } from './record-scenarios.ts';
import { createRecording, folderOf, isFinished, lockOf, ORIGIN } from './recording.ts';
import { awsContext, poolSize } from './session.ts';
import { type AwsFlags, type AwsSettings, completeAwsFlags } from './settings.ts';
import { leaseTags } from './tags.ts';

/** What is to be recorded, with its journal. */
interface Work {
  readonly flags: AwsFlags;
  readonly settings: AwsSettings;
  readonly suite: Suite;
  readonly selection: Selection;
  readonly journal: Journal;
  /** Every scenario chosen, in the order in which they run. */
  readonly jobs: readonly Job[];
  /** Those that are not on disk yet. */
  readonly open: readonly Job[];
  readonly io: Io;
}

const requireJournal = (journal: Journal, flags: AwsFlags): void => {
  if (journal.isInUse) {
    const { pid } = journal.runs.at(-1) ?? {};
    throw new HarnessError('usage', `Failed to record: process ${pid} is recording with ${journal.file}`, 'Wait for it, or end it.');
  }
  if (flags.resume === true || (journal.leases.length === 0 && !journal.unanswered)) return;
  throw new HarnessError(
    'usage',
    `Failed to record: an interrupted recording has APIs on lease (${journal.file})`,
    'Go on with it by "record --resume", or delete its APIs by "janitor"; both with the same --region and --account.',
  );
};

const useOf = (flags: AwsFlags): JournalUse => (flags.check === true ? 'check' : 'record');

const openJobs = (jobs: readonly Job[], journal: Journal, { flags, settings, suite }: Pick<Work, 'flags' | 'settings' | 'suite'>): readonly Job[] => {
  const folder = folderOf(settings.recordings, flags.resume === true);
  const lock = lockOf(folder, suite);
  if (flags.check === true) return jobs.filter(({ scenario }) => lock.cassettes[scenario.id] !== undefined);
  return flags.resume === true ? jobs.filter((job) => !isFinished(job, journal, folder, lock)) : jobs;
};

const requireInterrupted = (journal: Journal, flags: AwsFlags): void => {
  if (flags.resume !== true || !journal.isEmpty) return;
  throw new HarnessError(
    'usage',
    `Failed to resume: nothing was interrupted, there is no ${journal.file}`,
    'Run it without --resume, or name the --region and the --recordings that it began with.',
  );
};

const requireRecorded = (open: readonly Job[], flags: AwsFlags, { recordings }: AwsSettings): void => {
  if (flags.check !== true || open.length > 0) return;
  throw new HarnessError(
    'usage',
    `Failed to check: ${recordings}/${ORIGIN} holds none of these scenarios`,
    'Record them first, by the same command without --check.',
  );
};

const prepare = (flags: AwsFlags, io: Io): Work => {
  const settings = completeAwsFlags(flags, io.environment);
  const suite = loadSuite(flags.suites);
  const journal = new Journal(journalFile(settings.recordings, settings.region, useOf(flags)));
  requireInterrupted(journal, flags);
  const began = flags.resume === true ? journal.runs.at(-1)?.selection : undefined;
  const selection = began ?? { only: flags.only ?? [], skip: flags.skip ?? [] };
  const jobs = jobsOf(planCases(suite, selection));
  const open = openJobs(jobs, journal, { flags, settings, suite });
  requireRecorded(open, flags, settings);
  return { flags, settings, suite, selection, journal, jobs, open, io };
};

const provenanceOf = (connection: Connection, region: string, serviceModel: string): Provenance => ({
  serviceModel,
  kind: 'recorded',
  source: 'recorded from AWS',
  date: new Date().toISOString().slice(0, 10),
  target: { name: ORIGIN, version: null },
  region,
  tool: `apigw-conformance ${VERSION}`,
  sdk: SDK_VERSION,
  node: process.versions.node,
  tls: connection.tls(),
});

interface Ended extends DriverOutcome {
  readonly leaked: number;
  readonly interrupted: boolean;
}

const drive = async (work: Work, connection: Connection, keep: DriverOptions['keep']): Promise<Ended> => {
  const { settings, suite, journal, open, io, flags } = work;
  const { send, clock, caller } = connection;
  const run = randomUUID();
  journal.begin(run, accountSeal(io.environment)(settings.account), work.selection);
  const size = poolSize(open, settings.apis);
  const tags = () => leaseTags(run, new Date(), settings.tags);
  const note = (text: string): void => io.err(`${text}\n`);
  const pool = new ApiPool({ calls: createApiCalls(send, clock), journal, run, size, tags, note });
  const progress = createProgress(io, flags.quiet === true);
  const interrupt = onInterrupt(io);
  const total = open.reduce((sum, { planned }) => sum + planned.length, 0);
  let done = 0;
  const onCase = (): void => progress.show(++done, total);
  const context = awsContext(suite, send, caller, settings.endpoint);
  try {
    const outcome = await recordScenarios(open, { context, pool, journal, clock, workers: size, tags, keep, onCase, stopped: interrupt.asked });
    progress.clear();
    return { ...outcome, leaked: await pool.drain(), interrupted: interrupt.asked() };
  } finally {
    interrupt.undo();
    progress.clear();
  }
};

const tell = ({ failed, stop, leaked, interrupted }: Ended, io: Io): void => {
  for (const { id, reason } of failed) io.err(`not recorded: ${id}: ${visible(reason)}\n`);
  if (stop !== null) io.err(`The recording stopped: ${visible(stop)}. What is finished is kept; "record --resume" goes on.\n`);
  if (interrupted) io.err('Interrupted. What is finished is kept; "record --resume" goes on.\n');
  if (leaked > 0) io.err(`${leaked} APIs are left in the account: "record --resume" uses them and deletes them, "janitor" deletes them.\n`);
};

const exitOf = ({ failed, stop, leaked, interrupted }: Ended): number => {
  if (leaked > 0) return EXIT.leaked;
  if (interrupted) return EXIT.interrupted;
  return stop !== null || failed.length > 0 ? EXIT.unreachable : EXIT.ok;
};

const recordInto = async (work: Work, connection: Connection, claim: RecordingClaim): Promise<Ended & { readonly refused: boolean }> => {
  const { settings, suite, journal, jobs, flags } = work;
  const recording = createRecording({
    claim,
    suite,
    journal,
    resumed: flags.resume === true,
    order: jobs.map(({ scenario }) => scenario.id),
    provenance: () => provenanceOf(connection, settings.region, suite.serviceModel),
  });
  const ended = await drive(work, connection, recording.keep);
  recording.finish();
  return { ...ended, refused: recording.refused() !== null };
};

const report = async ({ flags, settings, selection, io }: Work): Promise<void> => {
  // Replay brings nock along, which puts itself before every connection of this process.
  const { run } = await import('../cli/commands/run.ts');
  const { suites, out } = flags;
  await run(
    {
      replay: ORIGIN,
      recordings: settings.recordings,
      ...selection,
      quiet: true,
      ...(suites === undefined ? {} : { suites }),
      ...(out === undefined ? {} : { out }),
    },
    { ...io, environment: {} },
  );
};

const check = async (work: Work, connection: Connection): Promise<number> => {
  const { settings, suite, jobs, open, io } = work;
  const lock = lockOf(folderOf(settings.recordings, false), suite);
  const drift: string[] = [];
  const ended = await drive(work, connection, (job, runs) => {
    drift.push(...driftOf(job, runs, settings.recordings, lock));
  });
  tell(ended, io);
  for (const line of drift) io.out(`drift: ${visible(line)}\n`);
  io.out(`${open.length} scenarios checked, ${jobs.length - open.length} not recorded, ${drift.length} differences\n`);
  if (ended.leaked === 0) work.journal.remove();
  const code = exitOf(ended);
  return code === EXIT.ok && drift.length > 0 ? EXIT.failed : code;
};

const recordOnce = async (work: Work, connection: Connection, claim: RecordingClaim): Promise<number> => {
  const { settings, jobs, flags, io, journal } = work;
  const ended = await recordInto(work, connection, claim);
  // What is left of the lock after a crash is found by whoever resumes, and without the journal nobody does.
  claim.release();
  connection.close();
  tell(ended, io);
  const code = ended.refused && ended.leaked === 0 ? EXIT.usage : exitOf(ended);
  const isWhole = ended.stop === null && !ended.interrupted;
  if (isWhole && ended.leaked === 0 && ended.failed.length === 0) journal.remove();
  if (isWhole) await report(work);
  if (flags.quiet !== true)
    io.out(`${settings.recordings}/${ORIGIN}: ${jobs.length - ended.failed.length} scenarios, ${countsText(connection.counts)}\n`);
  return code;
};

/** Records AWS itself, plans that, or checks AWS against what is recorded. Gives the exit code. */
export const recordAws = async (flags: AwsFlags, io: Io): Promise<number> => {
  const work = prepare(flags, io);
  if (flags.plan === true) {
    io.out(planText(await planRecording(work.open, work.suite, work.settings), work.open, work.settings));
    return EXIT.ok;
  }
  requireJournal(work.journal, flags);
  work.journal.requireAccount(work.settings.account, accountSeal(io.environment));
  makeFolder(work.settings.recordings, 'Name another folder with --recordings DIR.');
  const claim = flags.check === true ? null : claimRecording(join(work.settings.recordings, ORIGIN));
  try {
    const connection = await connect(work.settings, io.environment);
    if (flags.resume !== true) work.journal.remove();
    try {
      return claim === null ? await check(work, connection) : await recordOnce(work, connection, claim);
    } finally {
      connection.close();
    }
  } finally {
    claim?.release();
  }
};
