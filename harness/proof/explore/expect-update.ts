import { escapeToken, type JsonObject } from '../../base/json.ts';
import { type Call, type PatchOperation, placeOf } from './calls.ts';
import {
  accepted,
  bodyHas,
  bodyIs,
  bodyLacks,
  type ExpectationFile,
  type Expected,
  isEmpty,
  question,
  refused,
  STAYS_READABLE,
  stateHas,
  stateHasNot,
  stateIs,
  stateLacks,
  statusIs,
} from './expectations.ts';
import { DEFAULT_CONTENT_TYPE, isComplete, type Own, setMembers, type TypeState, wholeOf } from './known-state.ts';
import { type Outcome, outcomeOf, type UpdateContext } from './update-outcome.ts';

type Update = Extract<Call, { kind: 'update' }>;

interface Changes {
  readonly present: JsonObject;
  readonly gone: readonly string[];
}

const changesOf = (operations: readonly PatchOperation[], next: Own): Changes => {
  const present: Record<string, Record<string, string> | string> = {};
  const gone = new Set<string>();
  for (const { path } of operations) {
    const place = placeOf(path);
    if (place.kind === 'status' && next.statusCode !== null) present['statusCode'] = next.statusCode;
    if (place.kind !== 'entry') continue;
    const value = next[place.member].get(place.name);
    if (value !== undefined) present[place.member] = { ...(present[place.member] as Record<string, string> | undefined), [place.name]: value };
    else if (place.name !== DEFAULT_CONTENT_TYPE) gone.add(`/${place.member}/${escapeToken(place.name)}`);
  }
  return { present, gone: [...gone] };
};

/** Where the json template was, the default one may be displayed: what is certain is that its text is gone. */
const jsonGone = (fact: string, next: Own, before: TypeState): readonly ExpectationFile[] => {
  const text = before.kind === 'own' ? before.responseTemplates.get(DEFAULT_CONTENT_TYPE) : undefined;
  if (text === undefined || next.responseTemplates.has(DEFAULT_CONTENT_TYPE)) return [];
  return [stateHasNot(fact, { responseTemplates: { [DEFAULT_CONTENT_TYPE]: text } })];
};

const acceptedSteps = (call: Update, fact: string, next: Own, { state }: UpdateContext): readonly ExpectationFile[] => {
  const { present, gone } = changesOf(call.operations, next);
  const whole = wholeOf(call.type, next);
  const members = setMembers(next);
  return [
    accepted(fact),
    statusIs('F-005', 200),
    ...(isEmpty(present) ? [] : [bodyHas(fact, present), stateHas(fact, present)]),
    ...(gone.length === 0 ? [] : [bodyLacks(fact, gone), stateLacks(fact, gone)]),
    ...jsonGone(fact, next, state),
    ...(state.kind === 'default' ? [bodyHas('F-146', { defaultResponse: false }), stateHas('F-146', { defaultResponse: false })] : []),
    ...(isComplete(next) ? [bodyIs('F-094', whole), stateIs('F-094', whole)] : isEmpty(members) ? [] : [stateHas('F-094', members)]),
  ];
};

/** What must not have come about: the status that an unsupported add would have set. */
const undone = (single: PatchOperation | null, state: TypeState): readonly ExpectationFile[] => {
  if (single?.op !== 'add' || single.path !== '/statusCode' || single.value === undefined) return [];
  if (state.kind !== 'own' || state.statusCode === null || state.statusCode === single.value || !/^[1-5]\d\d$/.test(single.value)) return [];
  return [stateHasNot('B-add-statusCode', { statusCode: single.value })];
};

const refusedSteps = (call: Update, outcome: Extract<Outcome, { kind: 'refused' }>, state: TypeState): readonly ExpectationFile[] => [
  refused(outcome.fact),
  ...undone(outcome.single, state),
  ...(state.kind === 'own' && isComplete(state) ? [stateIs('F-150', wholeOf(call.type, state))] : []),
  ...(state.kind === 'unknown' ? [STAYS_READABLE] : question(outcome.asks)),
];

const unsureSteps = ({ fact, expects }: Extract<Outcome, { kind: 'unsure' }>): readonly ExpectationFile[] => [
  ...(expects === 'accepted' ? [accepted(fact)] : []),
  ...(expects === 'refused' ? [refused(fact)] : []),
  ...question(fact),
];

/** What facts say of one Update. */
export const expectUpdate = (call: Update, context: UpdateContext): Expected<TypeState> => {
  const outcome = outcomeOf(call.operations, context);
  const witness = `support-table/replace-status-code@${call.type}#update`;
  const unknown: TypeState = { kind: 'unknown' };
  switch (outcome.kind) {
    case 'accepted':
      return { expect: acceptedSteps(call, outcome.fact, outcome.next, context), witness: null, accepted: true, next: outcome.next };
    case 'refused':
      return { expect: refusedSteps(call, outcome, context.state), witness, accepted: false, next: unknown };
    case 'unsure':
      return { expect: unsureSteps(outcome), witness: outcome.expects === 'refused' ? witness : null, accepted: false, next: unknown };
    case 'blind':
      return { expect: [STAYS_READABLE], witness: null, accepted: false, next: unknown };
  }
};
