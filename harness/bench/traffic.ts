import { modelTarget } from '../cli/model-target.ts';
import { judgeContext } from '../run.ts';
import { runCase } from '../run-case.ts';
import type { PlannedCase, Suite } from '../scenario/types.ts';
import type { Caller } from '../wire/authorize.ts';
import { createControl } from '../wire/control.ts';
import type { WireRequest } from '../wire/exchange.ts';

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
