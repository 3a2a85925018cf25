import { EXIT } from '../../base/exit.ts';
import type { RunDocument } from '../result/types.ts';
import type { BaselineDifference } from './compare-baseline.ts';

const hasErrored = ({ cases }: RunDocument, difference: BaselineDifference | null): boolean =>
  cases.some(({ id, verdict, support }) => verdict === 'errored' && !support && difference?.knownErrors.has(id) !== true);

const differs = ({ unexpected, vanished, expired, orphaned, broad }: BaselineDifference): boolean =>
  [unexpected, vanished, expired, orphaned, broad].some(({ length }) => length > 0);

const hasFailed = (run: RunDocument, difference: BaselineDifference | null): boolean => {
  const { failed, unimplemented } = run.summary.cases;
  if (run.options.requireImplemented && unimplemented > 0) return true;
  return difference === null ? failed > 0 : differs(difference);
};

/** Nobody answered, or nobody who is an API Gateway: whatever a baseline knows, that is no success. */
const isNobody = ({ smoke, unchecked }: RunDocument): boolean => unchecked !== undefined && (smoke.verdict === 'dead' || smoke.verdict === 'foreign');

/** The exit code of a run: the first that applies. */
export const exitCodeOf = (run: RunDocument, difference: BaselineDifference | null): number => {
  if (run.interrupted) return EXIT.interrupted;
  if (isNobody(run) || hasErrored(run, difference)) return EXIT.unreachable;
  if (run.unchecked !== undefined) return EXIT.usage;
  return hasFailed(run, difference) ? EXIT.failed : EXIT.ok;
};
