import type { ScrubbedSend } from './cassette/scrub.ts';
import { scrubbing } from './cassette/scrub.ts';
import { causeOf } from './errors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { apisOf } from './plan.ts';
import { boundSteps, type Cut } from './result/bound-case.ts';
import { cutText } from './result/room.ts';
import { apiPlaceholder, isApiId } from './scenario/apis.ts';
import { readKey, readsOf } from './scenario/parse-read.ts';
import { readStep } from './scenario/step-names.ts';
import type { Operation, PlannedCase, Read, Step, StepRequest } from './scenario/types.ts';
import { rawRequest } from './targets/raw-request.ts';
import type { Session, Target } from './targets/target.ts';
import type { CaseRecord } from './verdict/decide.ts';
import { type JudgeContext, judgeStep, settleEffects } from './verdict/judge-step.ts';
import type { StepVerdict } from './verdict/types.ts';
import { type Answer, isAccepted, toAnswer } from './wire/answer.ts';
import type { Control } from './wire/control.ts';
import type { Exchange, WireRequest } from './wire/exchange.ts';

/** An exchange of a case, under the name of the step that sent it. */
export interface NamedExchange {
  readonly step: string;
  /** Makes, resets or deletes an API of the case, and is no step of it. */
  readonly frame: boolean;
  readonly exchange: Exchange;
  /** Set where the body of the answer was cut: what the whole was. */
  readonly cut?: Cut;
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

/** An id that is there and cannot be used: the reason says so without repeating it. */
const unusable = ({ response, json }: Answer): string => {
  const id = isAccepted(response.status) && isObject(json) ? json['id'] : undefined;
  return typeof id !== 'string' || id === '' ? '' : ` that can be used: its id of ${id.length} characters is none`;
};

const LONGEST_REASON = 500;

const defectReason = (thrown: unknown): string => `the case could not be judged: ${cutText(causeOf(thrown), LONGEST_REASON)}`;

const CREATE = { name: 'apigw-conformance', endpointConfiguration: { types: ['REGIONAL'] } };

/** One case on its way: its APIs, its traffic, its verdicts so far. */
class CaseSession {
  readonly #context: RunContext;
  readonly #scrubbed: ScrubbedSend;
  readonly #lentApis: readonly string[] | null;
  readonly exchanges: NamedExchange[] = [];
  readonly apis: string[] = [];
  #adopted = 0;
  #broken: { readonly thrown: unknown } | null = null;

  constructor(context: RunContext, session: Session) {
    this.#context = context;
    this.#scrubbed = scrubbing((request) => this.#send(session, request));
    this.#lentApis = session.apis;
  }

  /** A `Send` never rejects; where one does all the same, the SDK must not hide it. */
  async #send({ send }: Session, request: WireRequest): Promise<Exchange> {
    try {
      return await send(request);
    } catch (thrown) {
      this.#broken = { thrown };
      throw thrown;
    }
  }

  /**
   * Why the case ended early: what it stopped for itself, or else whatever was thrown while it was sent and judged, which costs this case alone.
   * A recording of AWS stops by throwing, for its leases are at stake: that is none of one case.
   */
  stoppedBy(thrown: unknown): CaseRecord['stopped'] {
    if (this.#broken !== null && this.#context.target.kind === 'aws') throw this.#broken.thrown;
    if (thrown instanceof Stopped) return { kind: thrown.kind, reason: thrown.message };
    return { kind: 'errored', reason: defectReason(this.#broken?.thrown ?? thrown) };
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

  #answer(named: NamedExchange, decoded: Answer['decoded']): Answer {
    const { step, exchange } = named;
    this.exchanges.push(named);
    if (exchange.outcome.kind === 'failure') {
      const { code, message } = exchange.outcome.failure;
      throw new Stopped('errored', `${step}: ${code}: ${message}`);
    }
    return toAnswer(exchange.outcome.response, decoded);
  }

  async call(step: string, operation: Operation, input: JsonObject): Promise<Answer> {
    const { exchange, decoded } = await this.#context.control(this.#scrubbed.send, operation, input);
    return this.#answer({ step, frame: false, exchange }, decoded);
  }

  /** A call about the case, which is no step of it. */
  async #frameCall(step: string, operation: Operation, input: JsonObject): Promise<Answer> {
    const { exchange, decoded } = await this.#context.control(this.#scrubbed.send, operation, input);
    return this.#answer({ step, frame: true, exchange }, decoded);
  }

  async request(step: string, request: StepRequest): Promise<Answer> {
    if (request.kind === 'call') {
      const answer = await this.call(step, request.operation, request.input);
      if (request.operation === 'CreateRestApi') this.#keep(answer);
      return answer;
    }
    const exchange = await this.#scrubbed.send(rawRequest(request, this.#context.target));
    return this.#answer({ step, frame: false, exchange }, null);
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
    const answer = await this.#frameCall(step, 'CreateRestApi', CREATE);
    if (!this.#keep(answer)) throw new Stopped('refused', `CreateRestApi made no API${unusable(answer)} (${answer.response.status})`);
  }

  /** Remembers an API that was made, so that it is deleted in the end. */
  #keep({ response, json }: Answer): boolean {
    const made = isAccepted(response.status) && isObject(json) && isApiId(json['id']);
    if (made) this.apis.push(apiPlaceholder(this.#adopted + this.apis.length + 1));
    return made;
  }

  /** Takes a lent API back to its defaults; UpdateGatewayResponse, which is under test, has no part in it. */
  async #reset(id: string): Promise<void> {
    const answer = await this.#frameCall('reset', 'GetGatewayResponses', { restApiId: id });
    const items = isObject(answer.json) && Array.isArray(answer.json['item']) ? answer.json['item'] : [];
    const customised = items.filter((item: Json): item is JsonObject => isObject(item) && item['defaultResponse'] === false);
    for (const { responseType = '' } of customised) await this.#frameCall('reset', 'DeleteGatewayResponse', { restApiId: id, responseType });
  }

  /** Deletes what was made; tells how many APIs are left behind. */
  async close(): Promise<number> {
    let leaked = 0;
    for (const [index, id] of this.apis.entries()) {
      const answer = await this.#frameCall(`delete-api${index === 0 ? '' : '-2'}`, 'DeleteRestApi', { restApiId: id }).catch(() => null);
      if (answer === null || !isGone(answer.response.status)) leaked += 1;
    }
    return leaked;
  }
}

/** A scenario may have deleted its API itself. */
const isGone = (status: number): boolean => isAccepted(status) || status === 404;

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

/** What is wrong with a session at its end; null where nothing is. */
const finish = (session: Session): CaseRecord['stopped'] => {
  try {
    const unfinished = session.finish();
    return unfinished === null ? null : { kind: 'errored', reason: unfinished };
  } catch (thrown) {
    return { kind: 'errored', reason: defectReason(thrown) };
  }
};

/** Runs one case from its first request to the deletion of its APIs. Whatever goes wrong ends the case, never the run. */
export const runCase = async (planned: PlannedCase, context: RunContext): Promise<CaseRun> => {
  const opened = openSession(planned, context);
  const progress: Progress = { given: [], steps: [] };
  const recordOf = (stopped: CaseRecord['stopped']): CaseRecord => ({
    case: planned.case,
    given: progress.given,
    steps: boundSteps(settleEffects(progress.steps)),
    stopped,
  });
  if ('skipped' in opened) return { record: recordOf({ kind: 'skipped', reason: opened.skipped }), exchanges: [], leaked: 0 };
  const session = new CaseSession(context, opened);
  const stopped = await sendAll(planned, session, context, progress).then(
    () => null,
    (thrown: unknown) => session.stoppedBy(thrown),
  );
  const leaked = await session.close();
  const unfinished = finish(opened);
  return { record: recordOf(stopped ?? unfinished), exchanges: session.exchanges, leaked };
};
