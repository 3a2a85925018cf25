import { HarnessError } from '../../base/errors.ts';

/** The day it is, in UTC, as YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** Reads a day that is not past. */
export const futureDay = (flag: string, text: string): string => {
  if (isDay(text) && text >= today()) return text;
  throw new HarnessError(
    'usage',
    `Failed to read ${flag} ${text}: ${isDay(text) ? 'that day is past' : 'not a day'}`,
    `Write the last day on which it holds, as in ${flag} 2030-06-30.`,
  );
};
