import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { prefixOf } from './endpoint.ts';
import type { Exchange, HeaderPair, Send, WireRequest, WireResponse } from './exchange.ts';
import { failureOf } from './failures.ts';

/** How requests leave. */
export interface SendOptions {
  /** Scheme, host and port; a path is put before each request's own. */
  readonly endpoint: URL;
  readonly timeoutMs: number;
  readonly sockets: number;
  /** What opens the connections; default: straight to the endpoint. */
  readonly agent?: http.Agent;
}

/** A `Send` with sockets behind it, and the way to close them. */
export interface HttpSend {
  readonly send: Send;
  close(): void;
}

const headerObject = (pairs: readonly HeaderPair[]): OutgoingHttpHeaders => {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of pairs) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
};

const pairsOf = (raw: readonly string[]): HeaderPair[] =>
  Array.from({ length: raw.length / 2 }, (_, index): HeaderPair => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);

const decode = (bytes: Buffer): Pick<WireResponse, 'body' | 'encoding'> => {
  const text = bytes.toString('utf8');
  const lossless = !text.includes('�') || Buffer.from(text, 'utf8').equals(bytes);
  return lossless ? { body: text, encoding: 'utf8' } : { body: bytes.toString('base64'), encoding: 'base64' };
};

const collect = async (message: IncomingMessage): Promise<WireResponse> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return { status: message.statusCode ?? 0, headers: pairsOf(message.rawHeaders), ...decode(Buffer.concat(chunks)) };
};

class Timeout extends Error {}

const exchange = (request: WireRequest, options: SendOptions, agent: http.Agent): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const { endpoint } = options;
    const module = endpoint.protocol === 'https:' ? https : http;
    const outgoing = module.request(
      {
        protocol: endpoint.protocol,
        hostname: endpoint.hostname.replace(/^\[|\]$/g, ''),
        port: endpoint.port,
        method: request.method,
        path: prefixOf(endpoint) + request.path,
        headers: headerObject(request.headers),
        agent,
      },
      (message) =>
        collect(message)
          .then(resolve, reject)
          .finally(() => clearTimeout(timer)),
    );
    const timer = setTimeout(() => outgoing.destroy(new Timeout(`no answer within ${options.timeoutMs / 1000} s`)), options.timeoutMs);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end(request.body);
  });

const failed = (request: WireRequest, thrown: unknown): Exchange => ({
  request,
  outcome: { kind: 'failure', failure: thrown instanceof Timeout ? { code: 'timeout', message: thrown.message } : failureOf(thrown) },
});

/** Opens the one door to the network: HTTP over keep-alive sockets, a timeout for each request, no retries. */
export const createHttpSend = (options: SendOptions): HttpSend => {
  const Agent = options.endpoint.protocol === 'https:' ? https.Agent : http.Agent;
  const agent = options.agent ?? new Agent({ keepAlive: true, maxSockets: options.sockets, scheduling: 'lifo' });
  const send: Send = async (request) => {
    try {
      return { request, outcome: { kind: 'response', response: await exchange(request, options, agent) } };
    } catch (thrown) {
      return failed(request, thrown);
    }
  };
  return { send, close: () => agent.destroy() };
};
