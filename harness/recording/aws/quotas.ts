import type { Send } from '../../service/exchange.ts';
import type { Clock } from './clock.ts';
import { operationOf } from './operations.ts';

/** API Gateway's request quotas, per account and region (section "Amazon API Gateway quotas" of AWS's guide); none is adjustable. */
export const QUOTA = { perSecond: 10, burst: 40, createMs: 3000, deleteMs: 30_000 } as const;

/** Below the documented burst: requests sent apart may arrive together. */
const SAFE_BURST = 35;

/** Lets requests through at a rate; after a pause, a burst of them at once. */
class Bucket {
  readonly #clock: Clock;
  readonly #perMs: number;
  readonly #capacity: number;
  #tokens: number;
  #filledAt: number;
  #queue: Promise<void> = Promise.resolve();

  constructor(clock: Clock, perSecond: number, capacity: number) {
    this.#clock = clock;
    this.#perMs = perSecond / 1000;
    this.#capacity = capacity;
    this.#tokens = capacity;
    this.#filledAt = clock.now();
  }

  take(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#next());
    return this.#queue;
  }

  async #next(): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#filledAt) * this.#perMs);
      this.#filledAt = now;
      if (this.#tokens >= 1) break;
      await this.#clock.sleep((1 - this.#tokens) / this.#perMs);
    }
    this.#tokens -= 1;
  }
}

/** Lets one call through at a time, each so long after the answer of the last one. */
class Gate {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  #openAt = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, intervalMs: number) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
  }

  pass<T>(call: () => Promise<T>): Promise<T> {
    const passed = this.#queue.then(async () => {
      await this.#clock.sleep(this.#openAt - this.#clock.now());
      const result = await call();
      this.#openAt = this.#clock.now() + this.#intervalMs;
      return result;
    });
    this.#queue = passed.catch(() => undefined);
    return passed;
  }
}

/** How often each operation was sent. */
export type CallCounts = Map<string, number>;

/** Holds every request back until the quotas allow it, and counts it. */
export const pacing = (send: Send, clock: Clock, options: { readonly rate: number; readonly counts: CallCounts }): Send => {
  const total = new Bucket(clock, options.rate, Math.min(SAFE_BURST, Math.max(1, Math.floor(options.rate * (SAFE_BURST / QUOTA.perSecond)))));
  const gates = new Map<string, Gate>([
    ['CreateRestApi', new Gate(clock, QUOTA.createMs)],
    ['DeleteRestApi', new Gate(clock, QUOTA.deleteMs)],
  ]);
  return (request) => {
    const operation = operationOf(request);
    const call = async (): ReturnType<Send> => {
      await total.take();
      options.counts.set(operation, (options.counts.get(operation) ?? 0) + 1);
      return send(request);
    };
    const gate = gates.get(operation);
    return gate === undefined ? call() : gate.pass(call);
  };
};
