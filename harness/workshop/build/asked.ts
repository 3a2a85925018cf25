import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { planCases } from '../../engine/plan/plan.ts';
import type { NamedExchange } from '../../engine/result/named-exchange.ts';
import { judgeContext } from '../../engine/run/run.ts';
import { runCase } from '../../engine/run/run-case.ts';
import { createControl } from '../../service/control.ts';
import { modelTarget } from '../../targets/model-target.ts';

const caller = { credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, region: 'us-east-1', now: () => new Date() };

/** What a scenario of one case sends, save the making and deleting of its API: as it sends it to the model. @throws Error where there is no such scenario */
export const askedBy = async (suite: Suite, id: string): Promise<{ planned: PlannedCase; asked: readonly NamedExchange[] }> => {
  const [planned] = planCases(suite, { only: [id], skip: [] }).filter(({ support }) => !support);
  if (planned === undefined) throw new Error(`no scenario ${id}`);
  const target = modelTarget(caller);
  const control = createControl({ endpoint: target.endpoint, caller });
  const { exchanges } = await runCase(planned, { target, control, judge: judgeContext(suite, false) });
  return { planned, asked: exchanges.filter(({ frame }) => !frame) };
};
