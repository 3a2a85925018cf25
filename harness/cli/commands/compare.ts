import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { fileJson } from '../../base/json.ts';
import { type Comparison, compareRuns } from '../../engine/result/compare-runs.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { type CauseChanges, compareCauses } from '../../report/compare/compare-causes.ts';
import { comparedMarkdown } from '../../report/compare/compare-markdown.ts';
import { comparedText } from '../../report/compare/compare-text.ts';
import { visibleDeep } from '../../report/words/visible-run.ts';
import type { Io } from '../../terminal/io.ts';
import { ownOf, paintFor } from '../../terminal/paint.ts';
import { readVerdicts } from '../shared/read-run.ts';

interface CompareFlags {
  readonly acrossSuites?: boolean;
  readonly format: string;
  readonly full?: boolean;
}

const requireComparable = (before: RunDocument, after: RunDocument, acrossSuites: boolean): void => {
  if (before.suite.digest !== after.suite.digest && !acrossSuites) {
    throw new HarnessError(
      'usage',
      `Failed to compare runs: they are of two suites, ${before.suite.version} (${before.suite.digest}) and ${after.suite.version} (${after.suite.digest})`,
      'Run both with one version, or compare what both suites ask alike with --across-suites.',
    );
  }
  if (before.options.strict !== after.options.strict) {
    throw new HarnessError('usage', 'Failed to compare runs: one is strict, the other is not', 'Run both with --strict, or both without.');
  }
};

interface Compared {
  readonly comparison: Comparison;
  readonly causes: CauseChanges;
}

const render = (compared: Compared, { format, full }: CompareFlags, io: Io): string => {
  if (format === 'json') return fileJson({ ...compared.comparison, causes: compared.causes });
  const { comparison, causes } = visibleDeep(compared);
  return format === 'markdown'
    ? comparedMarkdown(comparison, causes)
    : comparedText(comparison, { paint: paintFor(io), full: full === true, causes });
};

/** Compares two runs; exit 1 where something got worse. */
export const compare = async (files: { before: string; after: string }, flags: CompareFlags, io: Io): Promise<number> => {
  const [before, after] = [readVerdicts(files.before), readVerdicts(files.after)];
  requireComparable(before, after, flags.acrossSuites === true);
  const comparison = compareRuns(before, after);
  io.out(render({ comparison, causes: compareCauses(before, after) }, flags, io), ownOf(flags.format));
  return comparison.changes.some(({ change }) => change === 'worse') ? EXIT.failed : EXIT.ok;
};
