import { join } from 'node:path';
import { originsOf, readCassette, readLock } from '../../cassette/store.ts';
import type { Lock } from '../../cassette/types.ts';
import { causeOf, HarnessError } from '../../errors.ts';
import { EXIT } from '../../result/exit-code.ts';
import { loadSuite } from '../../scenario/load.ts';
import type { Suite } from '../../scenario/types.ts';
import type { Io } from '../io.ts';

interface Verdict {
  readonly tampered: readonly string[];
  readonly stale: readonly string[];
}

const AMAZON = /\bAmazon\b/;

/** Only what the recorder heard from AWS itself, over TLS that Amazon's own authority vouches for, is evidence. */
const provenanceProblems = (lock: Lock): readonly string[] =>
  lock.origin !== 'aws'
    ? []
    : lock.sessions.flatMap((session, index) =>
        session.kind === 'recorded' && session.tls !== undefined && AMAZON.test(session.tls.issuer)
          ? []
          : [`aws/lock.json: session ${index} was not heard from AWS: its certificate is not Amazon's`],
      );

const DAY_MS = 86_400_000;

const tooOld = (lock: Lock, oldest: number): readonly string[] =>
  lock.sessions.filter(({ date }) => Date.parse(date) < oldest).map(({ date }) => `${lock.origin}: recorded on ${date}, longer ago than allowed`);

const verifyOrigin = (recordings: string, origin: string, { suite, oldest }: { suite: Suite; oldest: number }): Verdict => {
  const folder = join(recordings, origin);
  const lock = readLock(folder);
  const tampered = [...provenanceProblems(lock)];
  const stale: string[] = [...tooOld(lock, oldest)];
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

/** Checks every recording: checksums and provenance first, then whether each still fits the suite. */
export const verify = async (flags: { recordings?: string; suites?: string; maxAge?: string }, io: Io): Promise<number> => {
  const recordings = flags.recordings ?? 'recordings';
  const suite = loadSuite(flags.suites);
  const oldest = flags.maxAge === undefined ? 0 : Date.now() - DAY_MS * Number(flags.maxAge);
  const origins = originsOf(recordings);
  const verdicts = origins.map((origin) => verifyOrigin(recordings, origin, { suite, oldest }));
  const tampered = verdicts.flatMap((verdict) => verdict.tampered);
  const stale = verdicts.flatMap((verdict) => verdict.stale);
  for (const line of tampered) io.err(`tampered: ${line}\n`);
  for (const line of stale) io.err(`stale: ${line}; record it again\n`);
  io.out(`${origins.length} origins (${origins.join(', ')}): ${tampered.length} tampered, ${stale.length} stale\n`);
  return tampered.length + stale.length === 0 ? EXIT.ok : EXIT.tampered;
};
