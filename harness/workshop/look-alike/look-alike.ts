import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '../../recording/aws/policy.ts';
import { createAuthority } from './certificate.ts';
import { type ApiSummary, createControlPlane } from './control-plane.ts';
import { type CredentialSource, layOut } from './environment.ts';
import { createFaultPlan, type Fault } from './faults.ts';
import { createKeyring } from './keyring.ts';
import { answer, createCounters } from './pipeline.ts';
import { createQuotas } from './quotas.ts';
import { startProxy, startTls } from './servers.ts';
import { signInServices } from './sign-in.ts';
import { type Counts, createTally } from './tally.ts';

/** What a look-alike is to be; everything has a default. */
export interface LookAlikeOptions {
  /** Default `eu-central-1`. */
  readonly region?: string;
  /** The account that GetCallerIdentity names. Default `210987654321`. */
  readonly accountId?: string;
  /** How many times as fast as the wall the quotas' clock runs. Default 1; 100 makes 30 s last 0.3 s. */
  readonly clockScale?: number;
  /** The wall's milliseconds, as the quotas read them. Default: those of this process. */
  readonly now?: () => number;
  /** Milliseconds that every answer of API Gateway takes, by the wall clock. Default 0. */
  readonly latencyMs?: number;
  /** Default `environment`. */
  readonly credentials?: CredentialSource;
  /** What goes wrong; more can be added with `inject`. */
  readonly faults?: readonly Fault[];
  /** APIs of other people, there from the start. */
  readonly apis?: readonly Omit<ApiSummary, 'id'>[];
  /** What IAM lets the caller do in API Gateway. Default null: everything. */
  readonly policy?: Policy | null;
}

/** What was seen so far. */
export interface LookAlikeStats {
  /** Requests by operation, whatever came of them; `Unknown` where there is no such operation. */
  readonly calls: Counts;
  /** Of those, the ones that reached the service: neither rejected, limited nor turned into a fault that changes nothing. */
  readonly carriedOut: Counts;
  /** Requests that a quota refused (429); faults are not counted here. */
  readonly throttled: number;
  /** Changes refused (409) because another one of the same API was under way. */
  readonly conflicts: number;
  /** Faults injected. */
  readonly faults: number;
  /** Requests rejected before they reached the service, by error type (`InvalidSignatureException`, ...). */
  readonly rejected: Counts;
  /** CONNECT requests by authority (`host:443`). */
  readonly connects: Counts;
  readonly live: readonly ApiSummary[];
  /** Most APIs that existed at one time. */
  readonly mostLive: number;
  /** Every secret issued or seen: keys, tokens, signatures, the account's number. None may stand in a file or in output. */
  readonly secrets: readonly string[];
}

/** A running look-alike of API Gateway's control plane, STS and the SSO portal, behind a CONNECT proxy. */
export interface LookAlike {
  /** For a child process: HTTPS_PROXY, NODE_EXTRA_CA_CERTS, HOME, AWS_*, APIGW_CLOCK_SCALE. */
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  readonly proxy: URL;
  /** The authority's certificate in PEM, for a client inside this process. */
  readonly ca: string;
  stats(): LookAlikeStats;
  /** Adds a fault. */
  inject(fault: Fault): void;
  /** Ends all temporary credentials issued so far: calls signed with them get ExpiredTokenException. */
  expire(): void;
  /** Issues fresh credentials, and gives the environment that leads to them. */
  renew(source?: CredentialSource): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

type Complete = Required<LookAlikeOptions>;

const DEFAULTS: Complete = {
  region: 'eu-central-1',
  accountId: '210987654321',
  clockScale: 1,
  now: () => performance.now(),
  latencyMs: 0,
  credentials: 'environment',
  faults: [],
  apis: [],
  policy: null,
};

/** The account's services, without a network. */
const createAccount = (options: Complete) => {
  const { region, accountId } = options;
  const keyring = createKeyring();
  const faults = createFaultPlan(options.faults);
  const counters = createCounters();
  const plane = createControlPlane({ ...options, quotas: createQuotas(options.clockScale, options.now), keyring });
  const services = [plane.service, ...signInServices({ region, accountId, keyring })];
  let mostLive = plane.live().length;
  const changed = (): void => {
    mostLive = Math.max(mostLive, plane.live().length);
  };
  const stats = (): Omit<LookAlikeStats, 'connects'> => ({
    calls: counters.calls.counts(),
    carriedOut: counters.carriedOut.counts(),
    throttled: counters.limited.counts()['429'] ?? 0,
    conflicts: counters.limited.counts()['409'] ?? 0,
    faults: faults.injected(),
    rejected: counters.rejected.counts(),
    live: plane.live(),
    mostLive,
    secrets: [accountId, ...keyring.secrets(), ...counters.signatures],
  });
  return { pipeline: { services, faults, keyring, counters, changed }, stats };
};

/** The variables that lead through the proxy, in both spellings: a parent's must not win. */
const networkVariables = (proxy: URL, caFile: string): Readonly<Record<string, string>> => ({
  HTTPS_PROXY: proxy.href,
  https_proxy: proxy.href,
  NO_PROXY: '',
  no_proxy: '',
  NODE_EXTRA_CA_CERTS: caFile,
});

/**
 * Starts an AWS look-alike on loopback: TLS with an authority of its own, reached by the real host names through a CONNECT proxy.
 * It takes signatures, session tokens and quotas as seriously as AWS does. Its files are removed when it is closed.
 */
export const startAwsLookAlike = async (options: LookAlikeOptions = {}): Promise<LookAlike> => {
  const complete: Complete = { ...DEFAULTS, ...options };
  const { region, accountId } = complete;
  const { pipeline, stats } = createAccount(complete);
  const hosts = pipeline.services.flatMap((service) => service.hosts);
  const authority = createAuthority(hosts);
  const connects = createTally();
  const tls = await startTls(authority.server, (request) => answer(request, pipeline));
  const tunnel = await startProxy(hosts, tls.port, connects);
  const proxy = new URL(`http://127.0.0.1:${tunnel.port}`);
  const folder = mkdtempSync(join(tmpdir(), 'aws-look-alike-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.ca);
  let homes = 0;
  const renew = (source: CredentialSource = complete.credentials): Readonly<Record<string, string>> => ({
    ...networkVariables(proxy, caFile),
    APIGW_CLOCK_SCALE: String(complete.clockScale),
    // One user, who logs in again: the state of the tool outlives the credentials.
    XDG_STATE_HOME: join(folder, 'state'),
    ...layOut(source, { home: join(folder, `home-${++homes}`), region, accountId, keyring: pipeline.keyring }),
  });
  return {
    environment: renew(),
    region,
    accountId,
    proxy,
    ca: authority.ca,
    stats: () => ({ ...stats(), connects: connects.counts() }),
    inject: pipeline.faults.add,
    expire: pipeline.keyring.expire,
    renew,
    close: async () => {
      await Promise.all([tunnel.close(), tls.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
