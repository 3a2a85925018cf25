import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { HarnessError } from '../../base/errors.ts';
import type { Environment } from '../../service/environment.ts';

const first = (environment: Environment, ...names: readonly string[]): string =>
  names.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';

const isExempt = (entry: string, { hostname, port }: URL): boolean => {
  const [name = '', only = ''] = entry.split(':');
  if (only !== '' && only !== (port || '443')) return false;
  if (name === '*') return true;
  const suffix = name.replace(/^\*?\./, '');
  return hostname === suffix || hostname.endsWith(`.${suffix}`);
};

/**
 * The proxy that the environment names for a URL; null: straight.
 * @throws HarnessError `configuration` where it is none
 */
export const proxyFor = (url: URL, environment: Environment): URL | null => {
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] : ['http_proxy'];
  const proxy = first(environment, ...names);
  const exempt = first(environment, 'no_proxy', 'NO_PROXY')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (proxy === '' || exempt.some((entry) => isExempt(entry.toLowerCase(), url))) return null;
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new HarnessError(
    'configuration',
    'Failed to read HTTPS_PROXY: not an http or https URL',
    'Write it as in HTTPS_PROXY=http://proxy.example:3128.',
  );
};

const authorization = ({ username, password }: URL): Record<string, string> =>
  username === ''
    ? {}
    : { 'Proxy-Authorization': `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}` };

const TUNNEL_TIMEOUT_MS = 30_000;

const openTunnel = (proxy: URL, target: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const module = proxy.protocol === 'https:' ? https : http;
    const asked = module.request({
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { Host: target, ...authorization(proxy) },
      agent: false,
      timeout: TUNNEL_TIMEOUT_MS,
    });
    asked.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy answered ${answer.statusCode} to CONNECT`));
    });
    asked.once('timeout', () => asked.destroy(new Error('the proxy did not answer to CONNECT')));
    asked.once('error', reject);
    asked.end();
  });

/** Who vouched for the server of a connection, as `CN=..., O=..., C=...`. */
const issuerOf = (socket: tls.TLSSocket): string => {
  const { issuer } = socket.getPeerCertificate();
  return issuer === undefined ? '' : (['CN', 'O', 'C'] as const).flatMap((key) => (issuer[key] ? [`${key}=${issuer[key]}`] : [])).join(', ');
};

/** How the connections of an agent are opened, and who is told of their certificates. */
export interface TunnelOptions {
  readonly proxy: URL | null;
  readonly sockets: number;
  onIssuer(issuer: string): void;
}

type Done = (error: Error | null, socket: Duplex) => void;

/** TLS straight or through a CONNECT proxy; the certificate chain is verified whatever the environment says. */
export class TunnelAgent extends https.Agent {
  readonly #tunnel: TunnelOptions;

  constructor(options: TunnelOptions) {
    // A resumed session shows no certificate.
    super({ keepAlive: true, maxSockets: options.sockets, scheduling: 'lifo', maxCachedSessions: 0, rejectUnauthorized: true });
    this.#tunnel = options;
  }

  override createConnection(options: https.RequestOptions, done: Done): undefined {
    this.#open(options).then(
      (socket) => done(null, socket),
      (error: Error) => (done as (error: Error) => void)(error),
    );
  }

  async #open({ hostname, host, port }: https.RequestOptions): Promise<tls.TLSSocket> {
    const { proxy, onIssuer } = this.#tunnel;
    const name = String(hostname ?? host);
    const to = Number(port || 443);
    const under = proxy === null ? { host: name, port: to } : { socket: await openTunnel(proxy, `${name}:${to}`) };
    return new Promise((resolve, reject) => {
      const socket = tls.connect({ ...under, servername: name, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] });
      socket.once('error', reject);
      socket.once('secureConnect', () => {
        socket.off('error', reject);
        onIssuer(issuerOf(socket));
        resolve(socket);
      });
    });
  }
}
