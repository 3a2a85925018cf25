import { decideAll } from '../../engine/judge/decide.ts';
import type { Rehearsal } from './rehearse.ts';
import { runAll, tryOut } from './try-out.ts';
import type { Accusation, Variant, VariantResult } from './types.ts';

/** Runs the whole suite against a lawful variant: every case that is neither passed nor observed accuses it. */
export const acquit = async (rehearsal: Rehearsal, variant: Variant): Promise<VariantResult> => {
  const trial = tryOut(rehearsal, variant);
  const ids = [...rehearsal.cases.keys()];
  const records = (await runAll(trial, ids)).map(({ record }) => record);
  const decisions = decideAll(records);
  const accused = records.flatMap((record): Accusation[] => {
    const { verdict, reason } = decisions.get(record.case.id) ?? { verdict: 'errored' as const, reason: 'no decision' };
    if (verdict === 'passed' || verdict === 'observed') return [];
    const deciding = record.steps.flatMap(({ findings }) => findings.filter(({ gating }) => gating));
    const places = deciding.map(({ step, where, aspect, pointer, fact }) => `${step}: ${aspect} of ${where}${pointer} (${fact})`);
    return [{ case: record.case.id, verdict, reason: reason ?? places.join('; ') }];
  });
  const { name, allowedBy, differs } = variant;
  return { name, allowedBy, differs, cases: ids.filter((id) => trial.differs(id)).length, accused };
};
