import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { bounded, requireHead, requireNoSwitch } from './bounds.ts';
import { decodeBody, withoutMark } from './decode-body.ts';
import { prefixOf } from './endpoint.ts';
import type { Exchange, HeaderPair, Send, WireRequest, WireResponse } from './exchange.ts';
import { failureOf, isReset } from './failures.ts';
import { WireFault } from './fault.ts';

/** How requests leave. */
export interface SendOptions {
  /** Scheme, host and port; a path is put before each request's own. */
  readonly endpoint: URL;
  readonly timeoutMs: number;
  readonly sockets: number;
  /** What opens the connections; default: straight to the endpoint. */
  readonly agent?: http.Agent;
  /** A body longer than this and the longest that was sent is a failure; default: {@link MAX_BODY_BYTES}. */
  readonly maxBodyBytes?: number;
}

/** How long a body may be unless a user says otherwise: API Gateway's own answers are a few thousand bytes. */
export const MAX_BODY_BYTES = 1_048_576;

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

const collect = async (message: IncomingMessage, maxBodyBytes: number): Promise<WireResponse> => {
  requireHead(message);
  const headers = pairsOf(message.rawHeaders);
  const bytes = decodeBody(await bounded(message, maxBodyBytes), headers, maxBodyBytes);
  return { status: message.statusCode ?? 0, headers, ...decode(withoutMark(bytes)) };
};

const open = (request: WireRequest, { endpoint }: SendOptions, agent: http.Agent): ClientRequest => {
  const module = endpoint.protocol === 'https:' ? https : http;
  const outgoing = module.request({
    protocol: endpoint.protocol,
    hostname: endpoint.hostname.replace(/^\[|\]$/g, ''),
    port: endpoint.port,
    method: request.method,
    path: prefixOf(endpoint) + request.path,
    headers: headerObject(request.headers),
    agent,
  });
  // Without it Node drops what is beyond 2,000 without a word; `requireHead` counts them.
  outgoing.maxHeadersCount = 0;
  return outgoing;
};

/** Connections over which a request has gone already. */
const USED = new WeakSet<Socket>();

/** Whatever the other side does, this settles: by an answer, by a fault, or when the time for the whole exchange is over. */
const settle = (outgoing: ClientRequest, options: SendOptions): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    let begun = false;
    let kept = false;
    // Not `reusedSocket`: Node leaves it false where a socket goes from one request straight to one that waited for it.
    outgoing.on('socket', (socket) => {
      kept = USED.has(socket);
      USED.add(socket);
    });
    const timer = setTimeout(() => reject(new WireFault('timeout', `no whole answer within ${options.timeoutMs / 1000} s`)), options.timeoutMs);
    const done = <T>(settled: (value: T) => void): ((value: T) => void) => {
      return (value) => {
        clearTimeout(timer);
        settled(value);
      };
    };
    const fail = done(reject);
    outgoing.on('response', (message) => {
      begun = true;
      collect(message, options.maxBodyBytes ?? MAX_BODY_BYTES).then(done(resolve), fail);
    });
    requireNoSwitch(outgoing, fail);
    outgoing.on('error', (error) => fail(!begun && kept && isReset(error) ? new StaleSocket() : error));
    outgoing.on('close', () => {
      if (!begun) fail(new WireFault('reset', 'the connection was closed without an answer'));
    });
  });

const ask = async (request: WireRequest, options: SendOptions, agent: http.Agent): Promise<WireResponse> => {
  const outgoing = open(request, options, agent);
  const settled = settle(outgoing, options);
  outgoing.end(request.body);
  try {
    return await settled;
  } catch (thrown) {
    outgoing.destroy();
    throw thrown;
  }
};

/** A connection that the other side had closed, or was about to close, when it was used again. */
class StaleSocket extends WireFault {
  constructor() {
    super('reset', 'a connection kept open from an earlier answer was closed before this one; whether the request arrived is not known');
  }
}

/** Asking again changes nothing on the other side, and cannot change the answer either. */
const isSafe = ({ method }: WireRequest): boolean => method === 'GET' || method === 'HEAD';

/**
 * Opens the one door to the network: HTTP over keep-alive sockets, a timeout for each request. Nothing is sent twice but a GET or HEAD
 * whose kept socket turned out to be closed; from then on each request has a socket of its own, since this server closes them unannounced.
 */
export const createHttpSend = (options: SendOptions): HttpSend => {
  const Agent = options.endpoint.protocol === 'https:' ? https.Agent : http.Agent;
  const own = (keepAlive: boolean): http.Agent => new Agent({ keepAlive, maxSockets: options.sockets, scheduling: 'lifo' });
  let agent = options.agent ?? own(true);
  const retired: http.Agent[] = [];
  // Its idle connections are closed; `destroy` would break off other requests too, that are under way over it.
  const forgo = (): void => {
    if (options.agent !== undefined) return;
    for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
    retired.push(agent);
    agent = own(false);
  };
  const attempt = async (request: WireRequest, again: boolean): Promise<WireResponse> => {
    const used = agent;
    try {
      // What a target was sent it may lawfully give back, in any later answer.
      return await ask(request, { ...options, maxBodyBytes: (options.maxBodyBytes ?? MAX_BODY_BYTES) + longestSent }, used);
    } catch (thrown) {
      if (!(thrown instanceof StaleSocket)) throw thrown;
      if (used === agent) forgo();
      if (!again || !isSafe(request)) throw thrown;
      return attempt(request, false);
    }
  };
  let longestSent = 0;
  const send: Send = async (request): Promise<Exchange> => {
    longestSent = Math.max(longestSent, Buffer.byteLength(request.body));
    try {
      return { request, outcome: { kind: 'response', response: await attempt(request, options.agent === undefined) } };
    } catch (thrown) {
      return { request, outcome: { kind: 'failure', failure: failureOf(thrown) } };
    }
  };
  const close = (): void => {
    for (const used of [...retired, agent]) used.destroy();
  };
  return { send, close };
};
