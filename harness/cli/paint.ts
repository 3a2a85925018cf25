import { styleText } from 'node:util';
import type { Paint } from '../report/options.ts';
import type { Io } from './io.ts';

const PLAIN: Paint = { good: (text) => text, bad: (text) => text, weak: (text) => text, strong: (text) => text };

const COLOURED: Paint = {
  good: (text) => styleText('green', text),
  bad: (text) => styleText('red', text),
  weak: (text) => styleText('dim', text),
  strong: (text) => styleText('bold', text),
};

/** Colours on a terminal, none in a pipe; NO_COLOR and FORCE_COLOR have the last word. */
export const paintFor = ({ environment, outIsTerminal }: Io): Paint => {
  if (environment['NO_COLOR']) return PLAIN;
  return environment['FORCE_COLOR'] || outIsTerminal ? COLOURED : PLAIN;
};
