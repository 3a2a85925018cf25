import { type BaselineNote, caseId, type FindingBaseline } from './baseline.ts';

/** A cause that is known, in the cases that are named. */
export interface CauseEntry extends BaselineNote {
  /** The id of the cause: what is wrong, whatever shows it. */
  readonly cause: string;
  /** What is wrong, in a line for readers: it is not compared. */
  readonly about: string;
  /** A text for each scenario, with the names of its cases: `scenario`, or `scenario@one,two`. */
  readonly cases: readonly string[];
}

/** Cases that are known to get no answer. */
export interface ErroredEntry extends BaselineNote {
  readonly errored: readonly string[];
}

/** What a baseline by causes consists of. */
export type CauseBaselineEntry = CauseEntry | ErroredEntry;

/** The ledger of a target's known deviations, cause by cause. */
export interface CauseBaseline {
  readonly $schema: string;
  readonly format: 2;
  readonly target: string;
  /** The digest of meaning that each scenario had when its cases were last held against a run: so a changed suite is not taken for a changed target. */
  readonly meanings?: Readonly<Record<string, string>>;
  readonly entries: readonly CauseBaselineEntry[];
}

/** The ledger of a target's known deviations, as it is written now or as it was before. */
export type Baseline = CauseBaseline | FindingBaseline;

/** What stands in place of a cause where no answer came. */
export const ERRORED = 'errored';

/** What is wrong there. */
export const NO_ANSWER = 'no answer came';

/** A case of a scenario; its name is empty where the scenario has but one. */
export interface NamedCase {
  readonly scenario: string;
  readonly name: string;
}

/** One case of one entry. */
export interface CauseSlot extends NamedCase {
  readonly entry: CauseBaselineEntry;
  /** The id of the cause, or `ERRORED`. */
  readonly cause: string;
  readonly id: string;
  readonly key: string;
}

/** What makes two slots the same, whatever is said of them. */
export const causeKey = (cause: string, id: string): string => `${cause} ${id}`;

const readCases = (text: string): readonly NamedCase[] => {
  const [scenario = '', ...names] = text.split('@');
  return names
    .join('@')
    .split(',')
    .map((name) => ({ scenario, name }));
};

/** The cases that a baseline names, one by one. */
export const causeSlotsOf = ({ entries }: Pick<CauseBaseline, 'entries'>): readonly CauseSlot[] =>
  entries.flatMap((entry) => {
    const [cause, cases] = 'errored' in entry ? [ERRORED, entry.errored] : [entry.cause, entry.cases];
    return cases.flatMap(readCases).map(({ scenario, name }) => {
      const id = caseId(scenario, name);
      return { entry, cause, scenario, name, id, key: causeKey(cause, id) };
    });
  });

/** Cases as an entry writes them: each scenario once, in the order of its id. */
export const writeCases = (cases: readonly NamedCase[]): readonly string[] => {
  const names = new Map<string, Set<string>>();
  for (const { scenario, name } of cases) names.set(scenario, (names.get(scenario) ?? new Set()).add(name));
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([scenario, each]) => caseId(scenario, [...each].join(',')));
};
