import { harmlessJson } from '../../base/foreign-text.ts';
import { isObject, type Json } from '../../base/json.ts';
import type { StoredRun } from './stored-run.ts';

const LINE = 160;

const NAME_LENGTH = 60;

/** Names of cases and of values: several go on a line. */
const isName = (value: Json): boolean =>
  typeof value === 'string' ? value.length < NAME_LENGTH : isObject(value) && Object.keys(value).join() === '$';

const fill = (texts: readonly { readonly text: string; readonly isName: boolean }[], indent: string): readonly string[] => {
  const lines: { text: string; open: boolean }[] = [];
  for (const { text, isName: open } of texts) {
    const last = lines.at(-1);
    if (last?.open === true && open && indent.length + last.text.length + text.length < LINE) last.text += `,${text}`;
    else lines.push({ text, open });
  }
  return lines.map(({ text }) => indent + text);
};

/** Findings and observations begin with a label, which stays on the line where they begin. */
const isLine = (value: readonly Json[]): boolean => value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'object';

const isPointers = (keys: readonly string[]): boolean => keys.every((key) => key.startsWith('/'));

/** What fits a line stands on one; else a list has a line for each value, and so has an object by pointers. */
const broken = (value: Json, indent: string): string => {
  const text = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || text.length + indent.length <= LINE) return text;
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    if (isLine(value)) return `[${value.map((part: Json) => broken(part, indent)).join(',')}]`;
    const texts = value.map((item: Json) => ({ text: broken(item, inner), isName: isName(item) }));
    return `[\n${fill(texts, inner).join(',\n')}\n${indent}]`;
  }
  const keys = Object.keys(value);
  const members = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${broken(part, isPointers(keys) ? inner : indent)}`);
  return isPointers(keys) ? `{\n${members.map((part) => inner + part).join(',\n')}\n${indent}}` : `{${members.join(',')}}`;
};

const member = (key: string, value: Json, indent: string): string => {
  if (isObject(value) && JSON.stringify(value).length > LINE) {
    const members = Object.entries(value).map(([name, each]) => member(name, each, `${indent} `));
    return `${indent}${JSON.stringify(key)}: {\n${members.join(',\n')}\n${indent}}`;
  }
  return `${indent}${JSON.stringify(key)}: ${broken(value, indent)}`;
};

/** The text of `run.json`: a finding, an observation, a value that stands more than once has a line of its own. */
export const runText = (run: StoredRun): string => {
  const members = Object.entries(run).filter(([, value]) => value !== undefined);
  return `${harmlessJson(`{\n${members.map(([key, value]) => member(key, value as Json, ' ')).join(',\n')}\n}`)}\n`;
};
