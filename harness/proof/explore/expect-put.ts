import type { Call, PutMembers } from './calls.ts';
import { accepted, bodyHas, bodyIs, type ExpectationFile, type Expected, observed, question, stateHas, stateIs, statusIs } from './expectations.ts';
import { DEFAULT_CONTENT_TYPE, isComplete, type Own, setMembers, type TypeState, wholeOf } from './known-state.ts';

type Put = Extract<Call, { kind: 'put' }>;

/** What a Put meets. */
export interface PutContext {
  readonly state: TypeState;
  /** Whether the DEFAULT type of its family is untouched: so it was where F-039 to F-041 were seen. */
  readonly alone: boolean;
}

const RECORDED_TYPE = 'MISSING_AUTHENTICATION_TOKEN';

const entriesOf = (map: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> => new Map(Object.entries(map ?? {}));

const isPlain = ({ statusCode = '404', responseParameters = {} }: PutMembers): boolean =>
  /^[1-5]\d\d$/.test(statusCode) &&
  Object.entries(responseParameters).every(([name, value]) => /^gatewayresponse\.header\.[A-Za-z0-9-]+$/.test(name) && /^'[^']+'$/.test(value));

/**
 * The fact that a Put of one member over a customization takes the others back: seen on one type, for each member in the state
 * that the fact names. On every other type it is the same only by inference.
 */
const replacement = ({ type, members }: Put, { state: before, alone }: PutContext): string | null => {
  if (type !== RECORDED_TYPE || before.kind !== 'own' || !alone) return null;
  const [name, ...others] = Object.keys(members);
  if (others.length > 0) return null;
  if (name === 'statusCode') return isComplete(before) ? 'F-039' : null;
  if (name === 'responseParameters') return Object.keys(members.responseParameters ?? {}).length === 1 ? 'F-040' : null;
  return Object.keys(members.responseTemplates ?? {}).join() === DEFAULT_CONTENT_TYPE ? 'F-041' : null;
};

const putOf = ({ members }: Put, before: TypeState, exact: boolean): Own => ({
  kind: 'own',
  statusCode: members.statusCode ?? null,
  responseParameters: entriesOf(members.responseParameters),
  responseTemplates: entriesOf(members.responseTemplates),
  exact,
  byOnePut: before.kind === 'default' && before.never,
});

const DEFAULT_TEMPLATE = { [DEFAULT_CONTENT_TYPE]: '{"message":$context.error.messageString}' };

const replaced = (fact: string, call: Put, next: Own): readonly ExpectationFile[] => {
  const filled = { responseParameters: {}, responseTemplates: DEFAULT_TEMPLATE, statusCode: '403', ...setMembers(next) };
  const whole = { defaultResponse: false, responseType: call.type, ...filled };
  return [bodyIs(fact, whole), stateIs(fact, whole)];
};

const acceptedSteps = (call: Put, next: Own, context: PutContext): readonly ExpectationFile[] => {
  const members = setMembers(next);
  const fact = replacement(call, context);
  const whole = wholeOf(call.type, next);
  return [
    accepted('F-143'),
    statusIs('F-401', 201),
    bodyHas('F-143', members),
    stateHas('F-143', members),
    bodyHas('F-146', { defaultResponse: false }),
    stateHas('F-146', { defaultResponse: false }),
    ...(isComplete(next) ? [bodyIs('F-143', whole), stateIs('F-143', whole)] : []),
    ...(fact === null ? [] : replaced(fact, call, next)),
    ...(fact !== null || isComplete(next) ? [] : [observed('F-039', 'body'), observed('F-039', 'state', 'Get')]),
  ];
};

/** What facts say of one Put. */
export const expectPut = (call: Put, context: PutContext): Expected<TypeState> => {
  const { state: before } = context;
  if (Object.keys(call.members).length === 0) return doubtful('F-073', [accepted('F-073')]);
  if (!isPlain(call.members)) return doubtful('F-047', []);
  const next = putOf(call, before, before.kind === 'default' || replacement(call, context) !== null);
  return { expect: acceptedSteps(call, next, context), witness: null, accepted: true, next };
};

const doubtful = (fact: string, expect: readonly ExpectationFile[]): Expected<TypeState> => ({
  expect: [...expect, ...question(fact)],
  witness: null,
  accepted: false,
  next: { kind: 'unknown' },
});
