import http from 'node:http';
import { createModel, type Model } from './model.ts';

/** Where the model listens, and which model it is. */
export interface ModelServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly model?: Model;
}

/** A model that listens. */
export interface ModelServer {
  /** Its base URL, without a trailing slash. */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

function headerPairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return pairs;
}

function answer(model: Model, request: http.IncomingMessage, body: string, response: http.ServerResponse): void {
  const { method = '', url = '', rawHeaders } = request;
  const result = model.handle({ method, path: url, headers: headerPairs(rawHeaders), body });
  response.sendDate = false;
  response.writeHead(result.status, result.headers.flat());
  response.end(result.body);
}

function serve(model: Model): http.Server {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(model, request, Buffer.concat(chunks).toString(), response));
    request.on('error', () => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

/** Lets a model listen on loopback, with connections kept alive. Rejects if the port is taken. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { port = 0, host = '127.0.0.1', model = createModel() } = options;
  const server = serve(model);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  const authority = host.includes(':') ? `[${host}]` : host;
  return {
    endpoint: `http://${authority}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
