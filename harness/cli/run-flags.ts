import { availableParallelism } from 'node:os';
import { HarnessError } from '../errors.ts';
import type { Format } from '../report/format-names.ts';
import type { Shard } from '../shard.ts';
import { defaultEndpoint, type Environment } from './environment.ts';

/** The flags of `run` as the command line gives them. */
export interface RunFlags {
  readonly endpoint?: string;
  readonly name?: string;
  readonly out?: string;
  readonly suites?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly shard?: string;
  readonly strict?: boolean;
  readonly requireImplemented?: boolean;
  readonly concurrency?: string;
  readonly timeout?: string;
  readonly wait?: string;
  readonly targetVersion?: string;
  readonly region?: string;
  readonly restApiId?: string;
  readonly signed?: boolean;
  readonly format?: Format;
  /** Reports beside what is printed, each `<format>[:<file>]`. */
  readonly report?: readonly string[];
  readonly quiet?: boolean;
  /** Print every case. */
  readonly verbose?: boolean;
  readonly baseline?: string;
  readonly updateGoldens?: boolean;
  readonly maxAge?: string;
  readonly replay?: string;
  readonly recordings?: string;
  readonly origin?: string;
}

/** The flags of `run`, complete. */
export interface RunSettings {
  /** Null: the embedded model. */
  readonly endpoint: URL | null;
  readonly name: string;
  /** Folder of recordings, where one is read or written. */
  readonly recordings: string;
  readonly out: string;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly waitMs: number;
  /** Milliseconds since the epoch: evidence from before is stale; null where age does not matter. */
  readonly oldest: number | null;
}

const number = (text: string | undefined, fallback: number, { flag, least }: { flag: string; least: number }): number => {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isFinite(value) && value >= least) return value;
  throw new HarnessError('usage', `Failed to read ${flag} ${text}: not a number of at least ${least}`, `Give a number, as in ${flag} ${fallback}.`);
};

const DAY_MS = 86_400_000;

/** The moment before which evidence is too old, for --max-age. */
export const oldestOf = (maxAge: string | undefined, now: number): number | null =>
  maxAge === undefined ? null : now - DAY_MS * number(maxAge, 365, { flag: '--max-age', least: 0 });

/** The URL of a target. @throws HarnessError `usage` */
export const endpointUrl = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new HarnessError(
    'usage',
    `Failed to read endpoint ${text}: not an http or https URL`,
    'Write it whole, as in --endpoint http://127.0.0.1:4566.',
  );
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const checkedName = (name: string): string => {
  if (NAME.test(name)) return name;
  throw new HarnessError(
    'usage',
    `Failed to read --name ${name}: not a name`,
    'Use letters, digits, dots, hyphens and underscores, as in --name moto.',
  );
};

/** Reads the value of `--shard`. */
export const shardOf = (text: string): Shard => {
  const [, index, total] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index !== undefined && total !== undefined && index >= 1 && index <= total) return { index, total };
  throw new HarnessError('usage', `Failed to read --shard ${text}: not a part of a whole`, 'Count from 1, as in --shard 2/4.');
};

const DEFAULT_CONCURRENCY = Math.max(4, 2 * availableParallelism());

/** Replayed cases wait for nock's timers more than for the processor. */
export const REPLAY_CONCURRENCY = 16;

/** Completes the flags of `run`; what is missing comes from the environment that AWS's own tools read. */
export const completeFlags = (flags: RunFlags, environment: Environment): RunSettings => {
  const endpoint = flags.endpoint ?? defaultEndpoint(environment);
  const url = endpoint === undefined ? null : endpointUrl(endpoint);
  const name = checkedName(flags.name ?? flags.replay ?? (url === null ? 'model' : 'target'));
  const concurrency = Math.floor(
    number(flags.concurrency, flags.replay === undefined ? DEFAULT_CONCURRENCY : REPLAY_CONCURRENCY, { flag: '--concurrency', least: 1 }),
  );
  return {
    endpoint: url,
    name,
    recordings: flags.recordings ?? 'recordings',
    out: flags.out ?? `apigw-report/${name}`,
    concurrency: flags.restApiId === undefined ? concurrency : 1,
    timeoutMs: 1000 * number(flags.timeout, 10, { flag: '--timeout', least: 0.001 }),
    oldest: oldestOf(flags.maxAge, Date.now()),
    waitMs: 1000 * number(flags.wait, 0, { flag: '--wait', least: 0 }),
  };
};
