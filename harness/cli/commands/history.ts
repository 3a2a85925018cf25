import { HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import { fileJson } from '../../base/json.ts';
import { historyOf, type PastPoint } from '../../engine/result/history.ts';
import { historyMarkdown, historyText } from '../../report/compare/history.ts';
import { visibleDeep } from '../../report/words/visible-run.ts';
import type { Io } from '../../terminal/io.ts';
import { ownOf, paintFor } from '../../terminal/paint.ts';
import { committedVersions } from '../shared/git-versions.ts';
import { parsePastRun, readPastRun } from '../shared/read-past-run.ts';

/** The versions of a file that are run documents; one that is none is told and left out, for nobody can change the past. */
const fromGit = (path: string, io: Io): readonly PastPoint[] =>
  committedVersions(path).flatMap(({ label, text }): PastPoint[] => {
    try {
      return [{ label, run: parsePastRun(text, `${path} of ${label}`) }];
    } catch (thrown) {
      if (!(thrown instanceof HarnessError)) throw thrown;
      io.err(`left out: ${visible(thrown.message)}\n`);
      return [];
    }
  });

/** Prints divergence and coverage over runs: committed versions first, then files, each in the order given. */
export const history = async (files: readonly string[], flags: { git?: readonly string[]; format: string }, io: Io): Promise<number> => {
  const past = (flags.git ?? []).flatMap((path) => fromGit(path, io));
  const points = [...past, ...files.map((path): PastPoint => ({ label: path, run: readPastRun(path) }))];
  if (points.length === 0) {
    throw new HarnessError('usage', 'Failed to show history: there is no run', 'Name run documents, or one under version control with --git.');
  }
  const trends = historyOf(points);
  if (flags.format === 'json') io.out(fileJson(trends));
  else
    io.out(flags.format === 'markdown' ? historyMarkdown(visibleDeep(trends)) : historyText(visibleDeep(trends), paintFor(io)), ownOf(flags.format));
  return EXIT.ok;
};
