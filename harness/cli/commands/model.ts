import { once } from 'node:events';
import { type ModelServer, startModelServer } from '../../../suites/model/server.ts';
import { causeOf, HarnessError } from '../../base/errors.ts';
import { EXIT } from '../../base/exit.ts';
import { readNumber } from '../../base/read-number.ts';
import type { Io } from '../../terminal/io.ts';

const PORT = { flag: '--port', fallback: 0, example: 8080, least: 0, most: 65_535, whole: true } as const;

const CAUSES: Readonly<Record<string, string>> = { EADDRINUSE: 'something listens there already', EACCES: 'this user may not listen there' };

const listen = async (port: number): Promise<ModelServer> => {
  try {
    return await startModelServer({ port });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    throw new HarnessError(
      'usage',
      `Failed to serve the model on port ${port}: ${CAUSES[code] ?? causeOf(thrown)}`,
      'Name another --port, or none: a free one is taken.',
    );
  }
};

/** Serves the embedded model until the process is interrupted. */
export const model = async (flags: { port?: string }, io: Io): Promise<number> => {
  const server = await listen(readNumber(flags.port, PORT));
  io.out(`${server.endpoint}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
  return EXIT.ok;
};
