import { isObject, type Json } from '../../base/json.ts';

/** What stands for the name of a case where cases differ in it alone. */
const STAND_IN = '<case>';

const mapTexts = (value: Json, map: (text: string) => string): Json => {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapTexts(item, map));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [map(key), mapTexts(member, map)])) : value;
};

/** Names that may be put in: of letters too, since a name of digits alone would take another place among the members of an object. */
const CAN_STAND_IN = /^(?=.*[A-Za-z])[\w-]+$/;

/** Whether a text holds what would be taken for the name of its case. */
export const holdsStandIn = (text: string): boolean => text.includes(STAND_IN);

/** A value with `<case>` for the name of its case, as a whole word. */
export const withStandIn = (value: Json, name: string): Json => {
  if (!CAN_STAND_IN.test(name)) return value;
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g');
  return mapTexts(value, (text) => text.replace(word, STAND_IN));
};

/** The value of one case again. */
export const withoutStandIn = (value: Json, name: string): Json =>
  CAN_STAND_IN.test(name) ? mapTexts(value, (text) => text.replaceAll(STAND_IN, () => name)) : value;
