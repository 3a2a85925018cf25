import { join } from 'node:path';
import { sha256, writeCassette, writeLock } from '../../recording/store.ts';
import { cassetteText } from '../../recording/stringify.ts';
import type { Cassette, Provenance } from '../../recording/types.ts';

/** A recording that is written down from a source: each cassette with the session that tells where it comes from. */
export interface Reconstruction {
  readonly recordings: string;
  readonly origin: string;
  /** Digest of the suite whose requests it has. */
  readonly suite: string;
  readonly written: readonly { readonly cassette: Cassette; readonly session: Provenance }[];
}

/** Writes a reconstructed recording whole. */
export const writeReconstruction = ({ recordings, origin, suite, written }: Reconstruction): void => {
  const folder = join(recordings, origin);
  for (const { cassette } of written) writeCassette(folder, cassette);
  const pinned = written.map(({ cassette }, session) => [cassette.scenario, { sha256: sha256(cassetteText(cassette)), session }]);
  writeLock(folder, { format: 1, origin, suite, sessions: written.map(({ session }) => session), cassettes: Object.fromEntries(pinned) });
};
