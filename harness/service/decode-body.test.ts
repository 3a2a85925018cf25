import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBody, withoutMark } from './decode-body.ts';

const TEXT = Buffer.from('{"id":"abc"}');
const coded = (...names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => ['Content-Encoding', name] as const);

test.each([
  ['gzip', coded('gzip'), gzipSync(TEXT)],
  ['gzip by its old name, in capitals', coded('X-GZIP'), gzipSync(TEXT)],
  ['deflate', coded('deflate'), deflateSync(TEXT)],
  ['deflate without its frame', coded('deflate'), deflateRawSync(TEXT)],
  ['br', coded('br'), brotliCompressSync(TEXT)],
  ['identity', coded('identity'), TEXT],
  ['no coding', coded(), TEXT],
  ['two codings, undone from the last', coded('gzip, br'), brotliCompressSync(gzipSync(TEXT))],
  ['two codings in two headers', coded('gzip', 'br'), brotliCompressSync(gzipSync(TEXT))],
])('%s is decoded', (_, headers, bytes) => {
  expect(decodeBody(bytes, headers, 100).toString()).toBe(TEXT.toString());
});

test('an empty body has nothing to undo, whatever its header says', () => {
  expect(decodeBody(Buffer.alloc(0), coded('gzip'), 100)).toHaveLength(0);
});

test.each([
  ['a coding that is not known', coded('zstd'), TEXT, 'Content-Encoding "zstd", which nobody asked for'],
  ['a body that is not what its header says', coded('gzip'), TEXT, 'says Content-Encoding gzip and is not'],
  ['a single byte said to be deflate', coded('deflate'), Buffer.from([8]), 'says Content-Encoding deflate and is not'],
  ['a small body that grows without end', coded('gzip'), gzipSync(Buffer.alloc(10_000)), 'larger than 100 bytes'],
])('%s is refused in words', (_, headers, bytes, words) => {
  expect(() => decodeBody(bytes, headers, 100)).toThrow(words);
});

test('a byte order mark is taken off, and nothing else', () => {
  expect(withoutMark(Buffer.from('\ufeff{}')).toString()).toBe('{}');
  expect(withoutMark(TEXT)).toEqual(TEXT);
});
