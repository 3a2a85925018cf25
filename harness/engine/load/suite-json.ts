import { harmlessJson } from '../../base/foreign-text.ts';

/** Columns of a line; a text that is longer stands on a line of its own. */
const WIDTH = 150;

/** A list or map of more members than this is a register: each has a line of its own, so that a change of one is a change of one line. */
const LONG = 30;

/** One value as it is laid out: its lines, the first without indentation, the others with theirs. */
type Lines = readonly [string, ...string[]];

interface Member {
  /** `"name": ` of an object's member, nothing for an item of a list. */
  readonly label: string;
  readonly value: unknown;
}

const isCompound = (value: unknown): value is object => typeof value === 'object' && value !== null;

const scalar = (value: unknown): string => harmlessJson(JSON.stringify(value) ?? 'null');

const membersOf = (value: object): readonly Member[] =>
  Array.isArray(value)
    ? value.map((item: unknown) => ({ label: '', value: item }))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => ({ label: `${scalar(name)}: `, value: member }));

const onOneLine = (value: unknown): string => {
  if (!isCompound(value)) return scalar(value);
  const inner = membersOf(value)
    .map((member) => member.label + onOneLine(member.value))
    .join(', ');
  if (Array.isArray(value)) return `[${inner}]`;
  return inner === '' ? '{}' : `{ ${inner} }`;
};

/** Whether a member may begin on the line that the member before it ends: short ones share lines, and so does the head of an object. */
const mayShareLine = (before: Lines | null, lines: Lines, value: unknown): boolean =>
  before !== null && (lines.length === 1 || (before.length === 1 && isCompound(value) && !Array.isArray(value)));

const inner = (value: object, indent: string): readonly string[] => {
  const members = membersOf(value);
  const apart = members.length > LONG || (Array.isArray(value) && value.some(isCompound));
  const done: string[] = [];
  let before: Lines | null = null;
  for (const { label, value: member } of members) {
    const lines = lay(member, indent, indent.length + label.length);
    const [head, ...rest] = [label + lines[0], ...lines.slice(1)];
    const last = done.pop();
    const together = `${last}, ${head}`;
    if (!apart && mayShareLine(before, lines, member) && together.length < WIDTH) done.push(together, ...rest);
    else done.push(...(last === undefined ? [] : [`${last},`]), indent + head, ...rest);
    before = lines;
  }
  return done;
};

const BRACKETS = { list: ['[', ']'], object: ['{ ', ' }'] } as const;

/** What holds one thing alone holds it tight: its brackets stand on the lines on which that begins and ends. Null where it is more, or short. */
const tight = (value: object, indent: string, column: number): Lines | null => {
  const [only, ...others] = membersOf(value);
  if (only === undefined || others.length > 0) return null;
  const [open, close] = BRACKETS[Array.isArray(value) ? 'list' : 'object'];
  const [first, ...rest] = lay(only.value, indent, column + open.length + only.label.length);
  const head = open + only.label + first;
  const last = rest.pop();
  return last === undefined || column + head.length > WIDTH ? null : [head, ...rest, last + close];
};

const loose = (value: object, indent: string): Lines => {
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return [`${open}`, ...inner(value, `${indent}  `), `${indent}${close}`];
};

/** Lays out a value that begins at a column, within lines of that indentation; room for a comma is left behind it. */
const lay = (value: unknown, indent: string, column: number): Lines => {
  const line = onOneLine(value);
  return !isCompound(value) || column + line.length + 1 <= WIDTH ? [line] : (tight(value, indent, column) ?? loose(value, indent));
};

const root = (value: unknown): string => {
  if (!isCompound(value) || Array.isArray(value)) return lay(value, '', 0).join('\n');
  const members = membersOf(value).map(({ label, value: member }) => `  ${label}${lay(member, '  ', 2 + label.length).join('\n')}`);
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n}`;
};

/**
 * JSON text of a data file of a suite: scenario, golden, register, index. What fits a line stands on one; of what does not, short
 * members share lines, and a list of one holds it tight. Each member of the whole has a line of its own, so that a title is found.
 * The value and the order of its members stay as they are, and laying out what was laid out changes nothing.
 */
export const suiteJson = (value: unknown): string => `${root(value)}\n`;
