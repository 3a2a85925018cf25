import type { Reading, Refusal } from '../refusal.ts';
import type { Operation, Route, Violations } from '../rules/request.ts';
import type { Rules } from '../rules.ts';
import type { Customization, Store } from '../state.ts';
import type { JsonObject } from '../wire.ts';

/** What a request meets: the rules, the state, and what it asks for. */
export interface Context {
  readonly rules: Rules;
  readonly store: Store;
  readonly where: Route;
  readonly hal: boolean;
  readonly body: string;
  /** Next number of the model's one counter of resources. */
  readonly nextCount: () => number;
}

/** An answer before it is written: a body (or none), or a refusal. */
export type Reply = { readonly success: Operation; readonly body: JsonObject | undefined } | { readonly refused: Refusal };

/** The customization that the request's type has now. */
export function storedNow({ store, where }: Context): Customization | undefined {
  return store.get(where.apiId)?.customizations.get(where.type);
}

/** What is wrong with the response type in the path, in AWS's words. */
export function uriViolations({ rules, where }: Context): readonly string[] {
  const violation = rules.responseTypes.includes(where.type) ? undefined : rules.typeViolation(where.type);
  return violation === undefined ? [] : [violation];
}

/** The first refusal that a request meets before its business rules, if any. */
export function firstRefusal({ rules, store, where }: Context, input: Reading<unknown>, violations: Violations): Refusal | undefined {
  for (const check of rules.checkOrder) {
    if (check === 'serialization' && 'refused' in input) return input.refused;
    const texts = check === 'validation' ? rules.orderViolations(violations) : [];
    if (texts.length > 0) return rules.validationFailure(texts);
    if (check === 'api' && !store.has(where.apiId)) return rules.unknownApi(where, rules.accountId);
  }
  return 'refused' in input ? input.refused : undefined;
}
