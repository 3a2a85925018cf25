import type { ScrubbedSend } from './cassette/scrub.ts';
import { scrubbing } from './cassette/scrub.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { apisOf } from './plan.ts';
import { apiPlaceholder } from './scenario/apis.ts';
import { readKey, readsOf } from './scenario/parse-read.ts';
import { readStep } from './scenario/step-names.ts';
import type { Operation, PlannedCase, Read, Step, StepRequest } from './scenario/types.ts';
import type { Session, Target } from './targets/target.ts';
import { type JudgeContext, judgeStep } from './verdict/judge-step.ts';
import type { CaseRecord } from './verdict/record.ts';
import type { StepVerdict } from './verdict/types.ts';
import { type Answer, isAccepted, toAnswer } from './wire/answer.ts';
import { scopeHeaders } from './wire/authorize.ts';
import type { Control } from './wire/control.ts';
import type { Exchange, HeaderPair, WireRequest } from './wire/exchange.ts';

/** An exchange of a case, under the name of the step that sent it. */
export interface NamedExchange {
  readonly step: string;
  readonly exchange: Exchange;
}

/** What a case gave: the record that verdicts are made from, and its traffic. */
export interface CaseRun {
  readonly record: CaseRecord;
  readonly exchanges: readonly NamedExchange[];
  /** APIs that could not be deleted, by their real ids' placeholders. */
  readonly leaked: number;
}

/** What every case of a run shares. */
export interface RunContext {
  readonly target: Target;
  readonly judge: JudgeContext;
  readonly control: Control;
}

class Stopped extends Error {
  readonly kind: 'errored' | 'refused';
  constructor(kind: 'errored' | 'refused', message: string) {
    super(message);
    this.kind = kind;
  }
}

const CREATE = { name: 'apigw-conformance', endpointConfiguration: { types: ['REGIONAL'] } };

/** One case on its way: its APIs, its traffic, its verdicts so far. */
class CaseSession {
  readonly #context: RunContext;
  readonly #scrubbed: ScrubbedSend;
  readonly #lentApis: readonly string[] | null;
  readonly exchanges: NamedExchange[] = [];
  readonly apis: string[] = [];
  #adopted = 0;

  constructor(context: RunContext, session: Session) {
    this.#context = context;
    this.#scrubbed = scrubbing(session.send);
    this.#lentApis = session.apis;
  }

  get lent(): boolean {
    return this.#lentApis !== null;
  }

  /** Takes the APIs that the target lends; nothing of them is made, reset or deleted here. */
  adopt(): void {
    for (const id of this.#lentApis ?? []) this.#adopt(id);
  }

  #adopt(id: string): string {
    this.#adopted += 1;
    return this.#scrubbed.adopt(id);
  }

  #answer(step: string, exchange: Exchange, decoded: Answer['decoded']): Answer {
    this.exchanges.push({ step, exchange });
    if (exchange.outcome.kind === 'failure') {
      const { code, message } = exchange.outcome.failure;
      throw new Stopped('errored', `${step}: ${code}: ${message}`);
    }
    return toAnswer(exchange.outcome.response, decoded);
  }

  async call(step: string, operation: Operation, input: JsonObject): Promise<Answer> {
    const { exchange, decoded } = await this.#context.control(this.#scrubbed.send, operation, input);
    return this.#answer(step, exchange, decoded);
  }

  async request(step: string, request: StepRequest): Promise<Answer> {
    if (request.kind === 'call') {
      const answer = await this.call(step, request.operation, request.input);
      if (request.operation === 'CreateRestApi') this.#keep(answer);
      return answer;
    }
    const exchange = await this.#scrubbed.send(toWire(request, this.#context.target));
    return this.#answer(step, exchange, null);
  }

  read(step: string, read: Read): Promise<Answer> {
    const { call, ...input } = read;
    return this.call(readStep(step, read), call, input);
  }

  /** Makes the API that a case starts with, or adopts the one that was lent. */
  async open(): Promise<void> {
    const { restApiId } = this.#context.target;
    if (restApiId !== null) {
      await this.#reset(this.#adopt(restApiId));
      return;
    }
    const step = `create-api${this.apis.length === 0 ? '' : '-2'}`;
    const answer = await this.call(step, 'CreateRestApi', CREATE);
    if (!this.#keep(answer)) throw new Stopped('refused', `CreateRestApi made no API (${answer.response.status})`);
  }

  /** Remembers an API that was made, so that it is deleted in the end. */
  #keep({ response, json }: Answer): boolean {
    const made = isAccepted(response.status) && isObject(json) && typeof json['id'] === 'string' && json['id'] !== '';
    if (made) this.apis.push(apiPlaceholder(this.#adopted + this.apis.length + 1));
    return made;
  }

  /** Takes a lent API back to its defaults; UpdateGatewayResponse, which is under test, has no part in it. */
  async #reset(id: string): Promise<void> {
    const answer = await this.call('reset', 'GetGatewayResponses', { restApiId: id });
    const items = isObject(answer.json) && Array.isArray(answer.json['item']) ? answer.json['item'] : [];
    const customised = items.filter((item: Json): item is JsonObject => isObject(item) && item['defaultResponse'] === false);
    for (const { responseType = '' } of customised) await this.call('reset', 'DeleteGatewayResponse', { restApiId: id, responseType });
  }

  /** Deletes what was made; tells how many APIs are left behind. */
  async close(): Promise<number> {
    let leaked = 0;
    for (const [index, id] of this.apis.entries()) {
      const answer = await this.call(`delete-api${index === 0 ? '' : '-2'}`, 'DeleteRestApi', { restApiId: id }).catch(() => null);
      if (answer === null || !isGone(answer.response.status)) leaked += 1;
    }
    return leaked;
  }
}

/** A scenario may have deleted its API itself. */
const isGone = (status: number): boolean => isAccepted(status) || status === 404;

const toWire = (request: Extract<StepRequest, { kind: 'http' }>, target: Target): WireRequest => {
  const length: HeaderPair[] = request.body === '' ? [] : [['Content-Length', String(Buffer.byteLength(request.body))]];
  const host: HeaderPair = ['Host', new URL(target.endpoint).host];
  return {
    method: request.method,
    path: request.path,
    headers: [host, ...request.headers, ...length, ...scopeHeaders(target.caller)],
    body: request.body,
  };
};

const runGiven = async (session: CaseSession, step: Step): Promise<CaseRecord['given'][number]> => {
  const answer = await session.request(step.name, step.request);
  const { status } = answer.response;
  if (!isAccepted(status)) throw new Stopped('refused', `given step ${step.name} was refused (${status})`);
  return { step: step.name, operation: step.request.operation, status };
};

const runStep = async (session: CaseSession, step: Step, judge: JudgeContext): Promise<StepVerdict> => {
  const answer = await session.request(step.name, step.request);
  const reads = new Map<string, Answer>();
  for (const read of readsOf(step.expect.map((expectation) => expectation.read))) reads.set(readKey(read), await session.read(step.name, read));
  return judgeStep({ step, answer, reads }, judge);
};

interface Progress {
  readonly given: CaseRecord['given'][number][];
  readonly steps: StepVerdict[];
}

const sendAll = async (planned: PlannedCase, session: CaseSession, context: RunContext, progress: Progress): Promise<void> => {
  if (session.lent) session.adopt();
  else for (let count = 0; count < apisOf(planned.case); count += 1) await session.open();
  for (const step of planned.case.given) progress.given.push(await runGiven(session, step));
  for (const step of planned.case.steps) progress.steps.push(await runStep(session, step, context.judge));
};

const NEEDS_TWO = 'needs a second API, and --rest-api-id lends one';

const openSession = (planned: PlannedCase, { target }: RunContext): ReturnType<Target['open']> =>
  target.restApiId !== null && apisOf(planned.case) === 2 ? { skipped: NEEDS_TWO } : target.open(planned);

const unwrap = (thrown: unknown): CaseRecord['stopped'] => {
  if (thrown instanceof Stopped) return { kind: thrown.kind, reason: thrown.message };
  throw thrown;
};

/** Runs one case from its first request to the deletion of its APIs. Transport faults end the case, never the run. */
export const runCase = async (planned: PlannedCase, context: RunContext): Promise<CaseRun> => {
  const opened = openSession(planned, context);
  const progress: Progress = { given: [], steps: [] };
  const recordOf = (stopped: CaseRecord['stopped']): CaseRecord => ({
    case: planned.case,
    given: progress.given,
    steps: progress.steps,
    stopped,
  });
  if ('skipped' in opened) return { record: recordOf({ kind: 'skipped', reason: opened.skipped }), exchanges: [], leaked: 0 };
  const session = new CaseSession(context, opened);
  const stopped = await sendAll(planned, session, context, progress).then(() => null, unwrap);
  const leaked = await session.close();
  const unfinished = opened.finish();
  const ended = stopped ?? (unfinished === null ? null : { kind: 'errored' as const, reason: unfinished });
  return { record: recordOf(ended), exchanges: session.exchanges, leaked };
};
