import type { Io } from '../../terminal/io.ts';
import { parseFlags, type RunFlags } from '../shared/run-flags.ts';
import { runTarget } from '../shared/run-target.ts';

/** Runs the suite as the command line says. */
export const run = async (flags: RunFlags, io: Io): Promise<number> => runTarget(parseFlags(flags), io);
