import { visible, writeUnseen } from '../../base/foreign-text.ts';

/** Shell variables for the ids that stand in a run document as placeholders. */
export const API_VARIABLES: readonly (readonly [placeholder: string, variable: string])[] = [
  ['api0000001', 'API'],
  ['api0000002', 'API2'],
];

const PLACEHOLDER = /(api000000[12])/;

const VARIABLES: ReadonlyMap<string, string> = new Map(API_VARIABLES);

/** Quotes text for a POSIX shell. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Quotes text for a POSIX shell, with variables in the place of ids. */
export const quoteWithIds = (text: string): string => {
  const parts = text.split(PLACEHOLDER).filter((part) => part !== '');
  if (parts.length === 0) return "''";
  return parts.map((part) => (VARIABLES.has(part) ? `"$${VARIABLES.get(part)}"` : quote(part))).join('');
};

const PLAIN_PATH = /^(?:\/[A-Za-z0-9_~%:=&+,@-][A-Za-z0-9._~%:=&+,@-]*)*\/?(?:\?[A-Za-z0-9._~%:=&+,@/-]*)?$/;

const inDoubleQuotes = (path: string): string =>
  path.split(PLACEHOLDER).reduce((done, part) => `${done}${VARIABLES.has(part) ? `\${${VARIABLES.get(part)}}` : part}`, '');

/** What stands before every path of an endpoint: curl leaves it out where it is told the whole target of a request. */
const PREFIX = `"$(printf %s "$ENDPOINT" | sed 's,^[^/]*//[^/]*,,;s,/*$,,')"`;

/** The arguments that make curl ask for a path, byte for byte: it would resolve dots and drop fragments in a URL. */
export const urlArguments = (path: string): string => {
  if (PLAIN_PATH.test(path)) return `"$ENDPOINT${inDoubleQuotes(path).replace(/\$\{(\w+)\}(?!\w)/g, '$$$1')}"`;
  return `--request-target ${PREFIX}${quoteWithIds(path)} "$ENDPOINT"`;
};

/** Whether text fits into one line of a script as it is, and all of it is seen there. */
export const isOneLine = (text: string): boolean => visible(text) === text;

const octal = (character: string): string => [...Buffer.from(character)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');

/** A command that prints text with characters that are not seen, on one line itself. */
export const printCommand = (text: string): string => `printf %b ${quoteWithIds(writeUnseen(text.replaceAll('\\', '\\\\'), octal))}`;
