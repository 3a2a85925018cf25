import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf, HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { type Freshness, staleBecause } from '../../engine/load/stale.ts';
import type { Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { staleGoldens } from '../../engine/run/goldens.ts';
import { originsOf, readCassette, readLock } from '../../recording/store.ts';
import type { Lock } from '../../recording/types.ts';
import type { Io } from '../../terminal/io.ts';
import { BUNDLED } from '../shared/bundled.ts';
import { givenNumber } from '../shared/run-flags.ts';
import { NUMBERS, oldestOf } from '../shared/run-settings.ts';
import { isTrue } from '../shared/update-goldens.ts';

interface Verdict {
  readonly tampered: readonly string[];
  readonly stale: readonly string[];
}

/** Only what the recorder heard from AWS itself, over TLS that Amazon's own authority vouches for, is evidence. */
const provenanceProblems = (lock: Lock): readonly string[] =>
  lock.sessions.flatMap((session, index) =>
    isTrue(lock.origin, session) ? [] : [`${lock.origin}/lock.json: session ${index} was not heard from AWS: its certificate is not Amazon's`],
  );

const staleSessions = (lock: Lock, freshness: Freshness): readonly string[] =>
  lock.sessions.flatMap((session) => {
    const reason = staleBecause(session, freshness);
    return reason === null ? [] : [`${lock.origin}: ${reason}`];
  });

const verifyOrigin = (recordings: string, origin: string, { suite, freshness }: { suite: Suite; freshness: Freshness }): Verdict => {
  const folder = join(recordings, origin);
  const lock = readLock(folder);
  const tampered = [...provenanceProblems(lock)];
  const stale: string[] = [...staleSessions(lock, freshness)];
  for (const scenario of Object.keys(lock.cassettes)) {
    try {
      const { sends } = readCassette(folder, scenario, lock);
      const now = suite.scenarios.find(({ id }) => id === scenario);
      if (now === undefined) stale.push(`${origin}/${scenario}: no such scenario any more`);
      else if (now.sends !== sends) stale.push(`${origin}/${scenario}: the scenario gives or sends something else now`);
    } catch (thrown) {
      if (!(thrown instanceof HarnessError)) throw thrown;
      tampered.push(causeOf(thrown));
    }
  }
  return { tampered, stale };
};

/** Where recordings are: in the folder named, else where the bare command plays them from, and where `record` writes. */
const foldersOf = (named: string | undefined): readonly string[] => {
  if (named !== undefined) return [named];
  const own = 'recordings';
  return existsSync(own) && realpathSync(own) !== realpathSync(BUNDLED) ? [BUNDLED, own] : [BUNDLED];
};

interface Origin {
  readonly folder: string;
  readonly origin: string;
}

/** Where nothing lies, nothing was verified. @throws HarnessError */
const requireOrigins = (folders: readonly string[]): readonly Origin[] => {
  const found = folders.flatMap((folder) => originsOf(folder).map((origin) => ({ folder, origin })));
  if (found.length > 0) return found;
  const cause = folders.some((folder) => existsSync(folder)) ? 'no recording is in it' : 'there is no such folder';
  throw new HarnessError(
    'usage',
    `Failed to verify ${folders.join(' and ')}: ${cause}`,
    'Name the folder that holds one folder for each origin, as in --recordings recordings.',
  );
};

/** Checks every recording and golden: checksums and provenance first, then whether each still fits the suite. */
export const verify = async (flags: { recordings?: string; suites?: string; maxAge?: string }, io: Io): Promise<number> => {
  const suite = loadSuite(flags.suites);
  const freshness: Freshness = { oldest: oldestOf(givenNumber(flags.maxAge, NUMBERS.maxAge), Date.now()), serviceModel: suite.serviceModel };
  const origins = requireOrigins(foldersOf(flags.recordings));
  const verdicts = origins.map(({ folder, origin }) => verifyOrigin(folder, origin, { suite, freshness }));
  const tampered = verdicts.flatMap((verdict) => verdict.tampered);
  const goldens = staleGoldens(suite, planCases(suite, { only: [], skip: [] }), freshness);
  const stale = [...verdicts.flatMap((verdict) => verdict.stale), ...goldens];
  for (const line of tampered) io.err(`tampered: ${visible(line)}\n`);
  for (const line of stale) io.err(`stale: ${visible(line)}; record it again\n`);
  io.out(
    `${origins.length} origins (${visible(origins.map(({ origin }) => origin).join(', '))}): ${tampered.length} tampered, ${stale.length} stale\n`,
  );
  return tampered.length + stale.length === 0 ? EXIT.ok : EXIT.tampered;
};
