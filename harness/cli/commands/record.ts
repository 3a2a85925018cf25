import type { Provenance } from '../../cassette/types.ts';
import { HarnessError } from '../../errors.ts';
import { EXIT, exitCodeOf } from '../../result/exit-code.ts';
import { VERSION } from '../../version.ts';
import { SDK_VERSION } from '../../wire/control.ts';
import { execute, prepare, type RunSession } from '../execute.ts';
import type { Io } from '../io.ts';
import { makeFolder } from '../make-folder.ts';
import { writeRecording } from '../recorder.ts';
import { completeFlags, type RunFlags } from '../run-flags.ts';
import { writeRun } from '../write-run.ts';

const RESERVED = /^aws($|-)/;

const checkedOrigin = (origin: string): string => {
  if (!RESERVED.test(origin)) return origin;
  throw new HarnessError(
    'usage',
    `Failed to record origin ${origin}: that name is kept for what AWS answered`,
    'Name the target, as in --origin moto.',
  );
};

const provenanceOf = (flags: RunFlags, origin: string, { suite, target }: RunSession): Provenance => ({
  kind: 'recorded',
  source: 'recorded from an endpoint that its user named',
  date: new Date().toISOString().slice(0, 10),
  target: { name: origin, version: flags.targetVersion ?? null },
  region: target.caller.region,
  tool: `apigw-conformance ${VERSION}`,
  sdk: SDK_VERSION,
  node: process.versions.node,
  serviceModel: suite.serviceModel,
});

/** Runs the suite against an endpoint and writes the traffic as a recording. */
export const record = async (flags: RunFlags, io: Io): Promise<number> => {
  const origin = checkedOrigin(flags.origin ?? '');
  const settings = completeFlags({ ...flags, name: origin }, io.environment);
  makeFolder(settings.recordings, 'Name another folder with --recordings DIR.');
  const session = await prepare(flags, settings, io);
  const started = new Date().toISOString();
  const outcome = await execute(session, io);
  writeRun(settings.out, outcome.document, { started, ...outcome.timing });
  const code = exitCodeOf(outcome.document, null);
  const { interrupted, smoke } = outcome.document;
  if (interrupted || smoke.verdict === 'dead') {
    io.err(`Nothing was recorded: the run did not come to its end.\n${smoke.verdict === 'dead' ? `${smoke.notes.join(' ')}\n` : ''}`);
    return code;
  }
  const provenance = provenanceOf(flags, origin, session);
  const written = writeRecording(session.planned, outcome.runs, { recordings: settings.recordings, origin, suite: session.suite, provenance });
  if (flags.quiet !== true) io.out(`${settings.recordings}/${origin}: ${written} scenarios, ${outcome.timing.requests} exchanges\n`);
  // What failed is worth keeping, and so is what only observes.
  return code === EXIT.failed || code === EXIT.usage ? EXIT.ok : code;
};
