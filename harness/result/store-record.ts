import type { Case } from '../scenario/types.ts';
import type { CaseRecord } from '../verdict/decide.ts';
import type { Finding } from '../verdict/types.ts';
import { storeFinding } from './store-exchange.ts';
import type { CaseResult, StoredRecord } from './types.ts';

/** What a shard keeps of a record beside the result of the case; `shown` are the findings that stand there already. */
export const storeRecord = ({ given, steps, stopped }: CaseRecord, shown: readonly Finding[]): StoredRecord => ({
  given,
  steps: steps.map(({ findings: _, observations: __, ...step }) => step),
  stopped,
  withheld: shown.length > 0 ? [] : steps.flatMap(({ findings }) => findings.map(storeFinding)),
});

/** The record that was stored, whole again. */
export const restoreRecord = (one: Case, result: CaseResult, { given, steps, stopped, withheld }: StoredRecord): CaseRecord => {
  const findings = [...result.findings, ...withheld];
  return {
    case: one,
    given,
    steps: steps.map((step) => ({
      ...step,
      findings: findings.filter((finding) => finding.step === step.step),
      observations: result.observations.filter((observation) => observation.step === step.step),
    })),
    stopped,
  };
};
