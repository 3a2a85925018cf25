import { availableParallelism } from 'node:os';
import { HarnessError } from '../../base/errors.ts';
import { readNumber } from '../../base/read-number.ts';
import type { Shard } from '../../engine/plan/shard.ts';
import type { Format } from '../../report/formats/format-names.ts';
import { defaultEndpoint, type Environment } from '../../service/environment.ts';
import { MAX_BODY_BYTES } from '../../service/send.ts';
import { endpointUrl } from './endpoint-url.ts';

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
  readonly maxBody?: string;
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
  readonly maxBodyBytes: number;
  readonly waitMs: number;
  /** Keeps every exchange whole: goldens and recordings are made of them. */
  readonly whole: boolean;
  /** Milliseconds since the epoch: evidence from before is stale; null where age does not matter. */
  readonly oldest: number | null;
}

const DAY_MS = 86_400_000;

/** The moment before which evidence is too old, for --max-age. */
export const oldestOf = (maxAge: string | undefined, now: number): number | null =>
  maxAge === undefined ? null : now - DAY_MS * readNumber(maxAge, { flag: '--max-age', fallback: 365, least: 0 });

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

const MOST_CASES = 1000;

/** A timer of more milliseconds than 31 bits hold goes off at once. */
const LONGEST_SECONDS = 2_000_000;

const DEFAULT_CONCURRENCY = Math.max(4, 2 * availableParallelism());

/** Replayed cases wait for nock's timers more than for the processor. */
export const REPLAY_CONCURRENCY = 16;

/** Completes the flags of `run`; what is missing comes from the environment that AWS's own tools read. */
export const completeFlags = (flags: RunFlags, environment: Environment): RunSettings => {
  const endpoint = flags.endpoint ?? (flags.replay === undefined ? defaultEndpoint(environment) : undefined);
  const url = endpoint === undefined ? null : endpointUrl(endpoint);
  const name = checkedName(flags.name ?? flags.replay ?? (url === null ? 'model' : 'target'));
  const fallback = flags.replay === undefined ? DEFAULT_CONCURRENCY : REPLAY_CONCURRENCY;
  const concurrency = readNumber(flags.concurrency, { flag: '--concurrency', fallback, least: 1, most: MOST_CASES, whole: true });
  return {
    endpoint: url,
    name,
    recordings: flags.recordings ?? 'recordings',
    out: flags.out ?? `apigw-report/${name}`,
    concurrency: flags.restApiId === undefined ? concurrency : 1,
    timeoutMs: 1000 * readNumber(flags.timeout, { flag: '--timeout', fallback: 10, least: 0.001, most: LONGEST_SECONDS }),
    maxBodyBytes: Math.floor(readNumber(flags.maxBody, { flag: '--max-body', fallback: MAX_BODY_BYTES, least: 1 })),
    oldest: oldestOf(flags.maxAge, Date.now()),
    whole: flags.updateGoldens === true,
    waitMs: 1000 * readNumber(flags.wait, { flag: '--wait', fallback: 0, example: 30, least: 0, most: LONGEST_SECONDS }),
  };
};
