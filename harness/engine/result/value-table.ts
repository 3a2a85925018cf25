import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { digestText } from '../load/digest.ts';

/** Values of a run document that stand more than once, by what names them. */
export type Values = Readonly<Record<string, Json>>;

/** What is shorter is read more easily where it is. */
const SHORT = 32;

const SHORTEST_NAME = 5;

const NAME = '$';

/** The value of this name in the table; of a list, the JSON text in it: an object of its own that looks like a name. */
const named = (name: Json): JsonObject => ({ [NAME]: name });

/** Gives a value with each of its parts that can be named on its own given to `visit`. */
type Shape = (value: Json, visit: (part: Json, shape: Shape) => Json) => Json;

/** Any value: every part of it can be named. */
export const VALUE: Shape = (value, visit) => {
  if (Array.isArray(value)) return value.map((item: Json) => visit(item, VALUE));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member, VALUE)])) : value;
};

/** What is named as a whole or not at all. */
export const WHOLE: Shape = (value) => value;

/** A line of findings or of observations: it, what stands under its label, and the values in that. */
const LINE: Shape = (line, visit) => {
  if (!Array.isArray(line)) return VALUE(line, visit);
  const [label = null, ...places] = line as readonly Json[];
  return [label, ...places.map((place) => visit(place, PLACES))];
};

/** Both sides of a finding are named each for itself. */
const PLACES: Shape = (places, visit) => {
  if (!isObject(places)) return VALUE(places, visit);
  const sides = (place: Json): Json => (Array.isArray(place) ? VALUE(place, visit) : visit(place, VALUE));
  return Object.fromEntries(Object.entries(places).map(([place, values]) => [place, sides(values)]));
};

/** Lines of findings or of observations. */
export const LINES: Shape = (lines, visit) => (Array.isArray(lines) ? lines.map((line: Json) => visit(line, LINE)) : lines);

/** Whether a value can be named: a text or something with parts, and too long to stand twice. */
const isLong = (value: Json, text: string): boolean =>
  (typeof value === 'string' || (typeof value === 'object' && value !== null)) && text.length > SHORT;

/** Counts values first and packs them afterwards: a value that was counted twice, or a part of one, is kept once under the digest of its text. */
export class ValueTable {
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, Json>();

  count(value: Json, shape: Shape): void {
    const text = JSON.stringify(value);
    if (isLong(value, text)) {
      const before = this.#counts.get(text) ?? 0;
      this.#counts.set(text, before + 1);
      if (before > 0) return;
    }
    // What is kept once stands there with its parts: they are counted once for it.
    shape(value, (part, own) => {
      this.count(part, own);
      return part;
    });
  }

  pack(value: Json, shape: Shape): Json {
    if (isObject(value) && Object.hasOwn(value, NAME)) return named([JSON.stringify(value)]);
    const text = JSON.stringify(value);
    const packed = (): Json => shape(value, (part, own) => this.pack(part, own));
    if (!isLong(value, text) || (this.#counts.get(text) ?? 0) < 2) return packed();
    const known = this.#names.get(text);
    if (known !== undefined) return named(known);
    const name = this.#freeName(digestText(text));
    this.#names.set(text, name);
    this.#values.set(name, packed());
    return named(name);
  }

  /** As few digits as tell it apart from those before. */
  #freeName(digest: string): string {
    let length = SHORTEST_NAME;
    while (this.#values.has(digest.slice(0, length))) length += 1;
    return digest.slice(0, length);
  }

  /** The table, by name. */
  values(): Values {
    return Object.fromEntries([...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Puts values back where their names stand; a name that the table lacks is left as it is. */
export const unpacking = (values: Values): ((value: Json) => Json) => {
  const known = new Map<string, Json>();
  const unpack = (value: Json): Json => {
    const name = isObject(value) ? value[NAME] : undefined;
    if (name === undefined) return VALUE(value, unpack);
    if (Array.isArray(name) && typeof name[0] === 'string') return parseJson(name[0]) ?? value;
    if (typeof name !== 'string' || !Object.hasOwn(values, name)) return value;
    const ready = known.get(name);
    if (ready !== undefined) return ready;
    // A name within what it names, which only a foreign file holds, ends here.
    known.set(name, null);
    const whole = unpack(values[name] ?? null);
    known.set(name, whole);
    return whole;
  };
  return unpack;
};
