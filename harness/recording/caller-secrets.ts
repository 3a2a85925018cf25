import type { Credentials } from '../service/authorize.ts';
import { readingsOf, textsOf } from './spelling.ts';

/** A text that must not be seen, as it may be written, and what is shown in its place. */
interface Form {
  readonly text: string;
  readonly shown: string;
}

/** AWS's shortest key has 16 characters. What is shorter, as the key `test` that emulators take, is no secret, and an ordinary word. */
const SHORTEST = 16;

const isSecret = (text: string): boolean => text.length >= SHORTEST && /[A-Z0-9]/.test(text);

/** The characters of base64 that depend on these bytes alone, with `before` bytes of something else in front. */
const core = (text: string, before: number): string => {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  return bytes.toString('base64').slice(Math.ceil((8 * before) / 6), Math.floor((8 * bytes.length) / 6));
};

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

/** Base64 of any text that holds this one: it begins at one of three places of a group of bytes. */
const base64Forms = (text: string): readonly Form[] =>
  [0, 1, 2].flatMap((before) => {
    const found = core(text, before);
    const shown = core('x'.repeat(Buffer.byteLength(text)), before);
    return [
      { text: found, shown },
      { text: urlSafe(found), shown: urlSafe(shown) },
    ];
  });

const formsOf = ({ text, shown }: Form): readonly Form[] => {
  const spellings = new Set([text, encodeURIComponent(text), text.replaceAll('/', '\\/')]);
  return [{ text, shown }, ...[...spellings].flatMap(base64Forms)];
};

interface Span {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

const isIn = (text: string, forms: readonly Form[]): boolean => textsOf(text).some((one) => forms.some((form) => one.includes(form.text)));

const spansOf = (text: string, forms: readonly Form[]): readonly Span[] =>
  (isIn(text, forms) ? readingsOf(text) : []).flatMap((reading) =>
    forms.flatMap(({ text: wanted, shown }) => {
      const spans: Span[] = [];
      for (let at = reading.text.indexOf(wanted); at >= 0; at = reading.text.indexOf(wanted, at + wanted.length)) {
        spans.push({ start: reading.places[at] ?? at, end: reading.places[at + wanted.length] ?? at + wanted.length, shown });
      }
      return spans;
    }),
  );

const replaceSpans = (text: string, spans: readonly Span[]): string => {
  let done = '';
  let from = 0;
  for (const { start, end, shown } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= from) done += text.slice(from, start) + shown;
    from = Math.max(from, end);
  }
  return done + text.slice(from);
};

/** What names a caller, or proves who it is. */
export interface CallerSecrets {
  readonly credentials: Credentials;
  /** The number of the account, where it is known. */
  readonly account?: string;
  /** The signature of a request. */
  readonly signature?: string;
}

/**
 * Takes out of a text what is the caller's own, also where it is escaped for a URL, JSON or XML, or stands in base64.
 * Placeholders have the shape of what they stand for.
 */
export const hiderOf = ({ credentials, account, signature }: CallerSecrets): ((text: string) => string) => {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = credentials;
  const secrets: readonly Form[] = [
    { text: sessionToken, shown: 'x'.repeat(64) },
    { text: secretAccessKey, shown: 'x'.repeat(40) },
    { text: accessKeyId, shown: 'AKIAXXXXXXXXXXXXXXXX' },
    { text: signature ?? '', shown: '0'.repeat(64) },
  ];
  const forms = [
    ...secrets.filter(({ text }) => isSecret(text)).flatMap(formsOf),
    ...(account === undefined ? [] : [{ text: account, shown: '0'.repeat(12) }]),
  ].filter(({ text, shown }) => text !== '' && text !== shown);
  return forms.length === 0 ? (text) => text : (text) => replaceSpans(text, spansOf(text, forms));
};
