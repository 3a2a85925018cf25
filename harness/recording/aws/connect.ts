import type { Caller } from '../../service/authorize.ts';
import type { Environment } from '../../service/environment.ts';
import type { Send } from '../../service/exchange.ts';
import { createHttpSend } from '../../service/send.ts';
import { signing } from '../../service/sign.ts';
import { hidingCaller } from '../hide-caller.ts';
import { type Clock, createClock } from './clock.ts';
import { resolveCredentials } from './credentials.ts';
import { requireAccount } from './identity.ts';
import { type CallCounts, pacing } from './quotas.ts';
import type { AwsSettings } from './settings.ts';
import { proxyFor, TunnelAgent } from './tunnel.ts';

/** The way to API Gateway of one region and account. */
export interface Connection {
  /** Signs, keeps the quotas, shows nothing of the caller, and reaches nothing but API Gateway. */
  readonly send: Send;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly counts: CallCounts;
  /** What TLS showed so far. */
  tls(): { readonly host: string; readonly issuer: string; readonly proxy: boolean; readonly extraCa: boolean };
  close(): void;
}

const TIMEOUT_MS = 30_000;

/**
 * Resolves credentials over connections of their own, makes sure whose they are, and only then opens the way to API Gateway.
 * @throws HarnessError `configuration`
 */
export const connect = async (settings: AwsSettings, environment: Environment): Promise<Connection> => {
  const { region, account, endpoint } = settings;
  const caller: Caller = { credentials: await resolveCredentials(region, environment), region, now: () => new Date() };
  await requireAccount(caller, account, environment);
  const issuers = new Set<string>();
  const proxy = proxyFor(endpoint, environment);
  const sockets = settings.apis + 2;
  const agent = new TunnelAgent({ proxy, sockets, onIssuer: (issuer) => issuers.add(issuer) });
  const http = createHttpSend({ endpoint, timeoutMs: TIMEOUT_MS, sockets, agent });
  const clock = createClock(settings.clockScale);
  const counts: CallCounts = new Map();
  return {
    send: pacing(signing(hidingCaller(http.send, { ...caller, account }), caller, { endpoint, service: 'apigateway' }), clock, {
      rate: settings.rate,
      counts,
    }),
    caller,
    clock,
    counts,
    tls: () => ({
      host: endpoint.host,
      issuer: [...issuers].sort().join('; '),
      proxy: proxy !== null,
      extraCa: (environment['NODE_EXTRA_CA_CERTS'] ?? '') !== '',
    }),
    close: http.close,
  };
};
