import { readFileSync } from 'node:fs';
import { type ErrorCode, HarnessError } from './errors.ts';
import { fileCause } from './file-error.ts';
import { type Json, parseJson } from './json.ts';

/** What a text is: JSON, or why it is not and where. */
export type ReadJson = { readonly json: Json } | { readonly wrong: string };

const BOM = '\uFEFF';

/** A value without parts, whitespace apart. */
const SCALAR =
  /"(?:[^"\\\p{Cc}\u2028\u2029]|[\u007f-\u009f\u2028\u2029]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

const SPACE = /[ \t\n\r]*/y;

/** What may come next: a value (or the end of an empty list), a name (or the end of an empty object), a colon, a comma or an end. */
type Next = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'after';

const EXPECTED: Readonly<Record<Next, string>> = {
  value: 'a value',
  'first-value': 'a value or "]"',
  name: 'a name in double quotes',
  'first-name': 'a name in double quotes or "}"',
  colon: '":"',
  after: '"," or the end of what is open',
};

/** Walks over a text as far as it is JSON. */
class Scanner {
  readonly #text: string;
  readonly #open: string[] = [];
  #at = 0;
  #next: Next = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  /** The place of the first character that cannot stand where it does, and what could. */
  scan(): { readonly at: number; readonly expected: string } {
    do this.#at += this.#length(SPACE);
    while (this.#step());
    return { at: this.#at, expected: this.#next === 'after' && this.#open.length === 0 ? 'nothing more' : EXPECTED[this.#next] };
  }

  #length(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #move(length: number, next: Next): boolean {
    this.#at += length;
    this.#next = next;
    return true;
  }

  #close(): boolean {
    this.#open.pop();
    return this.#move(1, 'after');
  }

  #step(): boolean {
    const char = this.#text[this.#at];
    switch (this.#next) {
      case 'value':
      case 'first-value':
        return char === ']' && this.#next === 'first-value' ? this.#close() : this.#value(char);
      case 'name':
      case 'first-name': {
        if (char === '}' && this.#next === 'first-name') return this.#close();
        const length = char === '"' ? this.#length(SCALAR) : 0;
        return length > 0 && this.#move(length, 'colon');
      }
      case 'colon':
        return char === ':' && this.#move(1, 'value');
      case 'after':
        return this.#after(char);
    }
  }

  #value(char: string | undefined): boolean {
    if (char === '{' || char === '[') {
      this.#open.push(char);
      return this.#move(1, char === '{' ? 'first-name' : 'first-value');
    }
    const length = this.#length(SCALAR);
    return length > 0 && this.#move(length, 'after');
  }

  #after(char: string | undefined): boolean {
    const open = this.#open.at(-1);
    if (open === undefined) return false;
    if (char === ',') return this.#move(1, open === '{' ? 'name' : 'value');
    return char === (open === '{' ? '}' : ']') && this.#close();
  }
}

/** Line and column of the first character that makes a text no JSON, counted from 1, and what was expected there. */
export const whyNoJson = (text: string): string => {
  if (text.trim() === '') return 'it is empty';
  const { at, expected } = new Scanner(text).scan();
  const lines = text.slice(0, at).split(/\r\n|\n|\r/);
  const found = at >= text.length ? 'but the text ends' : `not ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}`;
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: ${expected} is expected, ${found}`;
};

/** Parses JSON; a byte order mark in front of it is no part of it. */
export const parseText = (text: string): ReadJson => {
  const bare = text.startsWith(BOM) ? text.slice(1) : text;
  const json = parseJson(bare);
  return json === undefined ? { wrong: `not JSON: ${whyNoJson(bare)}` } : { json };
};

const isUtf16 = (bytes: Buffer): boolean =>
  bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));

/** What kind of file is read, and what to say when it cannot be. */
export interface Reading {
  readonly what: string;
  readonly code: ErrorCode;
  readonly hint: string;
}

/** Reads a text file. @throws HarnessError naming file and cause */
export const readText = (path: string, { what, code, hint }: Reading): string => {
  const refuse = (cause: string): HarnessError => new HarnessError(code, `Failed to read ${what} ${path}: ${cause}`, hint);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (thrown) {
    throw refuse(readCause(thrown));
  }
  if (isUtf16(bytes)) throw refuse('it is UTF-16, not UTF-8');
  return bytes.toString('utf8');
};

const readCause = (thrown: unknown): string => {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  if (code === 'ENOENT') return 'there is no such file';
  return code === 'EISDIR' ? 'it is a folder' : fileCause(thrown);
};

/** Parses JSON, or tells where it is none; `name` is what the error calls the text. @throws HarnessError */
export const readJsonText = (text: string, name: string, { what, code, hint }: Reading): Json => {
  const read = parseText(text);
  if ('json' in read) return read.json;
  throw new HarnessError(code, `Failed to read ${what} ${name}: ${read.wrong}`, hint);
};

/** Reads a JSON file. @throws HarnessError naming file, line and column */
export const readJson = (path: string, reading: Reading): Json => readJsonText(readText(path, reading), path, reading);
