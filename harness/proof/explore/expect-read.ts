import type { JsonObject } from '../../base/json.ts';
import type { Call } from './calls.ts';
import { type Defaults, familyOf } from './defaults.ts';
import {
  accepted,
  bodyHas,
  bodyIs,
  type ExpectationFile,
  type Expected,
  errorIs,
  observed,
  refused,
  STAYS_READABLE,
  stateHas,
  stateIs,
  statusIs,
} from './expectations.ts';
import {
  hasUnknown,
  isComplete,
  isEmptyOwn,
  isUntouched,
  type Known,
  type Own,
  setMembers,
  stateOf,
  type TypeState,
  wholeOf,
} from './known-state.ts';

/** What reads and Delete are judged by: all that is known of the API. */
export interface ReadContext {
  readonly known: Known;
  readonly defaults: Defaults;
  /** Every type that the sequence names. */
  readonly types: readonly string[];
}

/** Whether a type shows nothing of another: its DEFAULT type is not customised for certain. */
export const isAlone = (type: string, { known, defaults }: ReadContext): boolean => {
  const family = familyOf(type, defaults);
  return family === null || stateOf(known, family).kind === 'default';
};

const builtIn = (type: string, { defaults }: ReadContext): JsonObject => defaults.get(type) ?? {};

const getDefault = (type: string, never: boolean, context: ReadContext): readonly ExpectationFile[] => {
  if (isUntouched(context.known)) return [bodyIs('F-100', builtIn(type, context))];
  if (!never && isAlone(type, context)) return [bodyIs('F-144', builtIn(type, context))];
  return [observed(isAlone(type, context) ? 'F-154' : 'F-112b', 'body')];
};

const getSteps = (type: string, context: ReadContext): readonly ExpectationFile[] => {
  const state = stateOf(context.known, type);
  switch (state.kind) {
    case 'own':
      return [
        accepted('F-142'),
        statusIs('F-401', 200),
        bodyHas('F-146', { defaultResponse: false, responseType: type }),
        ...(isComplete(state) ? [bodyIs('F-142', wholeOf(type, state))] : isEmptyOwn(state) ? [] : [bodyHas('F-142', setMembers(state))]),
      ];
    case 'default':
      return [
        accepted('F-146'),
        statusIs('F-401', 200),
        bodyHas('F-146', { defaultResponse: true, responseType: type }),
        ...getDefault(type, state.never, context),
      ];
    case 'unknown':
      // That it stays readable is our own rule: what the last request left is not known.
      return [accepted('R-001')];
  }
};

/** Whether this is the state in which F-102 was seen: put once, in all members, beforehand. */
const showsFamily = (type: string, context: ReadContext): Own | null => {
  const state = stateOf(context.known, type);
  if (familyOf(type, context.defaults) !== 'DEFAULT_5XX' || state.kind !== 'default' || !state.never) return null;
  const family = stateOf(context.known, 'DEFAULT_5XX');
  return family.kind === 'own' && family.byOnePut && isComplete(family) ? family : null;
};

const item = (type: string, members: JsonObject): JsonObject => ({ item: { [type]: members } });

const itemSteps = (type: string, context: ReadContext): readonly ExpectationFile[] => {
  const state = stateOf(context.known, type);
  if (state.kind === 'unknown') return [];
  if (state.kind === 'own') return [bodyHas('F-142', item(type, { defaultResponse: false, ...setMembers(state) }))];
  const family = showsFamily(type, context);
  const untouched = isUntouched(context.known) ? [bodyHas('F-100', item(type, builtIn(type, context)))] : [];
  return [
    bodyHas('F-050', item(type, { defaultResponse: true })),
    ...(family === null ? untouched : [bodyHas('F-102', item(type, setMembers(family)))]),
  ];
};

/** Two types that no sequence names, one of each family: a list shows what became of them too. */
const BYSTANDERS = ['QUOTA_EXCEEDED', 'INTEGRATION_TIMEOUT'];

const listSteps = (context: ReadContext): readonly ExpectationFile[] => {
  const items = [...context.types, ...BYSTANDERS].flatMap((type) => itemSteps(type, context));
  if (hasUnknown(context.known)) return [accepted('R-001'), ...items];
  const everyType = [...context.defaults.keys()].map((type) => [type, { responseType: type }]);
  return [accepted('F-036'), statusIs('F-401', 200), bodyHas('F-036', { item: Object.fromEntries(everyType) as JsonObject }), ...items];
};

/** What facts say of one Get or GetAll. */
export const expectRead = (call: Extract<Call, { kind: 'get' | 'list' }>, context: ReadContext): readonly ExpectationFile[] =>
  call.kind === 'get' ? getSteps(call.type, context) : listSteps(context);

const DELETED = 'life-cycle/delete-customised@MISSING_AUTHENTICATION_TOKEN#delete';

const deleteOwn = (type: string, context: ReadContext): Expected<TypeState> => ({
  expect: [
    accepted('F-144'),
    statusIs('F-401', 202),
    stateHas('F-144', { defaultResponse: true }),
    ...(isAlone(type, context) ? [stateIs('F-144', builtIn(type, context))] : []),
  ],
  witness: null,
  accepted: true,
  next: { kind: 'default', never: false },
});

const deleteDefault = (type: string, state: Extract<TypeState, { kind: 'default' }>): Expected<TypeState> => {
  const readable = stateHas('F-146', { defaultResponse: true });
  const refusal = (fact: string, expect: readonly ExpectationFile[]): Expected<TypeState> => ({
    expect: [refused(fact), ...expect, readable],
    witness: DELETED,
    accepted: false,
    next: state,
  });
  if (!state.never) return refusal('F-140', [errorIs('F-140', 'NotFoundException')]);
  if (type === 'DEFAULT_4XX') return refusal('F-032', [statusIs('F-032', 404), errorIs('F-032', 'NotFoundException')]);
  return { expect: [observed('F-032', 'status'), observed('F-032', 'error'), readable], witness: null, accepted: false, next: state };
};

/** What facts say of one Delete. */
export const expectDelete = (type: string, context: ReadContext): Expected<TypeState> => {
  const state = stateOf(context.known, type);
  switch (state.kind) {
    case 'own':
      return deleteOwn(type, context);
    case 'default':
      return deleteDefault(type, state);
    case 'unknown':
      return { expect: [STAYS_READABLE], witness: null, accepted: false, next: state };
  }
};

/** What a write leaves alone: the other types that the sequence names, and two that it does not (F-142), read back in the list. */
export const expectOthers = (written: string, context: ReadContext): readonly ExpectationFile[] => {
  if (hasUnknown(context.known)) return [];
  return [...context.types, ...BYSTANDERS].flatMap((type) => {
    const state = stateOf(context.known, type);
    if (type === written || state.kind === 'unknown') return [];
    const members = state.kind === 'own' ? { defaultResponse: false, ...setMembers(state) } : { defaultResponse: true };
    return [stateHas(state.kind === 'own' ? 'F-142' : 'F-050', item(type, members), 'GetAll')];
  });
};
