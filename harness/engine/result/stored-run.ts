import type { Json } from '../../base/json.ts';
import type { Verdict } from '../judge/types.ts';
import type { FactClass } from '../load/types.ts';
import type { RunDocument } from './types.ts';
import type { Values } from './value-table.ts';

/**
 * How cases of one scenario ended that differ in nothing but their names: `<case>` stands for the name in every text.
 * Their verdict names the member with their names: none, where it is the one case that has none.
 */
export interface StoredOutcome extends Partial<Record<Verdict, readonly string[]>> {
  /** `<case>` stands for nothing here: an answer holds that very text. */
  readonly literal?: true;
  readonly support?: true;
  readonly reason?: string;
  /** The exchanges in order, see `exchangeNames`. */
  readonly sent?: readonly Json[];
  /** Of a failed one, which kind of update a step asks for, where that is known. */
  readonly asks?: Readonly<Record<string, string>>;
  /** Of a failed one, the length of what it sent, paths apart: the shortest example is the one to show. */
  readonly bytes?: number;
  /** `<step> <where> <aspect> <fact>`, and both sides, by pointer unless that is empty. */
  readonly findings?: readonly Json[];
  /** `<step> <where> <fact>`, and what was seen, by aspect. */
  readonly observations?: readonly Json[];
}

/** `run.json`: what a run came to, without its traffic and without what the suite says anyway. */
export interface StoredRun extends Omit<RunDocument, 'format' | 'planned' | 'scenarios' | 'cases' | 'facts' | 'bodies' | 'bare'> {
  readonly format: 2;
  /** Digest of the traffic, wherever it lies. */
  readonly exchanges: string;
  /** Left out where it is every case in order. */
  readonly planned?: readonly string[];
  /** Facts that findings cite, by class. */
  readonly facts: Readonly<Partial<Record<FactClass, readonly string[]>>>;
  /** The path that `~` stands for in the names of exchanges. */
  readonly common: string;
  /**
   * The outcomes of each scenario, see `StoredOutcome`, by `<id> <meaning>`; `probe` behind it says that it can neither pass nor fail,
   * `untold` that an earlier document did not say. Whatever in an outcome stands more than once is named by `{"$": ...}`.
   */
  readonly scenarios: Readonly<Record<string, readonly Json[]>>;
  readonly values: Values;
}
