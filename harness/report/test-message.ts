import type { CaseResult, RunDocument } from '../result/types.ts';
import { onlyCommand } from './curl.ts';
import { deviations } from './group.ts';
import { NO_PAINT } from './options.ts';
import { textEntry } from './text-entry.ts';

const WHOLE = { paint: NO_PAINT, full: true };

const reasons = (one: CaseResult, run: RunDocument): readonly string[] => {
  const entries = deviations({ ...run, cases: [one] });
  if (entries.length > 0) return entries.flatMap((entry) => textEntry(entry, run, WHOLE));
  return one.reason === null ? [] : [`  ${one.reason}`, `  ${onlyCommand(run, one.id)}`, ''];
};

/** What came of one case, in the words of the text report, and where to read more: the message of a failed test. */
export const testMessage = (one: CaseResult, run: RunDocument): string =>
  [
    `${one.id} ${one.verdict}`,
    ...reasons(one, run),
    `What is sent and expected, and how that is known: npx apigw-conformance explain ${one.id}`,
    'What AWS does, how to fix it, and how to dispute it: reports/FOR-MAINTAINERS.md and reports/DISPUTES.md of apigw-conformance',
  ].join('\n');
