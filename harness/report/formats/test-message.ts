import type { CaseResult, RunDocument } from '../../engine/result/types.ts';
import { onlyCommand } from '../reproduce/curl.ts';
import { failureText, gatingOf, indexRun } from '../words/case-text.ts';

const whyOf = (one: CaseResult, run: RunDocument): readonly string[] => {
  if (gatingOf(one).length > 0) return [failureText(indexRun(run), one), ''];
  return one.reason === null ? [] : [one.reason, onlyCommand(run, one.id), ''];
};

/** What came of one case, and where to read more: the message of a failed test. */
export const testMessage = (one: CaseResult, run: RunDocument): string =>
  [
    `${one.id} ${one.verdict}`,
    ...whyOf(one, run),
    `What is sent and expected, and how that is known: npx apigw-conformance explain ${one.id}`,
    'How to fix it, and how to show that the fact is wrong: reports/FOR-MAINTAINERS.md and reports/DISPUTES.md of apigw-conformance',
  ].join('\n');
