import type { Seed } from '../../engine/load/seeds.ts';
import type { Fact, Suite } from '../../engine/load/types.ts';
import type { Reach } from '../../engine/result/coverage.ts';
import { prose } from '../words/markdown-text.ts';

/** A defect that a model can be given: what the ledger says of a mutant. */
export interface LedgerMutant {
  readonly name: string;
  readonly fact: string;
  readonly aspect: string;
  readonly breaks: string;
}

/** All that the ledger is made of. */
export interface LedgerInput {
  readonly suite: Suite;
  /** Every fact of the suite with the way in which it is reached. */
  readonly reaches: ReadonlyMap<Fact, Reach>;
  readonly seeds: readonly Seed[];
  readonly mutants: readonly LedgerMutant[];
  /** From the name of a mutant to the id of the case that caught it. */
  readonly catches: ReadonlyMap<string, string>;
  /** The mutants of which an operation declines everything: it is absent, and accused of nothing. By name, with the case that shows it. */
  readonly absent: ReadonlyMap<string, string>;
  /** The response types, in the order of the service model. */
  readonly types: readonly string[];
  /** The way from the page to the suite's folder, with `/` at its end. */
  readonly suiteFolder: string;
}

const SHOWN = 6;

/** A list in a cell of a table, folded where it is long. */
export const folded = (items: readonly string[], noun: string): string =>
  items.length <= SHOWN ? items.join(', ') : `<details><summary>${items.length} ${noun}</summary>${items.join(', ')}</details>`;

/** Scenarios as links; the addresses stand once, at the end of the page. */
export const scenarioLinks = (ids: readonly string[]): string =>
  folded(
    ids.map((id) => `[${id}]`),
    'scenarios',
  );

/** A case as a link to the file of its scenario. */
export const caseLink = (id: string): string => id.replace(/^[^@]+/, '[$&]');

/** The addresses of the links to scenarios. */
export const linkDefinitions = ({ suite, suiteFolder }: LedgerInput): readonly string[] =>
  suite.scenarios.map(({ id, file }) => `[${id}]: ${suiteFolder}${file}`);

const SHORT = 110;

/** A statement in one line that fits a table. */
export const short = (statement: string): string => {
  if (statement.length <= SHORT) return prose(statement);
  return `${prose(statement.slice(0, statement.lastIndexOf(' ', SHORT)).replace(/[,;:]$/, ''))} ...`;
};
