import type { PlannedCase, Suite } from '../../engine/load/types.ts';
import { judgeContext } from '../../engine/run/run.ts';
import { runCase } from '../../engine/run/run-case.ts';
import type { Caller } from '../../service/authorize.ts';
import { createControl } from '../../service/control.ts';
import type { WireRequest } from '../../service/exchange.ts';
import { modelTarget } from '../../targets/model-target.ts';

/** The requests of one case, in order, with placeholders for the ids of its APIs. */
export type CaseTraffic = readonly WireRequest[];

/** What the suite sends, case by case, as seen on a run against the model. */
export const captureTraffic = async (suite: Suite, planned: readonly PlannedCase[], caller: Caller): Promise<readonly CaseTraffic[]> => {
  const target = modelTarget(caller);
  const control = createControl({ endpoint: target.endpoint, caller });
  const context = { target, control, judge: judgeContext(suite, false) };
  const traffic: CaseTraffic[] = [];
  for (const one of planned) {
    const { exchanges } = await runCase(one, context);
    traffic.push(exchanges.map(({ exchange }) => exchange.request));
  }
  return traffic;
};
