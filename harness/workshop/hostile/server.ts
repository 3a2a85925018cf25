import http, { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createModel } from '../../../suites/model/model.ts';
import type { HeaderPair, WireRequest } from '../../service/exchange.ts';
import { type Answer, isCreate, isFrame, type Mode, type Odd } from './odd.ts';

/** A hostile server that listens. */
export interface Hostile {
  readonly endpoint: string;
  /** How many APIs were made and not deleted. */
  left(): number;
  close(): void;
}

const pairs = (raw: readonly string[]): HeaderPair[] =>
  Array.from({ length: raw.length / 2 }, (_, at): HeaderPair => [raw[2 * at] ?? '', raw[2 * at + 1] ?? '']);

const read = async (incoming: IncomingMessage): Promise<WireRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: pairs(incoming.rawHeaders),
    body: Buffer.concat(chunks).toString('utf8'),
  };
};

/** By hand, like the raw answers: Node's own would wait for the end of those before it on the connection, which it never sees. */
const bytesOf = ({ status, headers, body }: Answer, method: string): Buffer => {
  const own = headers.filter(([name]) => !/^content-length$/i.test(name));
  const lines = [...own, ['Content-Length', String(Buffer.byteLength(body))]].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`, 'latin1');
  return method === 'HEAD' ? head : Buffer.concat([head, Buffer.from(body)]);
};

const oddOf = (request: WireRequest, right: Answer, response: ServerResponse): Odd => {
  // The response has none yet while the answer before it over the same connection, raw bytes, is not over for Node's server.
  const { socket } = response.req;
  return {
    request,
    right,
    response,
    give: (answer) => void socket.write(bytesOf(answer, request.method)),
    raw: (...bytes) => {
      for (const one of bytes) if (!socket.destroyed) socket.write(one);
    },
    end: () => void socket.end(),
  };
};

/** Starts a server that is the model, but for what its mode does. */
export const startHostile = async (mode: Mode): Promise<Hostile> => {
  const model = createModel();
  let apis = 0;
  const server = http.createServer((incoming, response) => {
    read(incoming).then(
      (request) => {
        // What comes over a connection that it has closed, no server serves.
        if (incoming.socket.writableEnded) return;
        const right = model.handle(request);
        if (isFrame(request) && right.status < 300) apis += isCreate(request) ? 1 : -1;
        mode.act(oddOf(request, right, response));
      },
      () => {},
    );
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    left: () => apis,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
