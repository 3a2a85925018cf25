import { canonicalJson } from '../json.ts';
import type { RunDocument } from '../result/types.ts';
import { plural } from './figures.ts';
import { type Entry, groupBy, groupFindings, isAdvisory, type Variant } from './group.ts';
import { code, prose, table } from './markdown-text.ts';
import { firstOf } from './names.ts';
import { exactPlaceOf, showValue } from './value.ts';

const VALUE_LIMIT = 120;
const NAMES = 3;

interface Seen {
  readonly scenario: string;
  readonly variant: Variant;
}

const flatten = (entries: readonly Entry[]): readonly Seen[] =>
  entries.flatMap(({ scenario, variants }) => variants.map((variant) => ({ scenario: scenario.id, variant })));

const keyOf = ({ variant: { finding } }: Seen): string => {
  const { fact, step, where, aspect, pointer, expected, actual } = finding;
  return canonicalJson([fact, step, where, aspect, pointer, expected, actual]);
};

const row = (group: readonly [Seen, ...Seen[]]): readonly string[] => {
  const { finding } = group[0].variant;
  const cases = group.reduce((sum, { variant }) => sum + variant.cases.length, 0);
  const scenarios = [...new Set(group.map(({ scenario }) => code(scenario)))];
  const { expected, actual } = finding;
  const sides = [expected, actual].map((side) => code(showValue(side, VALUE_LIMIT)));
  return [finding.fact, finding.class, code(exactPlaceOf(finding)), ...sides, `${plural(cases, 'case')}: ${firstOf(scenarios, NAMES)}`];
};

const byFact = (a: readonly [Seen, ...Seen[]], b: readonly [Seen, ...Seen[]]): number => {
  const [left, right] = [a[0].variant.finding.fact, b[0].variant.finding.fact];
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const statements = (run: RunDocument, entries: readonly Entry[]): readonly string[] => {
  const cited = new Set(entries.map(({ variants }) => variants[0].finding.fact));
  return run.facts.filter(({ id }) => cited.has(id)).map((fact) => `- **${fact.id}**, ${fact.class}: ${prose(fact.statement)}`);
};

/** Findings that decide nothing, the same finding of several scenarios in one row. */
export const advisorySection = (run: RunDocument): readonly string[] => {
  const entries = groupFindings(run, isAdvisory);
  if (entries.length === 0) return [];
  const rows = [...groupBy(flatten(entries), keyOf)].sort(byFact).map(row);
  return [
    '## Advisory findings',
    '',
    "These decide nothing: no verdict, no figure and no exit code rests on them. They are differences from what is only inferred of AWS, from rules of our own (`R-...`, not AWS's),",
    'from the exact text of messages, and from headers and unknown members. With `--strict` they would decide.',
    '',
    ...table(['fact', 'class', 'where', 'expected', 'actual', 'seen in'], rows),
    '',
    ...statements(run, entries),
    '',
  ];
};
