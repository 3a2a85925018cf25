import type { ApiCalls } from './api-calls.ts';
import { RecordingStopped } from './faults.ts';
import type { Journal } from './journal.ts';
import { isHopeless, type Patience, type Trouble, worse } from './retry.ts';
import { RUN_TAG, type Tags } from './tags.ts';

/** An API on lease. */
export interface Lease {
  readonly id: string;
  /** Types that a case is known to have customised since the last reset. */
  readonly dirty: Set<string>;
}

/** What came of asking for an API: `unknown` where the answer was lost, and there may be one that nobody knows of. */
export type Making = { readonly kind: 'made'; readonly api: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' };

/** What a pool needs. */
export interface PoolOptions {
  readonly calls: ApiCalls;
  readonly journal: Journal;
  readonly patience: Patience;
  readonly run: string;
  readonly size: number;
  tags(): Tags;
  note(text: string): void;
}

interface Waiter {
  readonly count: number;
  readonly take: (leases: Lease[]) => void;
  readonly fail: (thrown: unknown) => void;
}

const RESETS = 2;

/** A few APIs that cases take turns on, each in its default state when it is lent. */
export class ApiPool {
  readonly #options: PoolOptions;
  readonly #idle: Lease[] = [];
  readonly #waiting: Waiter[] = [];
  #failed: unknown;
  #creation: Promise<unknown> = Promise.resolve();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Takes over what an interrupted run left, then makes what is missing; cases can begin with the first. */
  async fill(): Promise<void> {
    try {
      const { journal, size } = this.#options;
      if (journal.unanswered) await this.#findUnanswered();
      const left = journal.leases;
      for (const id of left.slice(0, size)) await this.giveBack({ id, dirty: new Set() });
      for (let count = Math.min(left.length, size); count < size && this.#failed === undefined; count += 1) this.#offer(await this.#create());
    } catch (thrown) {
      this.abort(thrown);
    }
  }

  /** Lends nothing more, and tells those who wait why. */
  abort(thrown: unknown): void {
    this.#failed ??= thrown;
    for (const { fail } of this.#waiting.splice(0)) fail(thrown);
  }

  /** Takes APIs, all at once, in the order of asking. */
  take(count: number): Promise<Lease[]> {
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    return new Promise((take, fail) => {
      this.#waiting.push({ count, take, fail });
      this.#serve();
    });
  }

  /** Takes an API back to its defaults; one that will not go is given up, and another made. Gives what is in its place. */
  async restore(lease: Lease): Promise<Lease> {
    const state = await this.#reset(lease);
    if (state === 'clean') return lease;
    if (state === 'gone') this.#options.journal.write({ kind: 'deleted', api: lease.id });
    else this.#options.note('an API did not go back to its defaults: it is given up, and another leased');
    const next = await this.#create();
    if (state === 'dirty') await this.remove(lease.id);
    return next;
  }

  /** Gives back an API that is not known to be in its default state. */
  async giveBack(lease: Lease): Promise<void> {
    this.#offer(await this.restore(lease));
  }

  /** Gives back an API that was just restored. */
  #offer(lease: Lease): void {
    this.#idle.push(lease);
    this.#serve();
  }

  /** Gives back APIs in their default state. */
  giveBackClean(leases: readonly Lease[]): void {
    for (const lease of leases) this.#offer(lease);
  }

  /** Deletes an API and notes it. */
  async remove(id: string): Promise<void> {
    const { calls, journal } = this.#options;
    await calls.remove(id);
    journal.write({ kind: 'deleted', api: id });
  }

  /** Deletes everything that the journal names; tells how many are left behind. */
  async drain(): Promise<number> {
    const { journal, note } = this.#options;
    try {
      if (journal.unanswered) await this.#findUnanswered();
      for (const id of journal.leases) await this.remove(id);
    } catch (thrown) {
      if (!(thrown instanceof RecordingStopped)) throw thrown;
      note(thrown.message);
    }
    return journal.leases.length;
  }

  #serve(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || this.#idle.length < next.count) return;
      this.#waiting.shift();
      next.take(this.#idle.splice(0, next.count));
    }
  }

  async #reset({ id, dirty }: Lease): Promise<'clean' | 'dirty' | 'gone'> {
    const { calls } = this.#options;
    let types: readonly string[] | null = [...dirty];
    for (let round = 0; round < RESETS; round += 1) {
      for (const type of types) await calls.reset(id, type);
      types = await calls.customised(id);
      if (types === null) return 'gone';
      if (types.length === 0) {
        dirty.clear();
        return 'clean';
      }
    }
    return 'dirty';
  }

  /** One API is made at a time, so that one whose answer is lost can be told by its tag. */
  #alone<T>(make: () => Promise<T>): Promise<T> {
    const made = this.#creation.then(make);
    this.#creation = made.catch(() => undefined);
    return made;
  }

  /** Lets a case make an API of its own; one whose answer was lost is looked for at once, or it might be lent as a lease later. */
  createByCase<T>(make: () => Promise<T>, makingOf: (made: T) => Making): Promise<T> {
    const { journal, run } = this.#options;
    return this.#alone(async () => {
      journal.write({ kind: 'creating', run });
      const made = await make();
      const making = makingOf(made);
      if (making.kind === 'made') journal.write({ kind: 'created', run, api: making.api });
      if (making.kind === 'unknown') await this.#findUnanswered();
      return made;
    });
  }

  #create(): Promise<Lease> {
    return this.#alone(() => this.#createAlone());
  }

  async #createAlone(): Promise<Lease> {
    const { calls, journal, run, tags, patience } = this.#options;
    for (let trouble: Trouble | undefined; trouble === undefined || !isHopeless(trouble, patience); trouble = worse(trouble, patience.clock.now())) {
      journal.write({ kind: 'creating', run });
      const id = await calls.create(tags());
      if (id !== null) {
        journal.write({ kind: 'created', run, api: id });
        return { id, dirty: new Set() };
      }
      const found = await this.#findUnanswered();
      if (found !== undefined) return { id: found, dirty: new Set() };
    }
    throw new RecordingStopped('CreateRestApi gave no API');
  }

  /** An API that was made while its answer was lost carries the run's tag. */
  async #findUnanswered(): Promise<string | undefined> {
    const { calls, journal, run } = this.#options;
    const runs = new Set([run, ...journal.runs.map((entry) => entry.run)]);
    const listed = await calls.list();
    const lost = listed.filter(({ id, tags }) => runs.has(String(tags[RUN_TAG])) && !journal.known.has(id));
    for (const { id } of lost) journal.write({ kind: 'created', run, api: id });
    return lost[0]?.id;
  }
}
