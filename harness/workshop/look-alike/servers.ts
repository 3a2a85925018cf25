import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Identity } from './certificate.ts';
import { headerOf, type Received, type Reply } from './message.ts';
import type { Tally } from './tally.ts';

/** A server that listens on loopback. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const listen = async (server: http.Server | https.Server): Promise<Listening> => {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const read = async (message: http.IncomingMessage): Promise<Received> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { method = '', url = '', rawHeaders: raw } = message;
  const headers = Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? ''] as const);
  const host = (headerOf({ headers }, 'host') ?? '').replace(/:443$/, '');
  return { method, path: url, headers, body: Buffer.concat(chunks).toString(), host };
};

const write = ({ status, headers, body, cut = false }: Reply, response: http.ServerResponse): void => {
  if (cut && body === '') {
    response.socket?.destroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(status, [['date', new Date().toUTCString()], ...headers, ['connection', 'keep-alive']].flat());
  if (cut) response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
  else response.end(body);
};

/** Serves over TLS. */
export const startTls = (identity: Identity, answer: (request: Received) => Promise<Reply>): Promise<Listening> => {
  const server = https.createServer({ key: identity.key, cert: identity.certificate }, (message, response) => {
    read(message)
      .then(answer)
      .then(
        (reply) => write(reply, response),
        () => response.destroy(),
      );
  });
  server.keepAliveTimeout = 60_000;
  return listen(server);
};

const refuse = (client: Duplex, status: string): void => {
  client.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
};

/** A CONNECT proxy that leads the hosts given to one port of loopback, and refuses every other: nothing leaves the machine. */
export const startProxy = (hosts: readonly string[], port: number, connects: Tally): Promise<Listening> => {
  const server = http.createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request: http.IncomingMessage, client: Duplex, head: Buffer) => {
    const authority = request.url ?? '';
    connects.count(authority);
    client.on('error', () => client.destroy());
    if (!hosts.some((host) => authority === `${host}:443`)) {
      refuse(client, '502 Bad Gateway');
      return;
    }
    const upstream = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  return listen(server);
};
