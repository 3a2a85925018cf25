import type { Reading, Refusal } from '../refusal.ts';
import type { PutInput } from '../rules/change.ts';
import type { Rules } from '../rules.ts';
import { type Context, firstRefusal, type Reply, storedNow, uriViolations } from './context.ts';
import { readPut } from './read-input.ts';
import { showOne } from './view.ts';

function badEntry(rules: Rules, input: PutInput): Refusal | undefined {
  const parameters = [...(input.responseParameters ?? [])];
  const badKeys = parameters.map(([key]) => key).filter((key) => !rules.isParameterKey(key));
  const badValues = parameters.map(([, value]) => value).filter((value) => !rules.isParameterValue(value));
  const named = rules.namedEntry(badKeys) ?? rules.namedEntry(badValues);
  if (named !== undefined) return rules.invalidMapping(named);
  const badType = [...(input.responseTemplates?.keys() ?? [])].find((key) => !rules.isContentType(key));
  return badType === undefined ? undefined : rules.invalidContentType(badType);
}

function bodyViolations(rules: Rules, input: Reading<PutInput>): readonly string[] {
  const statusCode = 'refused' in input ? undefined : input.value.statusCode;
  return statusCode === undefined || rules.isStatusCode(statusCode) ? [] : [rules.statusViolation(statusCode)];
}

/** PutGatewayResponse: its checks, and the state that replaces the one before. */
export function put(context: Context): Reply {
  const { rules, store, where } = context;
  const input = readPut(rules, context.body);
  const violations = { operations: [], body: bodyViolations(rules, input), uri: uriViolations(context) };
  const early = firstRefusal(context, input, violations);
  if (early !== undefined) return { refused: early };
  if ('refused' in input) return input;
  const refused = badEntry(rules, input.value);
  if (refused !== undefined) return { refused };
  const before = storedNow(context);
  const outcome = rules.putCustomization(before, input.value);
  if ('refused' in outcome) return outcome;
  const after = outcome.stored;
  rules.save(store, where, after);
  return { success: where.operation, body: showOne(context, rules.putAnswer({ before, after })) };
}
