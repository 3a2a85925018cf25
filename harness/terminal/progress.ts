import type { Io } from './io.ts';

const WIDTH = 30;

/** A line of progress on a terminal; nothing in a pipe. */
export interface Progress {
  show(done: number, total: number): void;
  clear(): void;
}

/** Shows progress on standard error, where that is a terminal. */
export const createProgress = (io: Io, quiet: boolean, what = 'cases'): Progress => {
  if (!io.errIsTerminal || quiet) return { show: () => {}, clear: () => {} };
  let drawn = -1;
  const show = (done: number, total: number): void => {
    const percent = Math.floor((100 * done) / total);
    if (percent === drawn) return;
    drawn = percent;
    const bar = '#'.repeat(Math.round((WIDTH * done) / total)).padEnd(WIDTH, '.');
    io.err(`\r${bar} ${done}/${total} ${what}`, 'progress');
  };
  return { show, clear: () => io.err('\r\u001b[K', 'progress') };
};
