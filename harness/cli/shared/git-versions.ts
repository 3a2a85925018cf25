import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { causeOf, HarnessError } from '../../base/errors.ts';

/** A file as it stood after a commit. */
export interface CommittedVersion {
  /** Short hash and day of the commit. */
  readonly label: string;
  readonly text: string;
}

/** A run document is some megabytes. */
const MAX_BYTES = 2 ** 28;

const git = (folder: string, args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MAX_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });

const firstLine = (thrown: unknown): string => {
  const said = typeof thrown === 'object' && thrown !== null && 'stderr' in thrown ? String(thrown.stderr).trim() : '';
  return (said === '' ? causeOf(thrown) : said).split('\n')[0] ?? '';
};

/**
 * Every committed version of a file, oldest first.
 * @throws HarnessError `usage` where git does not answer, or no commit has the file
 */
export const committedVersions = (path: string): readonly CommittedVersion[] => {
  const [folder, file] = [dirname(path), `./${basename(path)}`];
  try {
    const log = git(folder, ['log', '--reverse', '--diff-filter=AMT', '--format=%h %cs', '--', file]);
    const labels = log.split('\n').filter((line) => line !== '');
    if (labels.length === 0) throw new Error('no commit has it');
    return labels.map((label) => ({ label, text: git(folder, ['show', `${label.split(' ')[0]}:${file}`]) }));
  } catch (thrown) {
    throw new HarnessError(
      'usage',
      `Failed to read the history of ${path}: ${firstLine(thrown)}`,
      'Name a run.json under version control, in a clone that has its commits (fetch-depth: 0 in CI).',
    );
  }
};
