import type { RunOutcome } from '../../engine/run/run.ts';
import { createControl } from '../../service/control.ts';
import { onInterrupt } from '../../terminal/interrupt.ts';
import type { Io } from '../../terminal/io.ts';
import { createProgress } from '../../terminal/progress.ts';
import { type RunSession, runSession } from './check-target.ts';
import { rememberApis } from './remember-apis.ts';

/** Runs a session for somebody who watches and may interrupt it; what it makes on an endpoint is remembered until it is deleted. */
export const execute = async (session: RunSession, io: Io, quiet: boolean): Promise<RunOutcome> => {
  const { target } = session;
  const progress = createProgress(io, quiet);
  const own = await rememberApis(target, createControl({ endpoint: target.endpoint, caller: target.caller }), io);
  const interrupt = onInterrupt(io);
  try {
    const events = { onCase: progress.show, stopped: interrupt.asked, now: () => performance.now() };
    const outcome = await runSession({ ...session, target: own.target }, events);
    own.close();
    return outcome;
  } finally {
    interrupt.undo();
    progress.clear();
  }
};
