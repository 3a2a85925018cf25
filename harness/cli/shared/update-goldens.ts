import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { type NamedText, replaceFiles } from '../../base/write-file.ts';
import { suiteJson } from '../../engine/load/suite-json.ts';
import type { GoldenWitness, PlannedCase, Suite } from '../../engine/load/types.ts';
import { type GoldenChange, goldenChanges } from '../../engine/run/goldens.ts';
import { judgeContext, type RunOutcome } from '../../engine/run/run.ts';
import { readLock } from '../../recording/store.ts';
import type { Lock, Provenance } from '../../recording/types.ts';
import { renderDiff } from '../../report/words/diff.ts';
import type { Io } from '../../terminal/io.ts';

/** Which origins show what AWS answers, and as what witness; every other is an emulator's, or the model's. */
const EVIDENCE: Readonly<Record<string, GoldenWitness['kind']>> = {
  aws: 'recording',
  'aws-published': 'published-recording',
  'aws-documentation': 'documentation',
};

const AMAZON = /\bAmazon\b/;

/** Whether a session is what its origin says: heard from AWS, by Amazon's own certificate, or written down from a named source. */
export const isTrue = (origin: string, { kind, tls }: Provenance): boolean =>
  origin === 'aws' ? kind === 'recorded' && tls !== undefined && AMAZON.test(tls.issuer) : kind === 'reconstructed' || !origin.startsWith('aws-');

/** Refuses to write goldens from anything but AWS evidence, before anything runs. @throws HarnessError */
export const requireEvidence = (origin: string | undefined, recordings: string): Lock => {
  const refuse = (cause: string): HarnessError =>
    new HarnessError(
      'usage',
      `Failed to update goldens: ${cause}`,
      'Goldens are written from AWS evidence alone, as in --replay aws --update-goldens; never from an emulator or the model.',
    );
  if (origin === undefined || EVIDENCE[origin] === undefined)
    throw refuse(`the origin of this run (${origin ?? 'no recording'}) is no evidence of AWS`);
  const lock = readLock(join(recordings, origin));
  if (!lock.sessions.every((session) => isTrue(origin, session))) throw refuse(`${origin} holds what was not heard from AWS`);
  return lock;
};

const witnessIn =
  (lock: Lock) =>
  (scenario: string): GoldenWitness => {
    const session = lock.sessions[lock.cassettes[scenario]?.session ?? 0];
    const { date = '', source = '', region = '', serviceModel } = session ?? {};
    const kind = EVIDENCE[lock.origin] ?? 'documentation';
    return {
      kind,
      source: kind === 'recording' ? `${source}, ${region}, ${scenario}` : source,
      date,
      ...(serviceModel === undefined ? {} : { serviceModel }),
    };
  };

const text = (change: GoldenChange): string => {
  if (change.kind === 'kept') return `kept      ${change.file}: ${change.reason}\n`;
  const { kind, file, before, after } = change;
  const witnesses = `- ${before.witness.kind}, ${before.witness.date}: ${before.witness.source}\n+ ${after.witness.kind}, ${after.witness.date}: ${after.witness.source}\n`;
  return `${kind.padEnd(9)} ${file}\n${witnesses}${kind === 'replaced' ? `${renderDiff(before.body, after.body)}\n` : ''}`;
};

/** Writes what AWS answered into the golden files, and shows what they held before beside what they hold now. */
export const updateGoldens = (
  lock: Lock,
  { suite, planned, outcome }: { suite: Suite; planned: readonly PlannedCase[]; outcome: RunOutcome },
  io: Io,
): void => {
  const { members } = judgeContext(suite, false);
  const changes = goldenChanges(suite, { planned, runs: outcome.runs, members }, witnessIn(lock));
  replaceFiles(
    changes.flatMap((change): NamedText[] => (change.kind === 'kept' ? [] : [[join(suite.root, change.file), suiteJson(change.after)]])),
    { what: 'the golden', hint: 'Name a suite that can be written with --suites DIR.' },
  );
  for (const change of changes) io.out(text(change));
  const replaced = changes.filter(({ kind }) => kind === 'replaced').length;
  io.out(`${replaced} goldens replaced, ${changes.length - replaced} not${replaced > 0 ? '; "index" pins what the suite means now' : ''}\n`);
};
