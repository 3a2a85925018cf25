import { styleText } from 'node:util';
import type { Paint } from '../report/words/options.ts';
import { type Io, isColoured, type Own } from './io.ts';

const PLAIN: Paint = { good: (text) => text, bad: (text) => text, weak: (text) => text, strong: (text) => text };

const COLOURED: Paint = {
  good: (text) => styleText('green', text),
  bad: (text) => styleText('red', text),
  weak: (text) => styleText('dim', text),
  strong: (text) => styleText('bold', text),
};

/** What a painted text has of its own, for the guard of standard output. */
export const ownOf = (format: string): Own | undefined => {
  if (format === 'github') return 'commands';
  return format === 'text' ? 'colours' : undefined;
};

/** Colours where there are to be any. */
export const paintFor = (io: Io): Paint => (isColoured(io) ? COLOURED : PLAIN);
