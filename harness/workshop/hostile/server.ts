import http, { type IncomingMessage, type ServerResponse } from 'node:http';
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

const give = (response: ServerResponse, { status, headers, body }: Answer, method: string): void => {
  const own = headers.filter(([name]) => !/^content-length$/i.test(name));
  response.writeHead(status, [...own, ['Content-Length', String(Buffer.byteLength(body))]].flat());
  response.end(method === 'HEAD' ? '' : body);
};

const oddOf = (request: WireRequest, right: Answer, response: ServerResponse): Odd => {
  const { socket } = response;
  return {
    request,
    right,
    response,
    give: (answer) => give(response, answer, request.method),
    raw: (...bytes) => {
      for (const one of bytes) if (socket?.destroyed === false) socket.write(one);
    },
    end: () => void socket?.end(),
  };
};

/** Starts a server that is the model, but for what its mode does. */
export const startHostile = async (mode: Mode): Promise<Hostile> => {
  const model = createModel();
  let apis = 0;
  const server = http.createServer((incoming, response) => {
    read(incoming).then(
      (request) => {
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
