import { firstOf, plural } from '../../base/count-text.ts';
import { groupBy } from '../../base/group-by.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { findingRows } from '../words/finding-rows.ts';
import { countedCases, isAdvisory } from '../words/group.ts';
import { code, table } from '../words/markdown-text.ts';

const NAMES = 3;

const byFact = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const rowsOf = (run: RunDocument): readonly (readonly string[])[] => {
  const found = countedCases(run).flatMap((one) => one.findings.filter((each) => isAdvisory(one, each)).map((finding) => ({ one, finding })));
  const facts = groupBy(found, ({ finding }) => finding.fact).map((group) => [group[0].finding.fact, group] as const);
  return [...facts].sort(byFact).flatMap(([fact, group]) =>
    findingRows(group).map(({ where, expected, actual, cases }) => {
      const scenarios = [...new Set(cases.map(({ scenario }) => code(scenario)))];
      const seen = `${plural(cases.length, 'case')}: ${firstOf(scenarios, NAMES)}`;
      return [fact, group[0].finding.class, where.map(code).join('<br>'), expected.map(code).join('<br>'), code(actual), seen];
    }),
  );
};

/** Findings that decide nothing, the same finding of several scenarios in one row. */
export const advisorySection = (run: RunDocument): readonly string[] => {
  const rows = rowsOf(run);
  if (rows.length === 0) return [];
  return [
    '## Advisory findings',
    '',
    "These decide nothing: no verdict, no figure and no exit code rests on them. They are differences from what is only inferred of AWS, from rules of our own (`R-...`, not AWS's),",
    'from the exact text of messages, and from headers and unknown members. With `--strict` they would decide.',
    '',
    ...table(['fact', 'class', 'where', 'expected', 'actual', 'seen in'], rows),
    '',
  ];
};
