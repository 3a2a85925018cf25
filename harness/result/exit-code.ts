import type { BaselineDifference } from './compare-baseline.ts';
import type { RunDocument } from './types.ts';

/** Exit codes of the command, the same for every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unreachable: 3, tampered: 4, leaked: 5, interrupted: 130 } as const;

const hasErrored = ({ cases }: RunDocument, difference: BaselineDifference | null): boolean =>
  cases.some(({ id, verdict, support }) => verdict === 'errored' && !support && difference?.knownErrors.has(id) !== true);

const differs = ({ unexpected, vanished, expired, orphaned, broad }: BaselineDifference): boolean =>
  [unexpected, vanished, expired, orphaned, broad].some(({ length }) => length > 0);

const hasFailed = (run: RunDocument, difference: BaselineDifference | null): boolean => {
  const { failed, unimplemented } = run.summary.cases;
  if (run.options.requireImplemented && unimplemented > 0) return true;
  return difference === null ? failed > 0 : differs(difference);
};

/**
 * Whether a run asked nothing that could have failed: it has no case of its own, or none that was more than skipped or observed.
 * Such a run is no success. Of a shard that is nothing: another may have all the rest.
 */
export const checkedNothing = ({ cases, shard }: RunDocument): boolean =>
  shard === undefined && cases.every(({ verdict, support }) => support || verdict === 'observed' || verdict === 'skipped');

/** What to say of such a run. */
export const NOTHING_CHECKED: string =
  'Nothing was checked: every case was skipped, or is a probe that only observes. Choose others with --only and --skip; the report is written.\n';

/** The exit code of a run: the first that applies. */
export const exitCodeOf = (run: RunDocument, difference: BaselineDifference | null): number => {
  if (run.interrupted) return EXIT.interrupted;
  if (hasErrored(run, difference)) return EXIT.unreachable;
  if (checkedNothing(run)) return EXIT.usage;
  return hasFailed(run, difference) ? EXIT.failed : EXIT.ok;
};
