import { plainExpected } from '../../engine/judge/expected.ts';
import type { RunDocument } from '../../engine/result/types.ts';

/** A run as a document of format 1 has it: with its traffic, and with rules as texts. Shows too that such documents are read. */
export const oldRun = (run: RunDocument): object => ({
  ...run,
  format: 1,
  cases: run.cases.map((one) => ({
    ...one,
    findings: one.findings.map((finding) => ({ ...finding, expected: plainExpected(finding.expected) })),
  })),
});
