import { type Difference, differences, missing, present, standing } from '../../base/compare.ts';
import { atPointer, isObject, type Json } from '../../base/json.ts';
import { type Answer, errorMessage, errorType, isAccepted } from '../../service/answer.ts';
import { headerOf, UNKNOWN_HEADERS } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import { API_PLACEHOLDERS } from '../load/apis.ts';
import type { Aspect, Expectation, Matcher, Read, Step } from '../load/types.ts';
import { type Expected, matches, RULES } from './expected.ts';
import { type Members, normaliseBody } from './normalise.ts';

/** A place where what came is not what is expected; undefined means that nothing stands there. */
interface Gap {
  readonly pointer: string;
  readonly expected: Expected;
  readonly actual: Json | undefined;
}

/** A difference, before its fact's class says what it means. */
export interface Miss extends Gap {
  readonly where: string;
  readonly aspect: Aspect;
  readonly fact: string;
}

/** What became of an expectation: judged, merely seen, or moot because another one covers it. */
export type Checked =
  | { readonly kind: 'judged'; readonly misses: readonly Miss[] }
  | { readonly kind: 'seen'; readonly where: string; readonly value: Json }
  | { readonly kind: 'moot' };

/** One expectation with the answer that it is about. */
export interface CheckInput {
  readonly expectation: Expectation;
  readonly step: Step;
  readonly answer: Answer;
  readonly members: Members;
}

const MOOT: Checked = { kind: 'moot' };

/** A short name for what is read back. */
export const whereOf = (read: Read | null): string => {
  if (read === null) return 'answer';
  const own = read.restApiId === API_PLACEHOLDERS.api ? '' : ` of ${read.restApiId}`;
  return read.call === 'GetGatewayResponse' ? `Get ${read.responseType}${own}` : `GetAll${own}`;
};

const judged = ({ expectation }: CheckInput, found: readonly Gap[], where = whereOf(expectation.read)): Checked => ({
  kind: 'judged',
  misses: found.map((gap) => ({ ...gap, where, aspect: expectation.aspect, fact: expectation.fact })),
});

const seen = ({ expectation }: CheckInput, value: Json | undefined): Checked => ({
  kind: 'seen',
  where: whereOf(expectation.read),
  value: value ?? null,
});

const one = (ok: boolean, expected: Expected, actual: Json | undefined, pointer = ''): Gap[] => (ok ? [] : [{ pointer, expected, actual }]);

const ofValues = (found: readonly Difference[]): Gap[] =>
  found.map(({ pointer, expected, actual }) => ({ pointer, expected: { value: expected ?? null }, actual }));

const checkStatus = (input: CheckInput): Checked => {
  const { status } = input.answer.response;
  const { matcher } = input.expectation;
  if (matcher.kind === 'observe') return seen(input, status);
  if (matcher.kind === 'accepted') return judged(input, one(isAccepted(status), RULES.accepted, status));
  if (matcher.kind === 'refused') return judged(input, one(status >= 400 && status < 500, RULES.refused, status));
  if (matcher.kind !== 'equals' || isRefusedAnyway(input, matcher.value)) return MOOT;
  return judged(input, ofValues(differences(matcher.value, status)));
};

/** Which 2xx is lawful says nothing of a request that was refused, where another expectation says that it may not be. */
const isRefusedAnyway = ({ step, answer, expectation }: CheckInput, expected: Json): boolean =>
  typeof expected === 'number' &&
  isAccepted(expected) &&
  !isAccepted(answer.response.status) &&
  expectation.read === null &&
  step.expect.some(({ aspect, read, matcher }) => aspect === 'status' && read === null && matcher.kind === 'accepted');

const matchText = (matcher: Matcher, actual: string | null, pointer = ''): Gap[] => {
  if (matcher.kind === 'matches')
    return one(actual !== null && new RegExp(matcher.pattern, 'u').test(actual), matches(matcher.pattern), actual, pointer);
  if (matcher.kind === 'absent') return one(actual === null, { value: null }, actual, pointer);
  return matcher.kind === 'equals' ? one(matcher.value === actual, { value: matcher.value }, actual, pointer) : [];
};

const asksStatus = (step: Step): boolean =>
  step.expect.some(({ aspect, read, matcher }) => aspect === 'status' && read === null && matcher.kind !== 'observe');

/** Where the status expectation fails, saying again that there is no error type adds nothing. */
const isCovered = ({ expectation, answer, step }: CheckInput, accepted: boolean): boolean =>
  expectation.read === null && asksStatus(step) && isAccepted(answer.response.status) === accepted;

const sdkName = ({ decoded }: Answer): string | null => (decoded?.kind === 'error' ? decoded.name : null);

const checkError = (input: CheckInput): Checked => {
  const { expectation, answer } = input;
  const type = errorType(answer);
  if (expectation.matcher.kind === 'observe') return seen(input, isAccepted(answer.response.status) ? null : type);
  if (isCovered(input, true)) return MOOT;
  const onWire = judged(input, matchText(expectation.matcher, type));
  const name = sdkName(answer);
  if (name === null || (onWire.kind === 'judged' && onWire.misses.length > 0)) return onWire;
  return judged(input, matchText(expectation.matcher, name), 'sdk');
};

const checkMessage = (input: CheckInput): Checked => {
  const actual = errorMessage(input.answer);
  if (input.expectation.matcher.kind === 'observe') return seen(input, actual);
  return isCovered(input, true) ? MOOT : judged(input, matchText(input.expectation.matcher, actual));
};

const compareBody = (matcher: Matcher, actual: Json | undefined): Gap[] => {
  switch (matcher.kind) {
    case 'equals':
      return ofValues(differences(matcher.value, actual));
    case 'includes':
      return ofValues(missing(matcher.value, actual));
    case 'lacks':
      return ofValues(present(matcher.value, actual));
    case 'absent':
      return ofValues(standing(matcher.pointers, actual));
    case 'accepted':
    case 'refused':
    case 'matches':
    case 'observe':
      return [];
  }
};

/** An empty body stands for an answer without members, as every SDK has it. */
const bodyOf = (answer: Answer): Json => answer.json ?? (answer.response.body === '' ? {} : answer.response.body);

const normalMatcher = (matcher: Matcher, operation: Operation, members: Members): Matcher => {
  if (matcher.kind !== 'equals' || operation === 'GetGatewayResponses') return matcher;
  return { kind: 'equals', value: normaliseBody(operation, matcher.value, members).body };
};

/** The SDK's names for what stands on the wire. */
const fromSdk = (output: Json): Json => {
  if (!isObject(output)) return output;
  const { items, ...rest } = output;
  return items === undefined ? output : { ...rest, item: items };
};

const decodedMisses = (input: CheckInput, operation: Operation, matcher: Matcher): Gap[] => {
  const { decoded } = input.answer;
  if (decoded === null) return [];
  if (decoded.kind === 'error') return [{ pointer: '', expected: RULES.decoded, actual: `${decoded.name}: ${decoded.message.split('\n')[0]}` }];
  return compareBody(matcher, normaliseBody(operation, fromSdk(decoded.output()), input.members).body);
};

const checkBody = (input: CheckInput): Checked => {
  const { expectation, answer, step, members } = input;
  const operation = expectation.read?.call ?? step.request.operation;
  const accepted = isAccepted(answer.response.status);
  const { body } = operation === null ? { body: bodyOf(answer) } : normaliseBody(operation, bodyOf(answer), members);
  if (expectation.matcher.kind === 'observe') return seen(input, accepted ? body : { status: answer.response.status });
  if (isCovered(input, false) && !accepted) return MOOT;
  if (!accepted) return judged(input, [{ pointer: '', expected: wanted(expectation.matcher), actual: `status ${answer.response.status}` }]);
  const matcher = operation === null ? expectation.matcher : normalMatcher(expectation.matcher, operation, members);
  const onWire = compareBody(matcher, body);
  if (onWire.length > 0 || operation === null) return judged(input, onWire);
  return judged(input, decodedMisses(input, operation, matcher), expectation.read === null ? 'sdk' : whereOf(expectation.read));
};

const wanted = (matcher: Matcher): Expected => (matcher.kind === 'equals' || matcher.kind === 'includes' ? { value: matcher.value } : RULES.accepted);

const showsNoHeaders = ({ answer }: CheckInput): boolean => headerOf(answer.response.headers, UNKNOWN_HEADERS[0]) !== undefined;

/** An empty answer is empty with a length of 0, in chunks or until the connection closes. What a source shows through a client says nothing here. */
const checkText = (input: CheckInput): Checked => {
  if (showsNoHeaders(input)) return MOOT;
  const { body } = input.answer.response;
  return input.expectation.matcher.kind === 'observe' ? seen(input, body) : judged(input, matchText(input.expectation.matcher, body));
};

const checkHeader = (input: CheckInput, name: string): Checked => {
  if (showsNoHeaders(input)) return MOOT;
  const value = headerOf(input.answer.response.headers, name) ?? null;
  if (input.expectation.matcher.kind === 'observe') return seen(input, value);
  return judged(input, matchText(input.expectation.matcher, value, name.toLowerCase()));
};

const checkPlace = (input: CheckInput, pointer: string): Checked => {
  const value = atPointer(input.answer.json, pointer);
  const { matcher } = input.expectation;
  if (matcher.kind === 'observe') return seen(input, value);
  if (matcher.kind === 'matches') return judged(input, matchText(matcher, typeof value === 'string' ? value : null, pointer));
  const found = compareBody(matcher, value);
  return judged(
    input,
    found.map((difference) => ({ ...difference, pointer: `${pointer}${difference.pointer}` })),
  );
};

const wantsRefusal = ({ matcher }: Expectation): boolean => matcher.kind === 'refused' || (matcher.kind === 'equals' && Number(matcher.value) >= 400);

/** An acceptance where a refusal was expected, or the other way round: its headers and members are those of another answer. */
const isAnotherAnswer = ({ step, answer, expectation }: CheckInput): boolean =>
  expectation.matcher.kind !== 'observe' &&
  step.expect.some(
    (one) =>
      one.aspect === 'status' && one.read === null && one.matcher.kind !== 'observe' && wantsRefusal(one) === isAccepted(answer.response.status),
  );

const checkWire = (input: CheckInput): Checked => {
  const { at } = input.expectation;
  if (at === null || isAnotherAnswer(input)) return MOOT;
  if ('text' in at) return checkText(input);
  return 'header' in at ? checkHeader(input, at.header) : checkPlace(input, at.pointer);
};

const CHECKS: Readonly<Record<Aspect, (input: CheckInput) => Checked>> = {
  status: checkStatus,
  error: checkError,
  message: checkMessage,
  body: checkBody,
  state: checkBody,
  wire: checkWire,
  shape: () => MOOT,
};

/** Holds one answer against one expectation. */
export const checkExpectation = (input: CheckInput): Checked => CHECKS[input.expectation.aspect](input);
