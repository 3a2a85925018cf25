import { createModel } from '../../suites/model/model.ts';
import { VERSION } from '../base/version.ts';
import type { Caller } from '../service/authorize.ts';
import type { Send } from '../service/exchange.ts';
import { modelTargetOver, sendInto } from './in-process.ts';
import type { Target } from './target.ts';

/** A `Send` straight into the model, without sockets. */
export const modelSend = (model: ReturnType<typeof createModel>): Send => sendInto(model.handle);

/** The embedded model as a target. */
export const modelTarget = (caller: Caller, overrides?: Parameters<typeof createModel>[0]): Target =>
  modelTargetOver(modelSend(createModel(overrides)), caller, VERSION);
