import { decideAll } from '../../engine/judge/decide.ts';
import type { Verdict } from '../../engine/judge/types.ts';
import type { Chase } from './catch-mutant.ts';
import { runAll } from './try-out.ts';

const counted = (values: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count} ${value}`).join(', ');
};

const differing = ({ rehearsal, trial }: Chase): readonly string[] => [...rehearsal.cases.keys()].filter((id) => trial.differs(id));

/** Why nothing caught a mutant, in words that say what to do about it. */
export const whySurvived = async (chase: Chase): Promise<string> => {
  const ids = differing(chase);
  if (ids.length === 0) return 'never asked: no case is answered in another way';
  const { mutant, trial, rehearsal } = chase;
  const records = (await runAll(trial, rehearsal.cases.keys())).map(({ record }) => record);
  const decisions = decideAll(records);
  const verdicts = ids.map((id): Verdict => decisions.get(id)?.verdict ?? 'errored');
  const asked = new Set(ids);
  const aspects = records
    .filter(({ case: one }) => asked.has(one.id))
    .flatMap(({ steps }) => steps.flatMap(({ findings }) => findings.map(({ aspect, gating }) => `${aspect}${gating ? '' : ' (advisory)'}`)));
  const found = aspects.length === 0 ? 'no finding' : `findings: ${counted(aspects)}`;
  return `${ids.length} cases are answered in another way (${counted(verdicts)}), none fails at ${mutant.aspect}; ${found}`;
};
