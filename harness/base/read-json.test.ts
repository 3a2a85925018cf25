import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseText, type Reading, readJson, whyNoJson } from './read-json.ts';

const RUN: Reading = { what: 'run', code: 'run-invalid', hint: 'Name another.' };

const file = (content: string | Buffer): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'json-')), 'x.json');
  writeFileSync(path, content);
  return path;
};

test.each([
  ['{"a": 1,\n "b": }', 'line 2, column 7: a value is expected, not "}"'],
  ['{"a": 1,\r\n}', 'line 2, column 1: a name in double quotes is expected, not "}"'],
  ['[1, 2', 'line 1, column 6: "," or the end of what is open is expected, but the text ends'],
  ['{"a" 1}', 'line 1, column 6: ":" is expected, not "1"'],
  ['{} x', 'line 1, column 4: nothing more is expected, not "x"'],
  ['["a\u001b[31m"]', 'line 1, column 2: a value or "]" is expected, not "\\""'],
  ['\u001b', 'line 1, column 1: a value is expected, not "\\u001b"'],
  ['[01]', 'line 1, column 3: "," or the end of what is open is expected, not "1"'],
  ['<<<<<<< HEAD', 'line 1, column 1: a value is expected, not "<"'],
  [' \n', 'it is empty'],
])('%j is no JSON, and it is said where', (text, why) => {
  expect(whyNoJson(text)).toBe(why);
});

test('what is JSON is walked over to its end, and what is not stops before it', () => {
  const ends = (text: string): boolean => whyNoJson(text).includes('nothing more is expected, but the text ends');
  fc.assert(fc.property(fc.json(), (text) => ends(text)));
  expect(ends(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBe(true);
  const broken = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', '\\', '{', '1', '\n', '\u0085', '\u2028'));
  fc.assert(
    fc.property(broken, ([text, place, put]) => {
      const at = place % text.length;
      const changed = text.slice(0, at) + put + text.slice(at + 1);
      return changed.trim() === '' || ends(changed) === 'json' in parseText(changed);
    }),
    { numRuns: 2000 },
  );
});

test('a byte order mark is read over; a file in UTF-16 is named as such', () => {
  expect(readJson(file('\uFEFF{"a":1}'), RUN)).toEqual({ a: 1 });
  const wide = file(Buffer.from('\uFEFF{}', 'utf16le'));
  expect(() => readJson(wide, RUN)).toThrow(`Failed to read run ${wide}: it is UTF-16, not UTF-8`);
});

test('a file that is not there, a folder and what is no JSON are one sentence each', () => {
  const path = file('{\n"a"}');
  expect(() => readJson(path, RUN)).toThrow(`Failed to read run ${path}: not JSON: line 2, column 4: ":" is expected, not "}"`);
  expect(() => readJson(`${path}x`, RUN)).toThrow(`Failed to read run ${path}x: there is no such file`);
  expect(() => readJson(join(path, '..'), RUN)).toThrow(': it is a folder');
});
