import { expect, test } from 'vitest';
import { guarded } from './io.ts';

test('what is written keeps line breaks and tabs, and no other control', () => {
  expect(guarded('a\tb\n\u001b[31mc\u009b\r\u2028\u202e\ud800\u{e0041}')).toBe('a\tb\n\\u001b[31mc\\u009b\\u000d\\u2028\\u202e\\ud800\\udb40\\udc41');
  expect(guarded('naïve — “quoted” 日本 👍')).toBe('naïve — “quoted” 日本 👍');
});

test('a line is a command to a CI system only where it is said to be our own', () => {
  const text = '::error::a\n\u3000 ::warning::b\nc ::d ##[error]e ##vso[f]\n';
  expect(guarded(text)).toBe('\\u003a:error::a\n\u3000 \\u003a:warning::b\nc ::d \\u0023#[error]e \\u0023#vso[f]\n');
  expect(guarded('::error title=a::b\n', 'commands')).toBe('::error title=a::b\n');
});

test('colours pass where colours are ours, and nothing else of a terminal does', () => {
  expect(guarded('\u001b[31ma\u001b[39m\u001b[2J', 'colours')).toBe('\u001b[31ma\u001b[39m\\u001b[2J');
  expect(guarded('\r\u001b[K', 'progress')).toBe('\r\u001b[K');
});
