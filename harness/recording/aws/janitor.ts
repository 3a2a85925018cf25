import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import type { Io } from '../../terminal/io.ts';
import { accountSeal } from './account-seal.ts';
import { createApiCalls, type ListedApi } from './api-calls.ts';
import { connect } from './connect.ts';
import { RecordingStopped } from './faults.ts';
import { Journal, journalFile } from './journal.ts';
import { type AwsFlags, completeAwsFlags } from './settings.ts';
import { hasExpired, RUN_TAG } from './tags.ts';

/** An interrupted recording of this folder: what it leased is over, whatever its expiry says. */
const isAbandoned = ({ id, tags }: ListedApi, journals: readonly Journal[]): boolean =>
  journals.some(
    (journal) => typeof tags[RUN_TAG] === 'string' && (journal.leases.includes(id) || journal.runs.some(({ run }) => run === tags[RUN_TAG])),
  );

const noteDeleted = (id: string, journals: readonly Journal[]): void => {
  for (const journal of journals) if (journal.leases.includes(id)) journal.write({ kind: 'deleted', api: id });
};

/** Deletes the APIs of this tool whose lease has expired, and those of an interrupted recording in this folder. Nothing else is touched. */
export const janitor = async (flags: AwsFlags, io: Io): Promise<number> => {
  const settings = completeAwsFlags(flags, io.environment);
  const all = (['record', 'check'] as const).map((use) => new Journal(journalFile(settings.recordings, settings.region, use)));
  const journals = all.filter((journal) => !journal.isInUse);
  for (const journal of journals) journal.requireAccount(settings.account, accountSeal(io.environment));
  const connection = await connect(settings, io.environment);
  const { calls } = createApiCalls(connection.send, { clock: connection.clock, giveUpAfterMs: settings.giveUpAfterMs });
  let deleted = 0;
  let found = 0;
  try {
    const listed = await calls.list();
    for (const journal of journals) {
      for (const id of journal.leases) if (!listed.some((api) => api.id === id)) noteDeleted(id, [journal]);
    }
    const doomed = listed.filter((api) => hasExpired(api.tags, new Date()) || isAbandoned(api, journals));
    found = doomed.length;
    for (const { id } of doomed) {
      await calls.remove(id);
      noteDeleted(id, journals);
      deleted += 1;
    }
  } catch (thrown) {
    if (!(thrown instanceof RecordingStopped)) throw thrown;
    io.err(`The janitor stopped: ${visible(thrown.message)}\n`);
    return EXIT.leaked;
  } finally {
    connection.close();
  }
  io.out(`${found} leases found, ${deleted} deleted\n`);
  return EXIT.ok;
};
