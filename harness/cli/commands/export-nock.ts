import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { nockDefinitions } from '../../recording/export-nock.ts';
import { readCassette, readLock } from '../../recording/store.ts';
import type { Io } from '../../terminal/io.ts';

interface ExportFlags {
  readonly recordings?: string;
  readonly scope?: string;
}

/** Prints the exchanges of one scenario of a recording in nock's definition format. */
export const exportNock = async (origin: string, scenario: string, flags: ExportFlags, io: Io): Promise<number> => {
  const folder = join(flags.recordings ?? 'recordings', origin);
  const lock = readLock(folder);
  if (lock.cassettes[scenario] === undefined) {
    throw new HarnessError('usage', `Failed to export ${scenario}: ${origin} has no recording of it`, `${folder}/lock.json names those that it has.`);
  }
  const scope = flags.scope ?? 'https://apigateway.us-east-1.amazonaws.com';
  io.out(`${JSON.stringify(nockDefinitions(readCassette(folder, scenario, lock), scope), null, 2)}\n`);
  return EXIT.ok;
};
