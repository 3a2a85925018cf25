import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { HeaderPair, WireRequest } from '../../service/exchange.ts';

/** An answer as a client without any retry, pool or timeout reads it. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request to a host, over a tunnel of its own. */
export type PlainClient = (host: string, request: WireRequest) => Promise<PlainAnswer>;

const tunnel = (proxy: URL, host: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const asked = http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: `${host}:443`, agent: false });
    asked.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) resolve(socket);
      else reject(new Error(`the proxy answered ${statusCode}`));
    });
    asked.on('error', reject);
    asked.end();
  });

const secure = (socket: Duplex, host: string, ca: string | undefined): Promise<tls.TLSSocket> =>
  new Promise((resolve, reject) => {
    const secured = tls.connect({ socket, servername: host, ...(ca === undefined ? {} : { ca }) }, () => resolve(secured));
    secured.on('error', reject);
  });

const outgoing = (pairs: readonly HeaderPair[]): Record<string, string> => Object.fromEntries(pairs);

const read = async (message: http.IncomingMessage): Promise<PlainAnswer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  return { status: message.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString() };
};

/** A client of node:https alone, apart from the code under test. Without `ca` it trusts what its process trusts. */
export const plainClient =
  (proxy: URL, ca?: string): PlainClient =>
  async (host, { method, path, headers, body }) => {
    const socket = await secure(await tunnel(proxy, host), host, ca);
    try {
      return await new Promise((resolve, reject) => {
        const asked = https.request({ host, defaultPort: 443, method, path, headers: outgoing(headers), createConnection: () => socket });
        asked.on('response', (message) => read(message).then(resolve, reject));
        asked.on('error', reject);
        asked.end(body);
      });
    } finally {
      socket.destroy();
    }
  };
