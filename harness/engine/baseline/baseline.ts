import { canonicalJson, type Json } from '../../base/json.ts';
import type { Finding } from '../judge/types.ts';
import { caseName } from '../load/case-name.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';

/** What people say of a deviation; of these only the reason has to be there. */
export interface BaselineNote {
  readonly reason: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** Where it is followed up: an https address. */
  readonly link?: string;
  /** The day on which it was written down, YYYY-MM-DD. */
  readonly since?: string;
  /** The last day on which it is accepted, YYYY-MM-DD. */
  readonly expires?: string;
}

/** A finding of a target that is known: a new one and a vanished one are both told. */
export interface BaselineEntry extends BaselineNote {
  readonly scenario: string;
  /** Names of the cases that have it; empty where the scenario has but one. */
  readonly cases: readonly string[];
  readonly verdict: 'failed' | 'errored';
  readonly step: string;
  readonly where: string;
  readonly aspect: string;
  readonly pointer: string;
  readonly fact: string;
  readonly actual: Json;
}

/** The ledger of a target's known deviations, finding by finding: how it was written before causes had names. */
export interface FindingBaseline {
  readonly $schema: string;
  readonly format?: undefined;
  readonly target: string;
  /** The digest of meaning that each scenario had when its entries were last held against a run: so a changed suite is not taken for a changed target. */
  readonly meanings?: Readonly<Record<string, string>>;
  readonly entries: readonly BaselineEntry[];
}

/** What one case has of an entry: an entry without its cases and notes. */
export type Deviation = Omit<BaselineEntry, 'cases' | keyof BaselineNote>;

/** A deviation and the name of the case that has it. */
export interface NamedDeviation {
  readonly name: string;
  readonly deviation: Deviation;
}

const fromFinding = ({ scenario }: CaseResult, { step, where, aspect, pointer, fact, actual }: Finding): Deviation => ({
  scenario,
  verdict: 'failed',
  step,
  where,
  aspect,
  pointer,
  fact,
  actual,
});

const fromError = ({ scenario }: CaseResult): Deviation => ({
  scenario,
  verdict: 'errored',
  step: '',
  where: '',
  aspect: '',
  pointer: '',
  fact: '',
  actual: null,
});

/** The deviations of a case, as a baseline names them. */
export const deviationsOf = (one: CaseResult): readonly NamedDeviation[] => {
  if (one.support) return [];
  const name = caseName(one);
  if (one.verdict === 'errored') return [{ name, deviation: fromError(one) }];
  if (one.verdict !== 'failed') return [];
  return one.findings.filter(({ gating }) => gating).map((finding) => ({ name, deviation: fromFinding(one, finding) }));
};

/** What makes two deviations the same, whatever is said of them. */
export const keyOf = ({ scenario, verdict, step, where, aspect, pointer, fact, actual }: Deviation): string =>
  canonicalJson([scenario, verdict, step, where, aspect, pointer, fact, actual]);

/** The same, in one case. */
export const slotKey = (deviation: Deviation, name: string): string => `${keyOf(deviation)}@${name}`;

/** The id of the case that an entry names. */
export const caseId = (scenario: string, name: string): string => (name === '' ? scenario : `${scenario}@${name}`);

/** A deviation of a case, in one line. */
export const describeDeviation = (deviation: Deviation, name: string): string => {
  const { scenario, verdict, step, where, aspect, pointer, fact, actual } = deviation;
  const place = verdict === 'errored' ? 'errored' : `${step} ${where} ${aspect} ${pointer}`.trim();
  const value = verdict === 'errored' ? '' : `: ${canonicalJson(actual).slice(0, 120)} (${fact})`;
  return `${caseId(scenario, name)}: ${place}${value}`;
};

/** One case of one entry. */
export interface Slot {
  readonly entry: BaselineEntry;
  readonly name: string;
  readonly key: string;
}

/** The cases that a baseline names, one by one. */
export const slotsOf = ({ entries }: Pick<FindingBaseline, 'entries'>): readonly Slot[] =>
  entries.flatMap((entry) => (entry.cases.length === 0 ? [''] : entry.cases).map((name) => ({ entry, name, key: slotKey(entry, name) })));

/** Whether a run was of a part of the suite: of what it does not have, nothing can be said. */
export const isPart = ({ options, interrupted, shard }: RunDocument): boolean =>
  options.only.length > 0 || options.skip.length > 0 || interrupted || shard !== undefined;

/** Whether an entry is accepted no longer, on a day written YYYY-MM-DD; without a day, none has expired. */
export const isExpired = ({ expires }: BaselineNote, today: string | null): boolean => expires !== undefined && today !== null && today > expires;
