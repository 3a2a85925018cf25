import type { CaseChange, Comparison, Side } from '../../engine/result/compare-runs.ts';
import { NO_PAINT, type Paint } from '../words/options.ts';
import { type CauseChanges, causeChangeLines } from './compare-causes.ts';
import {
  CHANGES,
  type ChangeGroup,
  changeNames,
  countsLine,
  figureCells,
  groupCases,
  groupFindings,
  groupsOf,
  leftOutText,
  sideName,
  sideSuite,
  verdictsOf,
} from './compare-group.ts';

/** How many groups of a change are shown unless told otherwise. */
const LIMIT = 20;

const rows = (before: Side, after: Side): readonly (readonly [string, string, string])[] => {
  const [was, is] = [figureCells(before), figureCells(after)];
  return [
    ['', sideName(before), sideName(after)],
    ['suite', sideSuite(before), sideSuite(after)],
    ['divergence', was.divergence, is.divergence],
    ['coverage', was.coverage, is.coverage],
    ...(before.interrupted || after.interrupted
      ? [['', before.interrupted ? 'interrupted' : '', after.interrupted ? 'interrupted' : ''] as const]
      : []),
  ];
};

const sides = ({ before, after }: Comparison): readonly string[] => {
  const cells = rows(before, after);
  const width = Math.max(...cells.map(([, cell]) => cell.length));
  return cells.map(([name, one, two]) => `${name.padEnd(10)}  ${one.padEnd(width)}  ${two}`.trimEnd());
};

const groupLines = (group: ChangeGroup): readonly string[] => {
  const names = groupCases(group);
  const head = `  ${group[0].scenario}: ${verdictsOf(group)}${names === '' ? '' : ` (${names})`}`;
  return [head, ...groupFindings(group).map((line) => `    ${line}`)];
};

const titleOf = (change: CaseChange['change'], paint: Paint): string => {
  if (change === 'worse') return paint.bad(CHANGES[change]);
  return change === 'better' ? paint.good(CHANGES[change]) : paint.strong(CHANGES[change]);
};

interface TextOptions {
  readonly paint?: Paint;
  readonly full?: boolean;
  readonly causes?: CauseChanges;
}

const causeLines = (causes: CauseChanges | undefined, paint: Paint): readonly string[] =>
  causes === undefined ? [] : causeChangeLines(causes, { heading: paint.strong, write: (line) => `  ${line}` });

/** A comparison for a terminal: causes first, then cases. */
export const comparedText = (comparison: Comparison, { paint = NO_PAINT, full = false, causes }: TextOptions = {}): string => {
  const sections = changeNames().flatMap((change) => {
    const groups = groupsOf(comparison, change);
    if (groups.length === 0) return [];
    const rest = full ? 0 : groups.length - LIMIT;
    const shown = groups.slice(0, full ? groups.length : LIMIT).flatMap(groupLines);
    return [titleOf(change, paint), ...shown, ...(rest > 0 ? [`  ... and ${rest} more: --full shows them`] : []), ''];
  });
  const leftOut = leftOutText(comparison.leftOut);
  return [...sides(comparison), '', ...causeLines(causes, paint), ...sections, countsLine(comparison), ...(leftOut === '' ? [] : [leftOut]), ''].join(
    '\n',
  );
};
