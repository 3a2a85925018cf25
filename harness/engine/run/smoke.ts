import { causeOf } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { scrubText } from '../../recording/patterns.ts';
import { type Answer, errorType, isAccepted, toAnswer } from '../../service/answer.ts';
import { answerWords } from '../../service/answer-words.ts';
import { noAnswerText } from '../../service/failures.ts';
import type { Operation } from '../../service/operations.ts';
import { isApiId } from '../load/apis.ts';
import { cutText } from '../result/room.ts';
import type { Smoke } from '../result/types.ts';
import type { RunContext } from './case-session.ts';

const UNKNOWN_API = 'zzzzzzzzzz';

type Probe = { readonly answer: Answer } | { readonly dead: string };

const probe = async (context: RunContext, operation: Operation, input: JsonObject): Promise<Probe> => {
  const { exchange, decoded } = await context.control(context.target.send, operation, input);
  const { outcome } = exchange;
  return outcome.kind === 'failure'
    ? { dead: noAnswerText(outcome.failure.message, context.target.endpoint) }
    : { answer: toAnswer(outcome.response, decoded) };
};

const statusOf = (probed: Probe): number => ('answer' in probed ? probed.answer.response.status : 0);

const idOf = (probed: Probe): string | null => {
  if ('dead' in probed || !isAccepted(probed.answer.response.status)) return null;
  const { json } = probed.answer;
  return isObject(json) && isApiId(json['id']) ? json['id'] : null;
};

const breaks = (probed: Probe, { judge }: RunContext, operation: Operation): string[] =>
  'answer' in probed
    ? (judge.answers.get(operation)?.(probed.answer.json) ?? []).map(
        // No case's answer, so nothing has scrubbed it: a name of a member is the target's own.
        ({ pointer, message }) => scrubText(`${operation} answers against the service model: ${pointer} ${message}`),
      )
    : [];

const checkReads = async (context: RunContext, id: string): Promise<string[]> => {
  const known = await probe(context, 'GetRestApi', { restApiId: id });
  const unknown = await probe(context, 'GetRestApi', { restApiId: UNKNOWN_API });
  return [
    ...(isAccepted(statusOf(known)) ? [] : [`GetRestApi of an API that exists was answered ${statusOf(known)}`]),
    ...(isAccepted(statusOf(unknown)) || statusOf(unknown) === 0 ? [`GetRestApi of an unknown API was answered ${statusOf(unknown)}`] : []),
  ];
};

const LONGEST_NOTE = 200;

/** Deletes what the smoke pair made, whatever became of it. */
const remove = async (context: RunContext, id: string): Promise<void> => {
  await probe(context, 'DeleteRestApi', { restApiId: id }).catch(() => null);
};

const check = async (context: RunContext, created: Probe, { id, operation }: { id: string; operation: Operation }): Promise<readonly string[]> => {
  try {
    return [...(await checkReads(context, id)), ...breaks(created, context, operation)].map((note) => cutText(note, LONGEST_NOTE));
  } catch (thrown) {
    return [`the answers could not be judged: ${cutText(causeOf(thrown), LONGEST_NOTE)}`];
  }
};

/** Whether an answer is one that an API Gateway could give, right or wrong: a JSON object, or an error that names its type. */
const speaks = (probed: Probe): boolean => 'answer' in probed && (isObject(probed.answer.json) || errorType(probed.answer) !== null);

const wordsOf = ({ response }: Answer): string => answerWords({ ...response, isEmpty: response.body === '' });

/** An answer that no API Gateway gives is held against two more operations: an emulator may lack the first, or fall over it. */
const isForeign = async (context: RunContext, first: Probe, lent: string | null): Promise<boolean> => {
  if (speaks(first)) return false;
  if (speaks(await probe(context, 'GetRestApi', { restApiId: UNKNOWN_API }))) return false;
  return !speaks(await probe(context, 'GetGatewayResponses', { restApiId: lent ?? UNKNOWN_API }));
};

const foreign = (answer: Answer, lent: string | null): Smoke => {
  const asked = lent === null ? 'POST /restapis' : 'GET /restapis/{the API that was lent}';
  return {
    verdict: 'foreign',
    notes: [
      `${asked} was answered ${wordsOf(answer)}, where API Gateway answers a JSON object: this is no API Gateway, or not the base URL at which it answers`,
    ],
  };
};

/**
 * Sends the smoke pair, CreateRestApi, then Get of it and of an unknown API.
 * No answer at all is a dead target, and answers of nothing like an API Gateway a foreign one; a wrong answer is told, and the run goes on.
 */
export const smoke = async (context: RunContext): Promise<Smoke> => {
  const lent = context.target.restApiId;
  const operation = lent === null ? 'CreateRestApi' : 'GetRestApi';
  const created = await probe(context, operation, lent === null ? { name: 'apigw-conformance' } : { restApiId: lent });
  if ('dead' in created) return { verdict: 'dead', notes: [created.dead] };
  if (await isForeign(context, created, lent)) return foreign(created.answer, lent);
  const id = idOf(created);
  if (id === null) {
    const what = lent === null ? 'CreateRestApi' : 'GetRestApi of the lent API';
    return { verdict: 'wrong', notes: [`${what} was answered ${wordsOf(created.answer)}, without an id`] };
  }
  const notes = await check(context, created, { id, operation });
  if (lent === null) await remove(context, id);
  return { verdict: notes.length === 0 ? 'ok' : 'wrong', notes };
};
