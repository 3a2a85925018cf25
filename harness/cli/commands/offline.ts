import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { EXIT } from '../../base/exit.ts';
import { type NamedText, replaceFiles, type Writing } from '../../base/write-file.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import { assemble, type RunFrame, UNASKED } from '../../engine/run/run.ts';
import { originsOf } from '../../recording/store.ts';
import { type Compared, comparisonMarkdown, comparisonText, disagreement } from '../../report/compare/comparison.ts';
import { renderPage } from '../../report/page/index.ts';
import { describeReplay } from '../../targets/replay-target.ts';
import type { Io } from '../../terminal/io.ts';
import { createProgress } from '../../terminal/progress.ts';
import { BUNDLED } from '../shared/bundled.ts';
import { inFolder } from '../shared/claim-folder.ts';
import { pageAssets } from '../shared/page-assets.ts';
import { readVerdicts } from '../shared/read-run.ts';
import { type PlayedRecording, playAll } from '../shared/replay-pool.ts';
import { runTarget } from '../shared/run-target.ts';
import { writeRun } from '../shared/write-run.ts';

const OUT = 'apigw-report';

/** The folder of this project: recordings lie in it, or in its build. */
const projectFolder = (): string => {
  const parent = resolve(BUNDLED, '..');
  return basename(parent) === 'dist' ? dirname(parent) : parent;
};

const committedRun = (origin: string): Compared['committed'] => {
  const path = join(projectFolder(), 'reports', origin, 'run.json');
  return existsSync(path) ? readVerdicts(path) : null;
};

/** Says which committed reports agree, so that a comparison with nothing is seen to be none. */
const agreement = (compared: readonly Compared[]): string => {
  const equal = compared.filter((one) => one.committed !== null && disagreement(one) === null).map(({ run: { target } }) => target.origin);
  return `equal to the committed reports: ${equal.join(', ') || 'none is there'}\n`;
};

const COMPARISON: Writing = { what: 'the comparison', hint: 'Run it in a folder that can be written.' };

const OPTIONS = { only: [], skip: [], strict: false, requireImplemented: false, concurrency: 1 };

const report = (
  recording: PlayedRecording,
  { suite, planned, started }: { suite: Suite; planned: readonly PlannedCase[]; started: Date },
): Compared => {
  const { origin, times } = recording;
  const frame: RunFrame = { suite, planned, target: describeReplay(BUNDLED, origin), options: OPTIONS, interrupted: false };
  const milliseconds = Object.values(times).reduce((sum, time) => sum + time, 0);
  const { document, timing } = assemble(frame, recording, { smoked: UNASKED, milliseconds });
  writeRun(join(OUT, origin), document, { started: started.toISOString(), ...timing });
  return { run: document, committed: committedRun(origin) };
};

const compareAll = async (origins: readonly string[], io: Io): Promise<number> => {
  const started = new Date();
  const suite = loadSuite();
  const planned = planCases(suite, { only: [], skip: [] });
  const progress = createProgress(io, false);
  const reported = new Map<string, Compared>();
  const onRecording = (recording: PlayedRecording): void => void reported.set(recording.origin, report(recording, { suite, planned, started }));
  await playAll({ recordings: BUNDLED, origins, planned, onCases: progress.show, onRecording }).finally(progress.clear);
  const compared = origins.flatMap((origin) => reported.get(origin) ?? []);
  const page = renderPage(
    compared.map(({ run }) => run),
    pageAssets(),
  );
  const pair: readonly NamedText[] = [
    [join(OUT, 'comparison.md'), comparisonMarkdown(compared)],
    [join(OUT, 'index.html'), page],
  ];
  replaceFiles(pair, COMPARISON);
  const differences = compared.flatMap((one) => disagreement(one) ?? []);
  io.out(
    `${comparisonText(compared)}\npage: ${OUT}/index.html, to be opened in a browser\nreport: ${OUT}/comparison.md, and ${OUT}/<origin>/report.md\n`,
  );
  io.out(agreement(compared));
  for (const difference of differences) io.err(`${difference}\n`);
  return differences.length === 0 ? EXIT.ok : EXIT.failed;
};

/**
 * The offline main job: every bundled recording is replayed, and one comparison is written over all of them.
 * It compares and does not judge: 0 when what it finds equals the committed reports.
 */
export const offline = async (io: Io): Promise<number> => {
  const origins = originsOf(BUNDLED);
  if (origins.length === 0) return runTarget({}, { ...io, environment: {} });
  return inFolder(OUT, () => compareAll(origins, io), COMPARISON);
};
