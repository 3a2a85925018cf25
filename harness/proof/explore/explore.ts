import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import type { Call } from './calls.ts';
import { type Defaults, readDefaults } from './defaults.ts';
import { search, sequenceAt } from './generate.ts';
import { type Difference, judgeScenario, type Level, type Sides } from './judge-sequence.ts';
import { explains, type Kind, type Sighting, sightings } from './kinds.ts';
import { probe } from './probe.ts';
import { reduce } from './reduce.ts';
import { givenCount, type Judging, planSequence, toScenario } from './to-scenario.ts';

/** How far an exploration goes, complete. */
export interface ExploreOptions {
  readonly seed: number;
  /** Of something found before, to show it again; null: explore. */
  readonly path: string | null;
  readonly runs: number;
  /** How many disagreements end it; as many questions are looked into. */
  readonly maxFindings: number;
}

/** What happens while an exploration goes on. */
export interface ExploreEvents {
  onRun(runs: number): void;
  /** True once the user asked to stop. */
  stopped(): boolean;
}

/** One disagreement or question, as small as it gets. */
export interface Found {
  readonly level: Level;
  readonly kind: Kind;
  readonly differences: readonly Difference[];
  readonly scenario: JsonObject;
  readonly calls: readonly Call[];
  readonly path: string;
}

/** What an exploration came to. */
export interface Exploration {
  readonly seed: number;
  readonly runs: number;
  readonly leftOut: readonly Operation[];
  readonly found: readonly Found[];
  /** Sequences that differed once and not again: the target answers them now this way, now that. */
  readonly unsteady: readonly string[];
  /** Why it ended early: the target gave no answer. */
  readonly dead: string | null;
}

/** One look at a sequence. */
interface Look {
  readonly scenario: JsonObject;
  readonly seen: readonly Sighting[];
}

const NOTHING_SEEN: Look = { scenario: {}, seen: [] };

const WHOLE: Judging = { given: 0, others: true };

const RANK: Readonly<Record<Level, number>> = { deciding: 0, fault: 1, question: 2 };

/** One exploration on its way: what is known so far, and what is looked for. */
class Explorer {
  readonly #sides: Sides;
  readonly #defaults: Defaults;
  readonly #options: ExploreOptions;
  readonly #events: ExploreEvents;
  readonly #known: Kind[] = [];
  readonly found: Found[] = [];
  readonly unsteady: string[] = [];
  dead: string | null = null;
  #runs = 0;

  constructor(sides: Sides, options: ExploreOptions, events: ExploreEvents) {
    this.#sides = sides;
    this.#options = options;
    this.#events = events;
    this.#defaults = readDefaults(sides.suite);
  }

  /** Runs a sequence and tells what is new in it. */
  async #look(calls: readonly Call[], { given, others }: Judging): Promise<Look> {
    if (this.dead !== null || this.#events.stopped()) return NOTHING_SEEN;
    const scenario = toScenario(planSequence(calls, this.#defaults, others), given);
    const judged = await judgeScenario(scenario, this.#sides);
    this.#events.onRun(++this.#runs);
    if (judged.kind === 'dead') {
      this.dead = judged.reason;
      return NOTHING_SEEN;
    }
    return { scenario, seen: sightings(calls.slice(given), judged.steps).filter(({ kind }) => this.#isWanted(kind)) };
  }

  #count(level: Level): number {
    return this.found.filter((one) => one.level === level).length;
  }

  #isWanted(kind: Kind): boolean {
    if (kind.level !== 'deciding' && this.#count(kind.level) >= this.#options.maxFindings) return false;
    return !this.#known.some((known) => explains(known, kind));
  }

  /** Looks once more at what was shrunk, with as little judged as shows it: a scenario that a reader takes in at a glance. */
  async #keep(calls: readonly Call[], level: Level, path: string): Promise<boolean> {
    const given = givenCount(planSequence(calls, this.#defaults, false));
    for (const judging of [{ given, others: false }, { given: 0, others: false }, { given, others: true }, WHOLE]) {
      const { scenario, seen } = await this.#look(calls, judging);
      const [first, ...more] = seen.filter(({ kind }) => kind.level === level);
      if (first === undefined) continue;
      const same = [first, ...more.filter(({ index }) => index === first.index)];
      this.#known.push(...same.map(({ kind }) => kind));
      this.found.push({ level, kind: first.kind, differences: same.map(({ difference }) => difference), scenario, calls, path });
      return true;
    }
    if (this.dead === null && !this.#events.stopped()) this.unsteady.push(path);
    return false;
  }

  /** Whether a sequence shows something new; once it did, only what weighs as much counts. */
  #differing(): { readonly differs: (calls: readonly Call[]) => Promise<boolean>; readonly level: () => Level } {
    let level: Level | null = null;
    const differs = async (calls: readonly Call[]): Promise<boolean> => {
      const [best] = (await this.#look(calls, WHOLE)).seen.map(({ kind }) => kind.level).sort((a, b) => RANK[a] - RANK[b]);
      if (best === undefined || (level !== null && RANK[best] > RANK[level])) return false;
      level = best;
      return true;
    };
    return { differs, level: () => level ?? 'question' };
  }

  /** One search from a path on; gives the run where the next one starts, or null at the end. */
  async #searchFrom(kinds: readonly Call['kind'][], start: string, runs: number): Promise<number | null> {
    const { differs, level } = this.#differing();
    const result = await search({ kinds, seed: this.#options.seed, path: start, runs }, differs);
    if (!result.found) return null;
    await this.#keep(await reduce(result.calls, differs), level(), result.path);
    return Number(result.path.split(':')[0]) + 1;
  }

  /** Shows again what a path leads to: all that differs there, for nothing else is known yet. */
  async #replay(kinds: readonly Call['kind'][], path: string): Promise<void> {
    const calls = sequenceAt(kinds, this.#options.seed, path);
    for (let kept = true; kept; ) {
      const { differs, level } = this.#differing();
      kept = (await differs(calls)) && (await this.#keep(await reduce(calls, differs), level(), path));
    }
  }

  async run(kinds: readonly Call['kind'][]): Promise<number> {
    const { runs, path, maxFindings } = this.#options;
    if (path !== null) {
      await this.#replay(kinds, path);
      return 1;
    }
    let next = 0;
    while (next < runs && this.dead === null && !this.#events.stopped() && this.#count('deciding') < maxFindings) {
      const after = await this.#searchFrom(kinds, String(next), runs - next);
      if (after === null) return runs;
      next = after;
    }
    return next;
  }
}

/**
 * Sends sequences of calls to the target and to the model, and holds the answers against the facts. What differs is shrunk;
 * the same kind of difference is looked into once. What the target does not implement is left out.
 */
export const explore = async (sides: Sides, options: ExploreOptions, events: ExploreEvents): Promise<Exploration> => {
  const probed = await probe(sides.suite, sides.target);
  const { seed } = options;
  if (probed.kind === 'dead') return { seed, runs: 0, leftOut: [], found: [], unsteady: [], dead: probed.reason };
  const explorer = new Explorer(sides, options, events);
  const runs = probed.kinds.length === 0 ? 0 : await explorer.run(probed.kinds);
  const { found, unsteady, dead } = explorer;
  return { seed, runs, leftOut: probed.leftOut, found, unsteady, dead };
};
