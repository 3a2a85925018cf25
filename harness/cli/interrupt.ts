import { EXIT } from '../result/exit-code.ts';
import type { Io } from './io.ts';

/** Whether the user asked to stop, and the way to listen no longer. */
export interface Interrupt {
  asked(): boolean;
  undo(): void;
}

/** First Ctrl-C: no further case starts, those on their way clean up. Second: out at once. */
export const onInterrupt = (io: Io): Interrupt => {
  let asked = false;
  const listener = (): void => {
    if (asked) process.exit(EXIT.interrupted);
    asked = true;
    io.err('\nStopping: cases on their way delete their APIs; press Ctrl-C again to leave at once.\n');
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  const undo = (): void => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  };
  return { asked: () => asked, undo };
};
