import type { Writable } from 'node:stream';

/** The reader of a pipe is gone, or the terminal is. */
const LOST: ReadonlySet<string> = new Set(['EPIPE', 'EIO', 'ENXIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/**
 * Lets a command go on when nobody can read it any more: `head` has seen what it wanted, a terminal was closed,
 * but APIs are still to be deleted and reports to be written.
 */
export const surviveLostOutput = (...streams: readonly Writable[]): void => {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!LOST.has(error.code ?? '')) throw error;
    });
  }
};
