import { canonicalJson, type Json } from '../../base/json.ts';
import { trafficDigest, trafficOf } from '../../engine/result/traffic.ts';
import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { figuresText } from '../words/figure-lines.ts';

/** A replayed recording beside what the committed report of the same target says; null where there is none. */
export interface Compared {
  readonly run: RunDocument;
  readonly committed: RunDocument | null;
}

/** A case without its exchanges: of these a digest tells, for all cases at once. */
const shownCase = ({ exchanges: _, bare: __, ...one }: CaseResult): string => canonicalJson(one as unknown as Json);

const digestOf = (run: RunDocument): string => run.bare?.digest ?? trafficDigest(trafficOf(run));

/** How a replay and a committed report differ, in words; null where they agree. */
export const disagreement = ({ run, committed }: Compared): string | null => {
  if (committed === null) return null;
  if (run.suite.digest !== committed.suite.digest)
    return `${run.target.origin}: the committed report is of suite ${committed.suite.digest}, not of ${run.suite.digest}`;
  const { origin } = run.target;
  const before = new Map(committed.cases.map((one) => [one.id, shownCase(one)]));
  const different = run.cases.filter((one) => before.get(one.id) !== shownCase(one)).map(({ id }) => id);
  if (different.length > 0) return `${origin}: ${different.length} cases are not as in the committed report, the first is ${different[0]}`;
  return digestOf(run) === digestOf(committed) ? null : `${origin}: every case is as in the committed report, and some exchange is not`;
};

const WHOSE: Readonly<Record<string, string>> = {
  aws: 'AWS',
  'aws-documentation': 'AWS, as its documentation shows',
  'aws-published': 'AWS, as others recorded and published',
};

const kindOf = ({ target }: RunDocument): string => WHOSE[target.origin] ?? 'emulator';

const row = ({ run }: Compared): readonly string[] => {
  const { passed, failed, unimplemented, observed, skipped, errored } = run.summary.scenarios;
  return [run.target.origin, run.target.version ?? '', kindOf(run), ...[passed, failed, unimplemented, observed, skipped, errored].map(String)];
};

const HEAD = ['origin', 'version', 'whose answers', 'passed', 'failed', 'unimplemented', 'observed', 'skipped', 'errored'];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One page over every recording, as Markdown: scenarios by verdict, then the two figures of each. */
export const comparisonMarkdown = (compared: readonly Compared[]): string =>
  [
    '# What each target does, from its recording',
    '',
    'Scenarios by verdict. Every answer was recorded before; nothing was asked of anybody.',
    '',
    line(HEAD),
    line(HEAD.map((_, index) => (index < 3 ? '---' : '--:'))),
    ...compared.map((one) => line(row(one))),
    '',
    ...compared.map(({ run }) => `- **${run.target.origin}**: ${figuresText(run)}`),
    '',
  ].join('\n');

const pad = (cells: readonly string[], widths: readonly number[]): string =>
  cells.map((cell, index) => (index < 3 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ');

/** The same for a terminal. */
export const comparisonText = (compared: readonly Compared[]): string => {
  const rows = [HEAD, ...compared.map(row)];
  const widths = HEAD.map((_, index) => Math.max(...rows.map((cells) => (cells[index] ?? '').length)));
  return [
    'what each target does, from its recording (scenarios)',
    '',
    ...rows.map((cells) => pad(cells, widths)),
    '',
    ...compared.map(({ run }) => `${run.target.origin}: ${figuresText(run)}`),
    '',
  ].join('\n');
};
