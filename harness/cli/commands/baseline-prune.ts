import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import { type Pruned, pruneBaseline } from '../../engine/baseline/prune-baseline.ts';
import type { Io } from '../../terminal/io.ts';
import { baselineBeside, readBaseline, readVerdicts, requireOwn, writeBaseline } from '../shared/read-run.ts';

const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  - ${visible(line)}\n`).join('')}`;

const show = ({ vanished, orphaned }: Pruned): string =>
  `${listed('the target has it no longer', vanished)}${listed('the suite no longer asks for it', orphaned)}`;

/** Takes what is gone out of a baseline, and says what that was. */
export const baselinePrune = async (file: string, flags: { baseline?: string; dryRun?: boolean }, io: Io): Promise<number> => {
  const run = readVerdicts(file);
  const path = flags.baseline ?? baselineBeside(file);
  const baseline = requireOwn(readBaseline(path), path, run.target.name);
  const pruned = pruneBaseline(run, baseline);
  const gone = pruned.vanished.length + pruned.orphaned.length;
  if (gone === 0) {
    io.out(`${path}: nothing is gone.\n`);
    return EXIT.ok;
  }
  if (flags.dryRun !== true) writeBaseline(path, pruned.baseline);
  const done = flags.dryRun === true ? 'would be taken out' : 'taken out';
  io.out(`${show(pruned)}${path}: ${gone} of ${pruned.of} ${done}.\n`);
  return EXIT.ok;
};
