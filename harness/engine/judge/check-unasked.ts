import { atPointer, escapeToken, isObject } from '../../base/json.ts';
import type { Issue } from '../../base/schema.ts';
import { type Answer, isAccepted } from '../../service/answer.ts';
import { headerOf } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import { readKey } from '../load/parse-read.ts';
import type { StepRequest } from '../load/types.ts';
import { type Miss, whereOf } from './check-expectation.ts';
import { RULES } from './expected.ts';
import type { JudgeContext, StepAnswers } from './judge-step.ts';
import { normaliseBody } from './normalise.ts';

interface Place {
  readonly where: string;
  readonly operation: Operation | null;
  readonly answer: Answer;
  /** Whether plain JSON was asked for, as every SDK does. */
  readonly plain: boolean;
}

const asksPlain = (request: StepRequest): boolean => request.kind === 'call' || headerOf(request.headers, 'accept') === 'application/json';

const placesOf = ({ step, answer, reads }: StepAnswers): readonly Place[] => [
  { where: 'answer', operation: step.request.operation, answer, plain: asksPlain(step.request) },
  ...new Map(
    step.expect.flatMap(({ read }): [string, Place][] => {
      const readBack = read === null ? undefined : reads.get(readKey(read));
      return read === null || readBack === undefined
        ? []
        : [[readKey(read), { where: whereOf(read), operation: read.call, answer: readBack, plain: true }]];
    }),
  ).values(),
];

/** Lists are keyed by type everywhere else: a place in one is named so here too. */
const keyedPointer = ({ answer }: Place, pointer: string): string => {
  const [, index] = /^\/item\/(\d+)/.exec(pointer) ?? [];
  const type = index === undefined ? undefined : atPointer(answer.json, `/item/${index}/responseType`);
  return typeof type === 'string' ? pointer.replace(/^\/item\/\d+/, `/item/${escapeToken(type)}`) : pointer;
};

const fromIssue = (place: Place, fact: string, issue: Issue): Miss => ({
  where: place.where,
  aspect: 'shape',
  pointer: keyedPointer(place, issue.pointer),
  expected: { rule: issue.message },
  actual: (issue.value ?? null) as Miss['actual'],
  fact,
});

const LACKING = 'a member that the service model lacks';

/** That answers keep the patterns and enums of the model too is inferred; only types are documented of an answer. */
const PATTERNS = 'M-Pattern';

const PATTERN_KEYWORDS: ReadonlySet<string> = new Set(['pattern', 'enum', 'minLength', 'maxLength', 'minimum', 'maximum', 'format']);

const isPattern = ({ keyword }: Issue): boolean => PATTERN_KEYWORDS.has(keyword);

/** An accepted answer has the shape that the service model documents, whatever was sent. */
const shape = (place: Place, context: JudgeContext): readonly Miss[] => {
  const { operation, answer } = place;
  const check = operation === null ? undefined : context.answers.get(operation);
  if (check === undefined || !isAccepted(answer.response.status) || answer.response.body === '') return [];
  const fact = `M-${operation}`;
  if (!isObject(answer.json)) {
    return [{ where: place.where, aspect: 'shape', pointer: '', expected: RULES.object, actual: answer.response.body.slice(0, 200), fact }];
  }
  const issues = check(answer.json);
  const ofType = issues.filter((issue) => !isPattern(issue));
  const mistyped = new Set(ofType.map(({ pointer }) => pointer));
  const patterns = issues.filter((issue) => isPattern(issue) && !mistyped.has(issue.pointer));
  return [...ofType.map((issue) => fromIssue(place, fact, issue)), ...patterns.map((issue) => fromIssue(place, PATTERNS, issue))];
};

const errorShape = (place: Place, context: JudgeContext): readonly Miss[] => {
  const { answer, operation } = place;
  const { status } = answer.response;
  if (operation === null || status < 400 || status >= 500 || !isObject(answer.json)) return [];
  return context.error(answer.json).map((issue) => fromIssue(place, 'M-Error', issue));
};

const unknownMembers = (place: Place, context: JudgeContext): readonly Miss[] => {
  const { operation, answer, plain } = place;
  if (!plain || operation === null || operation.startsWith('Delete') || !isAccepted(answer.response.status) || !isObject(answer.json)) return [];
  const { unknown } = normaliseBody(operation, answer.json, context.members);
  const named = operation === 'GetGatewayResponses' ? unknown.filter((pointer) => pointer !== '/item') : unknown;
  return named.map((pointer) => ({
    where: place.where,
    aspect: 'wire',
    pointer,
    expected: { value: null },
    actual: 'a member that the service model lacks',
    fact: `M-${operation}`,
  }));
};

/** Members of the modelled errors: `retryAfterSeconds` is bound to a header and was seen in the body all the same (F-420). */
const ERROR_MEMBERS = new Set(['message', 'Message', 'retryAfterSeconds']);

const unknownErrorMembers = ({ where, operation, answer, plain }: Place): readonly Miss[] => {
  const { status } = answer.response;
  if (!plain || operation === null || status < 400 || status >= 500 || !isObject(answer.json)) return [];
  const named = Object.keys(answer.json).filter((key) => !ERROR_MEMBERS.has(key));
  return named.map((key) => ({ where, aspect: 'wire', pointer: `/${key}`, expected: { value: null }, actual: LACKING, fact: 'M-Error' }));
};

const noFault = ({ where, answer }: Place): readonly Miss[] =>
  answer.response.status < 500
    ? []
    : [{ where, aspect: 'status', pointer: '', expected: RULES.noFault, actual: answer.response.status, fact: 'R-001' }];

/** What is checked of every step, though no scenario says so: shapes, unknown members, and R-001. */
export const checkUnasked = (answers: StepAnswers, context: JudgeContext): readonly Miss[] =>
  placesOf(answers).flatMap((place) => [
    ...shape(place, context),
    ...errorShape(place, context),
    ...unknownMembers(place, context),
    ...unknownErrorMembers(place),
    ...noFault(place),
  ]);
