import { once } from 'node:events';
import { startModelServer } from '../../../suites/model/server.ts';
import { EXIT } from '../../result/exit-code.ts';
import type { Io } from '../io.ts';

/** Serves the embedded model until the process is interrupted. */
export const model = async (flags: { port?: string }, io: Io): Promise<number> => {
  const server = await startModelServer(flags.port === undefined ? {} : { port: Number(flags.port) });
  io.out(`${server.endpoint}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
  return EXIT.ok;
};
