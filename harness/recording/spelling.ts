/** A text as it reads once an escaping is taken back, and where each of its characters stood before. */
export interface Reading {
  readonly text: string;
  /** Of each character, and of the end: its place in the text that all began with. */
  readonly places: readonly number[];
}

/**
 * One layer of escaping: URL, JSON (`\/` and `\u00XX` too), XML. Line breaks and null bytes are dropped,
 * for base64 is broken into lines, and two bytes a character are half nulls.
 */
const ESCAPE = /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\([/\\])|&#x([0-9a-f]{2,4});|&#(\d{2,4});|\\[rn]|[\r\n\0]/gi;

const characterOf = (found: readonly (string | undefined)[]): string => {
  const [, percent, unicode, plain, hexadecimal, decimal] = found;
  if (plain !== undefined) return plain;
  const code = decimal === undefined ? Number.parseInt(percent ?? unicode ?? hexadecimal ?? '0', 16) : Number(decimal);
  return code === 0 ? '' : String.fromCharCode(code);
};

const unescaped = ({ text, places }: Reading): Reading => {
  const pieces: string[] = [];
  const kept: number[] = [];
  let from = 0;
  const take = (end: number): void => {
    pieces.push(text.slice(from, end));
    for (let index = from; index < end; index += 1) kept.push(places[index] ?? 0);
  };
  for (const found of text.matchAll(ESCAPE)) {
    take(found.index);
    const character = characterOf(found);
    pieces.push(character);
    if (character !== '') kept.push(places[found.index] ?? 0);
    from = found.index + found[0].length;
  }
  take(text.length);
  kept.push(places[text.length] ?? 0);
  return { text: pieces.join(''), places: kept };
};

const DEPTH = 3;

const MAY_ESCAPE = /[%\\\r\n\0]|&#/;

/** The texts of `readingsOf`, without places: those cost many times what a long text does. */
export const textsOf = (text: string): readonly string[] => {
  const texts = [text];
  for (let depth = 0; depth < DEPTH && MAY_ESCAPE.test(text); depth += 1) {
    const last = texts.at(-1) ?? '';
    const next = last.replace(ESCAPE, (...found) => characterOf(found.slice(0, 6)));
    if (next === last) break;
    texts.push(next);
  }
  return texts;
};

/** The text itself, then with one layer of escaping taken back after the other, as far as there are any. */
export const readingsOf = (text: string): readonly Reading[] => {
  const readings: Reading[] = [{ text, places: [] }];
  if (!MAY_ESCAPE.test(text)) return readings;
  let last: Reading = { text, places: Array.from({ length: text.length + 1 }, (_, index) => index) };
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next = unescaped(last);
    if (next.text === last.text) break;
    readings.push(next);
    last = next;
  }
  return readings;
};
