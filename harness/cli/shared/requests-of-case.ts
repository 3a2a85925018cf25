import type { JsonObject } from '../../base/json.ts';
import { readsOf } from '../../engine/load/parse-read.ts';
import { readStep } from '../../engine/load/step-names.ts';
import type { Case, Step } from '../../engine/load/types.ts';
import type { ScriptStep } from '../../report/reproduce/build-script.ts';
import type { SentRequest } from '../../report/reproduce/call.ts';
import type { Control } from '../../service/control.ts';
import type { Send, WireRequest } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';

/** A request of a case, under the name that a run gives to its exchange. */
export interface NamedRequest {
  readonly name: string;
  readonly sent: SentRequest;
  /** It has no effect: a read-back after a step. */
  readonly readBack: boolean;
}

/** What a scenario says; the rest is the client's own. */
const SAID: ReadonlySet<string> = new Set(['accept', 'content-type']);

const calledBy = async (control: Control, operation: Operation, input: JsonObject): Promise<SentRequest> => {
  const seen: WireRequest[] = [];
  const send: Send = async (request) => {
    seen.push(request);
    return { request, outcome: { kind: 'response', response: { status: 200, headers: [], body: '{}', encoding: 'utf8' } } };
  };
  const { exchange } = await control(send, operation, input);
  const { method, path, headers, body } = exchange.request;
  return { method, path, headers: headers.filter(([name]) => SAID.has(name.toLowerCase())), body };
};

const requestOf = async ({ request }: Step, control: Control): Promise<SentRequest> => {
  if (request.kind === 'call') return calledBy(control, request.operation, request.input);
  const { method, path, headers, body } = request;
  return { method, path, headers, body };
};

const ofStep = async (step: Step, control: Control): Promise<readonly NamedRequest[]> => {
  const requests: NamedRequest[] = [{ name: step.name, sent: await requestOf(step, control), readBack: false }];
  for (const read of readsOf(step.expect.map((expectation) => expectation.read))) {
    const { call, ...input } = read;
    requests.push({ name: readStep(step.name, read), sent: await calledBy(control, call, input), readBack: true });
  }
  return requests;
};

/** What a case sends, in order, from the suite alone: nothing goes out. */
export const requestsOfCase = async (one: Case, control: Control): Promise<readonly NamedRequest[]> => {
  const all: NamedRequest[] = [];
  for (const step of [...one.given, ...one.steps]) all.push(...(await ofStep(step, control)));
  return all;
};

/**
 * The least that shows one exchange: what came before it and had an effect, then the exchange itself.
 * Without a name all steps are shown, and what was given is not.
 */
export const stepsShowing = (requests: readonly NamedRequest[], one: Case, name: string | null): readonly ScriptStep[] => {
  const given = new Set(one.given.map((step) => step.name));
  if (name === null) return requests.filter(({ readBack }) => !readBack).map(({ name: own, sent }) => ({ sent, shown: !given.has(own) }));
  const last = requests.findLastIndex((request) => request.name === name);
  return requests.flatMap(({ name: own, sent, readBack }, at): ScriptStep[] => {
    if (own === name) return [{ sent, shown: true }];
    return at < last && !readBack ? [{ sent, shown: false }] : [];
  });
};
