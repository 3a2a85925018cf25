import { createModel } from '../../suites/model/model.ts';
import { modelTargetOver, sendInto } from '../targets/in-process.ts';
import type { Target } from '../targets/target.ts';
import { VERSION } from '../version.ts';
import type { Caller } from '../wire/authorize.ts';
import type { Send } from '../wire/exchange.ts';

/** A `Send` straight into the model, without sockets. */
export const modelSend = (model: ReturnType<typeof createModel>): Send => sendInto(model.handle);

/** The embedded model as a target. */
export const modelTarget = (caller: Caller, overrides?: Parameters<typeof createModel>[0]): Target =>
  modelTargetOver(modelSend(createModel(overrides)), caller, VERSION);
