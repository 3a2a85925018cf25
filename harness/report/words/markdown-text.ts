import type { FactSource } from '../../engine/load/types.ts';

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Text as code within a line, whatever backticks it holds. */
export const code = (text: string): string => {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text.replaceAll('\n', ' ')}${pad}${ticks}`;
};

/** Lines as a block of code that nothing in them can end. */
export const fence = (lines: readonly string[], language: string): readonly string[] => {
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${ticks}${language}`, ...lines, ticks];
};

/** Prose in which nothing is taken for markup. */
export const prose = (text: string): string => text.replace(/[\\`*_<>[\]#|~]/g, '\\$&').replaceAll('\n', ' ');

const cell = (text: string): string => text.replace(/(?<!\\)\|/g, '\\|').replaceAll('\n', ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A table; empty where it has no rows. `numbers` tells how many columns from the right are numbers. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[], numbers = 0): readonly string[] => {
  if (rows.length === 0) return [];
  const rule = head.map((_, index) => (index >= head.length - numbers ? '--:' : '---'));
  return [row(head), `|${rule.join('|')}|`, ...rows.map(row)];
};

/** A source: a link where it is an address, otherwise its text. */
export const sourceText = ({ kind, ref, date }: FactSource): string => {
  const [, address, rest = ''] = /^(https?:\/\/\S+)(.*)$/s.exec(ref) ?? [];
  const text = address === undefined ? code(ref) : `<${address}>${prose(rest)}`;
  return `${kind}: ${text}${date === null ? '' : `, ${date}`}`;
};
