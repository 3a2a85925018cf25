import { join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { VERSION } from '../../base/version.ts';
import { exitCodeOf } from '../../engine/baseline/exit-code.ts';
import { endedBefore } from '../../engine/result/unchecked.ts';
import { isCut } from '../../engine/result/whole.ts';
import { isNameOfAws, isNoFolderName } from '../../recording/names.ts';
import { lockBefore, writeRecording } from '../../recording/recorder.ts';
import { claimRecording, type RecordingClaim } from '../../recording/replace-recording.ts';
import type { Provenance } from '../../recording/types.ts';
import { SDK_VERSION } from '../../service/control.ts';
import type { Io } from '../../terminal/io.ts';
import { chooseCases, openSession, type RunSession } from '../shared/check-target.ts';
import { inFolder } from '../shared/claim-folder.ts';
import { execute } from '../shared/execute.ts';
import { type CheckOptions, parseFlags, type RunFlags } from '../shared/run-flags.ts';
import { completeOptions, type RunSettings } from '../shared/run-settings.ts';
import { writeRun } from '../shared/write-run.ts';

const checkedOrigin = (origin: string): string => {
  const refuse = (cause: string): HarnessError =>
    new HarnessError('usage', `Failed to record origin ${JSON.stringify(origin)}: ${cause}`, 'Name the target, as in --origin moto.');
  if (isNameOfAws(origin)) throw refuse('that name is kept for what AWS answered');
  if (isNoFolderName(origin)) throw refuse('no folder has that name on every file system');
  return origin;
};

const provenanceOf = (version: string | null, origin: string, { suite, target }: RunSession): Provenance => ({
  kind: 'recorded',
  source: 'recorded from an endpoint that its user named',
  date: new Date().toISOString().slice(0, 10),
  target: { name: origin, version },
  region: target.caller.region,
  tool: `apigw-conformance ${VERSION}`,
  sdk: SDK_VERSION,
  node: process.versions.node,
  serviceModel: suite.serviceModel,
});

/** What this process alone writes to while it records. */
interface Claims {
  readonly origin: string;
  readonly settings: RunSettings;
  readonly claim: RecordingClaim;
}

const recordInto = async (options: CheckOptions, { origin, settings, claim }: Claims, io: Io): Promise<number> => {
  const { quiet = false } = options;
  const session = await openSession(settings, chooseCases({ ...options, whole: true }));
  lockBefore(join(settings.recordings, origin), origin, session.suite);
  const started = new Date().toISOString();
  const outcome = await execute(session, io, quiet);
  writeRun(settings.out, outcome.document, { started, ...outcome.timing });
  const code = exitCodeOf(outcome.document, null);
  if (outcome.document.interrupted || endedBefore(outcome.document.smoke) !== null) {
    io.err(`Nothing was recorded: ${outcome.document.unchecked ?? 'the run did not come to its end.'}\n`);
    return code;
  }
  if (outcome.runs.some(({ exchanges }) => isCut(exchanges))) {
    io.err(`Nothing was recorded: the answers of this target are too long to be kept.\nLook at ${settings.out}/report.md for what it sends.\n`);
    return code === EXIT.ok ? EXIT.failed : code;
  }
  const provenance = provenanceOf(settings.version, origin, session);
  const place = { recordings: settings.recordings, origin, suite: session.suite, provenance, claim };
  const written = writeRecording(session.planned, outcome.runs, place);
  if (!quiet) io.out(`${settings.recordings}/${origin}: ${written} scenarios, ${outcome.timing.requests} exchanges\n`);
  // What failed is worth keeping, and so is what only observes.
  return code === EXIT.failed || code === EXIT.usage ? EXIT.ok : code;
};

/** Runs the suite against an endpoint and writes the traffic as a recording. */
export const record = async (flags: RunFlags & { readonly origin?: string }, io: Io): Promise<number> => {
  const origin = checkedOrigin(flags.origin ?? '');
  const options = { ...parseFlags(flags), name: origin };
  const settings = completeOptions(options, io.environment);
  return inFolder(settings.out, async () => {
    const claim = claimRecording(join(settings.recordings, origin));
    try {
      return await recordInto(options, { origin, settings, claim }, io);
    } finally {
      claim.release();
    }
  });
};
