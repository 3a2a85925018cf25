import type { CaseChange, Comparison } from '../../engine/result/compare-runs.ts';
import { code, prose, table } from '../words/markdown-text.ts';
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

const sides = ({ before, after }: Comparison): readonly string[] => {
  const [was, is] = [figureCells(before), figureCells(after)];
  return table(
    ['', prose(sideName(before)), prose(sideName(after))],
    [
      ['suite', prose(sideSuite(before)), prose(sideSuite(after))],
      ['**divergence**', was.divergence, is.divergence],
      ['**coverage**', was.coverage, is.coverage],
      ...(before.interrupted || after.interrupted ? [['', before.interrupted ? 'interrupted' : '', after.interrupted ? 'interrupted' : '']] : []),
    ],
    2,
  );
};

const groupLines = (group: ChangeGroup): readonly string[] => {
  const names = groupCases(group);
  const head = `- ${code(group[0].scenario)}: ${verdictsOf(group)}${names === '' ? '' : ` (${prose(names)})`}`;
  return [head, ...groupFindings(group).map((line) => `  - ${code(line)}`)];
};

const section = (comparison: Comparison, change: CaseChange['change']): readonly string[] => {
  const groups = groupsOf(comparison, change);
  if (groups.length === 0) return [];
  const title = CHANGES[change];
  return [`## ${title[0]?.toUpperCase()}${title.slice(1)}`, '', ...groups.flatMap(groupLines), ''];
};

const causeSections = (causes: CauseChanges | undefined): readonly string[] =>
  causes === undefined
    ? []
    : causeChangeLines(causes, {
        heading: (text) => `## ${text[0]?.toUpperCase()}${text.slice(1)}\n`,
        write: (line) => `- ${prose(line)}`,
      });

/** A comparison for a pull request or a release note: causes first, then every case, grouped. */
export const comparedMarkdown = (comparison: Comparison, causes?: CauseChanges): string => {
  const leftOut = leftOutText(comparison.leftOut);
  const lines = [
    `# ${prose(sideName(comparison.after))} beside ${prose(sideName(comparison.before))}`,
    '',
    ...sides(comparison),
    '',
    countsLine(comparison),
    ...(leftOut === '' ? [] : ['', leftOut]),
    '',
    ...causeSections(causes),
    ...changeNames().flatMap((change) => section(comparison, change)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};
