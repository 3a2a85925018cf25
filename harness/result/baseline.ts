import { canonicalJson, type Json } from '../json.ts';
import type { Finding } from '../verdict/types.ts';
import type { CaseResult, RunDocument } from './types.ts';

/** A deviation of a target that is known: a new one and a vanished one are both told. */
export interface BaselineEntry {
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
  readonly reason: string;
}

/** The ledger of a target's known deviations. */
export interface Baseline {
  readonly $schema: string;
  readonly target: string;
  readonly entries: readonly BaselineEntry[];
}

/** What differs between a run and its baseline. */
export interface BaselineDifference {
  readonly unexpected: readonly string[];
  readonly vanished: readonly string[];
  /** Errored cases that the baseline names. */
  readonly knownErrors: ReadonlySet<string>;
}

type Deviation = Omit<BaselineEntry, 'cases' | 'reason'> & { readonly name: string };

const nameOf = ({ id, scenario }: CaseResult): string => id.slice(scenario.length + 1);

const fromFinding = (one: CaseResult, finding: Finding): Deviation => {
  const { step, where, aspect, pointer, fact, actual } = finding;
  return { scenario: one.scenario, name: nameOf(one), verdict: 'failed', step, where, aspect, pointer, fact, actual };
};

const deviationsOf = (one: CaseResult): readonly Deviation[] => {
  if (one.support) return [];
  if (one.verdict === 'errored') {
    return [{ scenario: one.scenario, name: nameOf(one), verdict: 'errored', step: '', where: '', aspect: '', pointer: '', fact: '', actual: null }];
  }
  return one.verdict === 'failed' ? one.findings.filter(({ gating }) => gating).map((finding) => fromFinding(one, finding)) : [];
};

const keyOf = (entry: Omit<BaselineEntry, 'cases' | 'reason'>): string =>
  canonicalJson([entry.scenario, entry.verdict, entry.step, entry.where, entry.aspect, entry.pointer, entry.fact, entry.actual]);

const caseId = (scenario: string, name: string): string => (name === '' ? scenario : `${scenario}@${name}`);

const describe = (entry: Omit<BaselineEntry, 'cases' | 'reason'>, name: string): string => {
  const place = entry.verdict === 'errored' ? 'errored' : `${entry.step} ${entry.where} ${entry.aspect} ${entry.pointer}`.trim();
  const actual = entry.verdict === 'errored' ? '' : `: ${canonicalJson(entry.actual).slice(0, 120)} (${entry.fact})`;
  return `${caseId(entry.scenario, name)}: ${place}${actual}`;
};

/** Writes down the deviations of a run as they stand; each still lacks its reason. */
export const initBaseline = (run: RunDocument): Baseline => {
  const entries = new Map<string, BaselineEntry>();
  for (const { name, ...deviation } of run.cases.flatMap(deviationsOf)) {
    const key = keyOf(deviation);
    const before = entries.get(key);
    entries.set(key, { ...deviation, cases: [...(before?.cases ?? []), name].filter((one) => one !== ''), reason: 'not yet looked at' });
  }
  return { $schema: 'urn:apigw-conformance:baseline', target: run.target.name, entries: [...entries.values()].map(ordered) };
};

const ordered = (entry: BaselineEntry): BaselineEntry => {
  const { scenario, cases, verdict, step, where, aspect, pointer, fact, actual, reason } = entry;
  return { scenario, cases, verdict, step, where, aspect, pointer, fact, actual, reason };
};

const expectedKeys = (baseline: Baseline): ReadonlyMap<string, string> =>
  new Map(
    baseline.entries.flatMap((entry) =>
      (entry.cases.length === 0 ? [''] : entry.cases).map((name): [string, string] => [`${keyOf(entry)}@${name}`, describe(entry, name)]),
    ),
  );

/** Holds a run against a baseline, both ways; cases that did not run are not told as vanished. */
export const compareBaseline = (run: RunDocument, baseline: Baseline): BaselineDifference => {
  const known = expectedKeys(baseline);
  const found = new Map(
    run.cases.flatMap(deviationsOf).map(({ name, ...rest }): [string, string] => [`${keyOf(rest)}@${name}`, describe(rest, name)]),
  );
  const ran = new Set(run.cases.filter(({ verdict, support }) => verdict !== 'skipped' && !support).map(({ id }) => id));
  const selected = run.options.only.length > 0 || run.options.skip.length > 0 || run.interrupted;
  const isGone = (text: string): boolean => !selected || ran.has(text.slice(0, text.indexOf(':')));
  return {
    unexpected: [...found].filter(([key]) => !known.has(key)).map(([, text]) => text),
    vanished: [...known].filter(([key, text]) => !found.has(key) && isGone(text)).map(([, text]) => text),
    knownErrors: new Set(
      run.cases
        .filter((one) => one.verdict === 'errored' && deviationsOf(one).every(({ name, ...rest }) => known.has(`${keyOf(rest)}@${name}`)))
        .map(({ id }) => id),
    ),
  };
};
