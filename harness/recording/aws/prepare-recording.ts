import { HarnessError } from '../../base/errors.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { Suite } from '../../engine/load/types.ts';
import { planCases, type Selection } from '../../engine/plan/plan.ts';
import type { Io } from '../../terminal/io.ts';
import { Journal, type JournalUse, journalFile } from './journal.ts';
import { type Job, jobsOf } from './record-scenarios.ts';
import { folderOf, isFinished, lockOf, ORIGIN } from './recording.ts';
import { type AwsFlags, type AwsSettings, completeAwsFlags } from './settings.ts';

/** What is to be recorded, with its journal. */
export interface Work {
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

/** Refuses to begin where another process records, or an interrupted recording has APIs on lease. @throws HarnessError `usage` */
export const requireJournal = (journal: Journal, flags: AwsFlags): void => {
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

/** Reads flags, suite and journal, and chooses what is to be recorded. @throws HarnessError */
export const prepare = (flags: AwsFlags, io: Io): Work => {
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
