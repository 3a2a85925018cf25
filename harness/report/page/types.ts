import type { Frame } from '../reproduce/script.ts';
import type { Mark } from './marks.ts';

/** The place of a text in `strings`. */
export type Text = number;

/** A body: its text, and where it was cut, its length in bytes and its digest. */
export type PageBody = readonly [text: Text] | readonly [text: Text, length: number, digest: string];

/** A request, with a piece of a script for each language, or why there is none. */
export interface PageRequest {
  readonly method: string;
  readonly path: Text;
  readonly headers: readonly Text[];
  readonly body: PageBody | null;
  readonly pieces: readonly (readonly [piece: Text] | readonly [none: null, why: Text])[];
}

/** How a request ended. */
export type PageAnswer =
  | readonly [status: number, headers: readonly Text[], body: PageBody | null]
  | readonly [status: null, code: string, message: Text];

/** One difference, the same for every cell that has it. */
export interface PageFinding {
  readonly step: Text;
  readonly where: Text;
  readonly aspect: string;
  readonly pointer: Text;
  /** JSON text, cut where it is long. */
  readonly expected: Text;
  readonly actual: Text;
  readonly fact: string;
  readonly class: string;
  readonly gating: boolean;
}

/** What was seen where nothing is expected. */
export interface PageObservation {
  readonly step: Text;
  readonly where: Text;
  readonly aspect: string;
  readonly fact: string;
  readonly value: Text;
}

/** What one target did with one case; `exchanges` only where it did not pass, and where the run's are at hand. */
export type PageCell = readonly [
  verdict: string,
  reason: Text | null,
  findings: readonly (readonly [finding: number, exchange: number])[],
  observations: readonly number[],
  exchanges: readonly (readonly [step: Text, exchange: number])[],
];

/** One fact, as shown beside a finding. */
export interface PageFact {
  readonly class: string;
  readonly statement: string;
  readonly sources: readonly (readonly [kind: string, ref: string, date: string | null])[];
}

/** A column. */
export interface PageTarget {
  /** What links name it by. */
  readonly key: string;
  readonly name: string;
  readonly version: string | null;
  readonly kind: string;
  readonly isAws: boolean;
  /** Why its exchanges are not at hand, as a clause; null where they are. */
  readonly bare: string | null;
  /** The verdicts of scenarios, a letter each in the order of `scenarios`; `-` where it was not run. */
  readonly verdicts: string;
  readonly cells: readonly (PageCell | 0)[];
}

/** A row. */
export interface PageScenario {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly operation: string;
  readonly clients: readonly string[];
  readonly facts: readonly string[];
  readonly place: string;
  /** Cells of the support table that its cases send alone. */
  readonly sends: readonly string[];
}

/** Those who send the same kind of calls. */
export interface PageGroup {
  readonly id: string;
  readonly name: string;
  readonly clients: readonly string[];
}

/** All that the page's script knows; texts, requests, answers and findings are kept once. */
export interface PageData {
  readonly format: 1;
  readonly strings: readonly string[];
  readonly targets: readonly PageTarget[];
  readonly scenarios: readonly PageScenario[];
  readonly cases: readonly (readonly [scenario: number, name: string])[];
  readonly facts: Readonly<Record<string, PageFact>>;
  readonly requests: readonly PageRequest[];
  readonly answers: readonly PageAnswer[];
  readonly exchanges: readonly (readonly [request: number, answer: number])[];
  readonly findings: readonly PageFinding[];
  readonly observations: readonly PageObservation[];
  /** How verdicts look, those that are worst first. */
  readonly marks: readonly Mark[];
  readonly frames: readonly Frame[];
  readonly groups: readonly PageGroup[];
}
