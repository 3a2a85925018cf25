import type { JsonObject } from '../base/json.ts';
import type { Decoded } from './answer.ts';
import type { Control } from './control.ts';
import type { Exchange, Send, WireRequest, WireResponse } from './exchange.ts';
import type { Operation } from './operations.ts';

/** How many encoded requests or decoded answers are kept; then they are forgotten together. */
const KEPT = 20_000;

const keep = <T>(memory: Map<string, T>, key: string, value: T): T => {
  if (memory.size >= KEPT) memory.clear();
  memory.set(key, value);
  return value;
};

const requestKey = (operation: Operation, input: JsonObject): string => `${operation} ${JSON.stringify(input)}`;

const answerKey = (operation: Operation, { status, headers, body, encoding }: WireResponse): string =>
  `${operation} ${status} ${encoding} ${JSON.stringify(headers)} ${body}`;

/**
 * A control that lets the SDK encode the same input and decode the same answer only once: both are pure. For many runs of one suite,
 * in which nearly all requests and answers come again.
 */
export const remembering = (control: Control): Control => {
  const requests = new Map<string, WireRequest>();
  const answers = new Map<string, Decoded>();
  return async (send, operation, input) => {
    const key = requestKey(operation, input);
    const request = requests.get(key);
    let sent: Exchange | undefined;
    const once: Send = async (encoded) => {
      keep(requests, key, encoded);
      sent ??= await send(encoded);
      return sent;
    };
    if (request === undefined) return control(once, operation, input);
    const exchange = await once(request);
    if (exchange.outcome.kind === 'failure') return control(once, operation, input);
    const answer = answerKey(operation, exchange.outcome.response);
    const decoded = answers.get(answer) ?? keep(answers, answer, (await control(once, operation, input)).decoded);
    return { exchange, decoded };
  };
};
