import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { VERSION } from '../../base/version.ts';
import { SDK_VERSION } from '../../service/control.ts';
import { onInterrupt } from '../../terminal/interrupt.ts';
import type { Io } from '../../terminal/io.ts';
import { createProgress } from '../../terminal/progress.ts';
import { claimRecording, type RecordingClaim } from '../replace-recording.ts';
import type { Provenance } from '../types.ts';
import { accountSeal } from './account-seal.ts';
import { createApiCalls } from './api-calls.ts';
import { type Connection, connect } from './connect.ts';
import { driftOf } from './drift.ts';
import { countsText, planRecording, planText } from './plan-recording.ts';
import { ApiPool } from './pool.ts';
import { prepare, requireJournal, type Work } from './prepare-recording.ts';
import { type DriverOptions, type DriverOutcome, recordScenarios } from './record-scenarios.ts';
import { createRecording, folderOf, lockOf, ORIGIN } from './recording.ts';
import { awsContext, poolSize } from './session.ts';
import type { AwsFlags } from './settings.ts';
import { leaseTags } from './tags.ts';

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
  const { caller } = connection;
  const patience = { clock: connection.clock, giveUpAfterMs: settings.giveUpAfterMs };
  const { calls, send } = createApiCalls(connection.send, patience);
  const run = randomUUID();
  journal.begin(run, accountSeal(io.environment)(settings.account), work.selection);
  const size = poolSize(open, settings.apis);
  const tags = () => leaseTags(run, new Date(), settings.tags);
  const note = (text: string): void => io.err(`${text}\n`);
  const pool = new ApiPool({ calls, journal, patience, run, size, tags, note });
  const progress = createProgress(io, flags.quiet === true);
  const interrupt = onInterrupt(io);
  const total = open.reduce((sum, { planned }) => sum + planned.length, 0);
  let done = 0;
  const onCase = (): void => progress.show(++done, total);
  const context = awsContext(suite, send, caller, settings.endpoint);
  try {
    const outcome = await recordScenarios(open, {
      context,
      pool,
      journal,
      patience,
      workers: size,
      tags,
      keep,
      onCase,
      stopped: interrupt.asked,
    });
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

/** What is replayed once it is recorded. */
export interface ReplayFlags {
  readonly replay: string;
  readonly recordings: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly suites?: string;
  readonly out?: string;
}

/** Judges what was recorded and writes its reports. */
export type Replay = (flags: ReplayFlags) => Promise<void>;

const report = async ({ flags, settings, selection }: Work, replay: Replay): Promise<void> => {
  const { suites, out } = flags;
  const rest = { ...(suites === undefined ? {} : { suites }), ...(out === undefined ? {} : { out }) };
  await replay({ replay: ORIGIN, recordings: settings.recordings, ...selection, ...rest });
};

const shareText = (count: number, of: number): string => `${count === of ? count : `${count} of ${of}`} scenarios`;

const check = async (work: Work, connection: Connection): Promise<number> => {
  const { settings, suite, jobs, open, io } = work;
  const lock = lockOf(folderOf(settings.recordings, false), suite);
  const drift: string[] = [];
  const ended = await drive(work, connection, (job, runs) => {
    drift.push(...driftOf(job, runs, settings.recordings, lock));
  });
  tell(ended, io);
  for (const line of drift) io.out(`drift: ${visible(line)}\n`);
  io.out(`${shareText(ended.kept, open.length)} checked, ${jobs.length - open.length} not recorded, ${drift.length} differences\n`);
  if (ended.leaked === 0) work.journal.remove();
  const code = exitOf(ended);
  return code === EXIT.ok && drift.length > 0 ? EXIT.failed : code;
};

interface Once {
  readonly claim: RecordingClaim;
  readonly replay: Replay;
}

const recordOnce = async (work: Work, connection: Connection, { claim, replay }: Once): Promise<number> => {
  const { settings, jobs, open, flags, io, journal } = work;
  const ended = await recordInto(work, connection, claim);
  // What is left of the lock after a crash is found by whoever resumes, and without the journal nobody does.
  claim.release();
  connection.close();
  tell(ended, io);
  const code = ended.refused && ended.leaked === 0 ? EXIT.usage : exitOf(ended);
  const isWhole = ended.stop === null && !ended.interrupted;
  if (isWhole && ended.leaked === 0 && ended.failed.length === 0) journal.remove();
  if (isWhole) await report(work, replay);
  if (flags.quiet !== true) {
    const held = shareText(jobs.length - open.length + ended.kept, jobs.length);
    io.out(`${settings.recordings}/${ORIGIN}: ${held}, ${countsText(connection.counts)}\n`);
  }
  return code;
};

/** Records AWS itself, plans that, or checks AWS against what is recorded. Gives the exit code. */
export const recordAws = async (flags: AwsFlags, io: Io, replay: Replay): Promise<number> => {
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
      return claim === null ? await check(work, connection) : await recordOnce(work, connection, { claim, replay });
    } finally {
      connection.close();
    }
  } finally {
    claim?.release();
  }
};
