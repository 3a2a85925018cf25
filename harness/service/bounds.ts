import type { ClientRequest, IncomingMessage } from 'node:http';
import { WireFault } from './fault.ts';

/** More headers than any server of this API sends; in bytes Node's own limit of 16 KiB holds. */
const MAX_HEADERS = 100;

/** Interim answers (100, 103) that may come before the answer. */
const MAX_INTERIM = 100;

/** Refuses a head that no HTTP answer can have, or that is all headers. */
export const requireHead = ({ statusCode = 0, rawHeaders }: IncomingMessage): void => {
  if (statusCode < 200 || statusCode > 599) throw new WireFault('protocol', `${statusCode} is no status of an HTTP answer`);
  const count = rawHeaders.length / 2;
  if (count > MAX_HEADERS) throw new WireFault('protocol', `the answer has ${count} headers, more than ${MAX_HEADERS}`);
};

/** Reads a body, counting its bytes while they come. */
export const bounded = async (message: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += (chunk as Buffer).length;
    if (length > maxBytes) throw new WireFault('protocol', `the body is longer than ${maxBytes} bytes (--max-body)`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

/** Ends an exchange whose other side switches to another protocol, or sends interim answers for ever. */
export const requireNoSwitch = (outgoing: ClientRequest, fail: (fault: WireFault) => void): void => {
  let interim = 0;
  outgoing.on('information', ({ statusCode }) => {
    interim += 1;
    if (statusCode === 101) fail(new WireFault('protocol', 'answered 101 Switching Protocols, which nobody asked for'));
    if (interim > MAX_INTERIM) fail(new WireFault('protocol', `more than ${MAX_INTERIM} interim answers (1xx)`));
  });
  for (const event of ['upgrade', 'connect'] as const) {
    outgoing.on(event, (message, socket) => {
      socket.on('error', () => {});
      socket.destroy();
      fail(new WireFault('protocol', `answered ${message.statusCode}, and switched to another protocol, which nobody asked for`));
    });
  }
};
