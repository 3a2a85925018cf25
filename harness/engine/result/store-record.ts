import type { CaseRecord } from '../judge/record.ts';
import type { EffectSeen } from '../judge/types.ts';
import { gates } from '../load/deciding.ts';
import type { Case } from '../load/types.ts';
import { storeExpected, storeValue } from './room.ts';
import type { CaseResult, StoredRecord } from './types.ts';

const storeEffect = (seen: EffectSeen): EffectSeen =>
  seen.miss === null ? seen : { ...seen, miss: { ...seen.miss, expected: storeExpected(seen.miss.expected), actual: storeValue(seen.miss.actual) } };

/** What a shard keeps of a record beside the result of the case. */
export const storeRecord = ({ given, steps, stopped }: CaseRecord): StoredRecord => ({
  given,
  steps: steps.map(({ findings: _, observations: __, effects, ...step }) => ({ ...step, effects: effects.map(storeEffect) })),
  stopped,
});

/** What is restored, and under which options it was judged. */
export interface Stored {
  readonly case: Case;
  readonly result: CaseResult;
  readonly record: StoredRecord;
  readonly strict: boolean;
}

/** The record that was stored, whole again. What a shard excused for lack of an operation counts again: another shard may have it. */
export const restoreRecord = ({ case: one, result, record: { given, steps, stopped }, strict }: Stored): CaseRecord => {
  const findings = result.findings.map((finding) => ({ ...finding, gating: gates(finding.class, finding.aspect, strict) }));
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
