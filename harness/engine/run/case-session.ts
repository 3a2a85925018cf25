import { causeOf } from '../../base/errors.ts';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { ScrubbedSend } from '../../recording/scrub.ts';
import { scrubbing } from '../../recording/scrub.ts';
import { type Answer, isAccepted, toAnswer } from '../../service/answer.ts';
import type { Control } from '../../service/control.ts';
import type { Exchange, WireRequest } from '../../service/exchange.ts';
import type { Operation } from '../../service/operations.ts';
import { rawRequest } from '../../targets/raw-request.ts';
import type { Session, Target } from '../../targets/target.ts';
import type { JudgeContext } from '../judge/judge-step.ts';
import type { CaseRecord } from '../judge/record.ts';
import { apiPlaceholder, isApiId } from '../load/apis.ts';
import { readStep } from '../load/step-names.ts';
import type { Read, StepRequest } from '../load/types.ts';
import type { NamedExchange } from '../result/named-exchange.ts';
import { cutText } from '../result/room.ts';

/** What every case of a run shares. */
export interface RunContext {
  readonly target: Target;
  readonly judge: JudgeContext;
  readonly control: Control;
}

/** Ends a case early. */
export class Stopped extends Error {
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

/** Whatever was thrown that is no answer, as the reason of one case. */
export const defectReason = (thrown: unknown): string => `the case could not be judged: ${cutText(causeOf(thrown), LONGEST_REASON)}`;

const CREATE = { name: 'apigw-conformance', endpointConfiguration: { types: ['REGIONAL'] } };

/** One case on its way: its APIs, its traffic, its verdicts so far. */
export class CaseSession {
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

  /** Deletes what was made; tells how many APIs are left behind. Where no answer came it asks once more: gone is gone, whoever did it. */
  async close(): Promise<number> {
    let leaked = 0;
    for (const [index, id] of this.apis.entries()) {
      const step = `delete-api${index === 0 ? '' : '-2'}`;
      const remove = (): Promise<Answer | null> => this.#frameCall(step, 'DeleteRestApi', { restApiId: id }).catch(() => null);
      const answer = (await remove()) ?? (await remove());
      if (answer === null || !isGone(answer.response.status)) leaked += 1;
    }
    return leaked;
  }
}

/** A scenario may have deleted its API itself. */
const isGone = (status: number): boolean => isAccepted(status) || status === 404;
