import type { Control } from '../../service/control.ts';
import type { Target } from '../../targets/target.ts';
import type { Io } from '../../terminal/io.ts';
import { openApiJournal } from './api-journal.ts';
import { deleteLeftovers } from './delete-leftovers.ts';

/** A target on which what is made is remembered until it is deleted. */
export interface Remembering {
  readonly target: Target;
  /** The run came to its end: what it could not delete it has said itself. */
  close(): void;
}

/** Deletes what killed runs left on an endpoint, and has this one leave word should it be killed. */
export const rememberApis = async (target: Target, control: Control, io: Io): Promise<Remembering> => {
  if (target.kind !== 'live') return { target, close: () => {} };
  const { endpoint, send, caller } = target;
  const { through, leftovers, close } = openApiJournal(endpoint, caller.region, io.environment);
  await deleteLeftovers(leftovers, { endpoint, send, control }, io);
  const open: Target['open'] = (planned) => {
    const session = target.open(planned);
    return 'skipped' in session ? session : { ...session, send: through(session.send) };
  };
  return { target: { ...target, send: through(send), open }, close };
};
