import { scrubText } from './cassette/patterns.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';
import type { Smoke } from './result/types.ts';
import type { RunContext } from './run-case.ts';
import type { Operation } from './scenario/types.ts';
import { type Answer, isAccepted, toAnswer } from './wire/answer.ts';

const UNKNOWN_API = 'zzzzzzzzzz';

type Probe = { readonly answer: Answer } | { readonly dead: string };

const probe = async (context: RunContext, operation: Operation, input: JsonObject): Promise<Probe> => {
  const { exchange, decoded } = await context.control(context.target.send, operation, input);
  const { outcome } = exchange;
  return outcome.kind === 'failure'
    ? { dead: `${operation}: ${outcome.failure.code}: ${outcome.failure.message}` }
    : { answer: toAnswer(outcome.response, decoded) };
};

const statusOf = (probed: Probe): number => ('answer' in probed ? probed.answer.response.status : 0);

const idOf = (probed: Probe): string | null => {
  if ('dead' in probed || !isAccepted(probed.answer.response.status)) return null;
  const { json } = probed.answer;
  return isObject(json) && typeof json['id'] === 'string' && json['id'] !== '' ? json['id'] : null;
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

/**
 * Sends the smoke pair, CreateRestApi, then Get of it and of an unknown API.
 * No answer at all is a dead target; a wrong answer is told, and the run goes on.
 */
export const smoke = async (context: RunContext): Promise<Smoke> => {
  const lent = context.target.restApiId;
  const created =
    lent === null ? await probe(context, 'CreateRestApi', { name: 'apigw-conformance' }) : await probe(context, 'GetRestApi', { restApiId: lent });
  if ('dead' in created) return { verdict: 'dead', notes: [created.dead] };
  const id = idOf(created);
  if (id === null)
    return {
      verdict: 'wrong',
      notes: [`${lent === null ? 'CreateRestApi' : 'GetRestApi of the lent API'} was answered ${statusOf(created)}, without an id`],
    };
  const notes = [...(await checkReads(context, id)), ...breaks(created, context, lent === null ? 'CreateRestApi' : 'GetRestApi')];
  if (lent === null) await probe(context, 'DeleteRestApi', { restApiId: id });
  return { verdict: notes.length === 0 ? 'ok' : 'wrong', notes };
};
