import { type CellRules, cellRules } from './rules/cells.ts';
import { type ChangeRules, changeRules } from './rules/change.ts';
import { type DisplayRules, displayRules } from './rules/display.ts';
import { type HalRules, halRules } from './rules/hal.ts';
import { type RequestRules, requestRules } from './rules/request.ts';
import { type RestApiRules, restApiRules } from './rules/rest-api.ts';
import { type UpdateRules, updateRules } from './rules/update.ts';
import { type WireRules, wireRules } from './rules/wire.ts';

/**
 * The named rules of the model, each a constant or a small pure function. No rule calls another: they are put together by
 * the engine alone, so that overriding one entry changes that rule and nothing else.
 */
export interface Rules extends RequestRules, UpdateRules, CellRules, ChangeRules, DisplayRules, HalRules, WireRules, RestApiRules {}

/** AWS's rules as far as they are known; where they are not, a free choice that the rule's own words call open. */
export const awsRules: Rules = {
  ...requestRules,
  ...updateRules,
  ...cellRules,
  ...changeRules,
  ...displayRules,
  ...halRules,
  ...wireRules,
  ...restApiRules,
};
