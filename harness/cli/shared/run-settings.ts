import { availableParallelism } from 'node:os';
import { HarnessError } from '../../base/errors.ts';
import { type NumberRule, requireNumber } from '../../base/read-number.ts';
import type { Shard } from '../../engine/plan/shard.ts';
import type { Caller } from '../../service/authorize.ts';
import { callerOf, defaultEndpoint, type Environment } from '../../service/environment.ts';
import { MAX_BODY_BYTES } from '../../service/send.ts';
import { endpointUrl } from './endpoint-url.ts';

/** What is chosen of the suite, and what decides. */
export interface ChoiceOptions {
  /** Folder with scenarios of one's own. */
  readonly suites?: string;
  /** Only these: ids or their first folders, facts, operations, classes. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly shard?: Shard | undefined;
  /** Lets inferred facts, exact messages, headers and our own rules decide too. */
  readonly strict?: boolean;
  /** What is unimplemented fails. */
  readonly requireImplemented?: boolean;
  /** Keeps every exchange whole: goldens and recordings are made of them. */
  readonly whole?: boolean;
}

/** What is checked, and how: what is left out has a default, or stands in the environment that AWS's own tools read. */
export interface TargetOptions {
  readonly endpoint?: string | URL;
  /** Name of the target in reports; `target` by default, of the embedded model `model`. */
  readonly name?: string;
  readonly targetVersion?: string;
  readonly region?: string;
  /** Signs requests truly. */
  readonly signed?: boolean;
  /** An API to use, reset between cases, where none can be created. */
  readonly restApiId?: string;
  /** Plays the recording of this origin in place of asking an endpoint. */
  readonly replay?: string;
  /** Folder of recordings. */
  readonly recordings?: string;
  /** Folder of the report. */
  readonly out?: string;
  /** Cases at a time. */
  readonly concurrency?: number | undefined;
  /** Seconds for each request; 10 by default. */
  readonly timeout?: number | undefined;
  /** Bytes; a longer body of an answer is a failure. */
  readonly maxBody?: number | undefined;
  /** Seconds to wait until the endpoint answers; 0 by default. */
  readonly wait?: number | undefined;
  /** Days after which evidence is stale. */
  readonly maxAge?: number | undefined;
}

/** The options of a target, complete. */
export interface RunSettings {
  /** Null: the embedded model, or a recording. */
  readonly endpoint: URL | null;
  /** Origin of the recording that is played; null where none is. */
  readonly replay: string | null;
  readonly name: string;
  readonly version: string | null;
  readonly caller: Caller;
  readonly signed: boolean;
  readonly restApiId: string | null;
  /** Folder of recordings, where one is read or written. */
  readonly recordings: string;
  readonly out: string;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly waitMs: number;
  /** Milliseconds since the epoch: evidence from before is stale; null where age does not matter. */
  readonly oldest: number | null;
}

const MOST_CASES = 1000;

/** A timer of more milliseconds than 31 bits hold goes off at once. */
const LONGEST_SECONDS = 2_000_000;

const DEFAULT_CONCURRENCY = Math.max(4, 2 * availableParallelism());

/** Replayed cases wait for nock's timers more than for the processor. */
export const REPLAY_CONCURRENCY = 16;

/** What the numbers of a run have to be; they have the names of the flags that give them. */
export const NUMBERS: Readonly<Record<'concurrency' | 'timeout' | 'maxBody' | 'wait' | 'maxAge', NumberRule>> = {
  concurrency: { flag: '--concurrency', fallback: DEFAULT_CONCURRENCY, least: 1, most: MOST_CASES, whole: true },
  timeout: { flag: '--timeout', fallback: 10, least: 0.001, most: LONGEST_SECONDS },
  maxBody: { flag: '--max-body', fallback: MAX_BODY_BYTES, least: 1 },
  wait: { flag: '--wait', fallback: 0, example: 30, least: 0, most: LONGEST_SECONDS },
  maxAge: { flag: '--max-age', fallback: 365, least: 0 },
};

const DAY_MS = 86_400_000;

/** The moment before which evidence is too old; null where age does not matter. */
export const oldestOf = (maxAge: number | undefined, now: number): number | null =>
  maxAge === undefined ? null : now - DAY_MS * requireNumber(maxAge, NUMBERS.maxAge);

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const checkedName = (name: string): string => {
  if (NAME.test(name)) return name;
  throw new HarnessError(
    'usage',
    `Failed to read --name ${name}: not a name`,
    'Use letters, digits, dots, hyphens and underscores, as in --name moto.',
  );
};

const endpointOf = ({ endpoint, replay }: TargetOptions, environment: Environment): URL | null => {
  if (endpoint !== undefined) return endpointUrl(String(endpoint));
  const named = replay === undefined ? defaultEndpoint(environment) : undefined;
  return named === undefined ? null : endpointUrl(named);
};

/** Completes what is said of a target; what is missing comes from the environment that AWS's own tools read. @throws HarnessError `usage` */
export const completeOptions = (options: TargetOptions, environment: Environment): RunSettings => {
  const { replay = null, restApiId = null } = options;
  const endpoint = endpointOf(options, environment);
  const name = checkedName(options.name ?? replay ?? (endpoint === null ? 'model' : 'target'));
  const fallback = replay === null ? DEFAULT_CONCURRENCY : REPLAY_CONCURRENCY;
  const concurrency = requireNumber(options.concurrency, { ...NUMBERS.concurrency, fallback });
  return {
    endpoint,
    replay,
    name,
    version: options.targetVersion ?? null,
    caller: callerOf(environment, options.region),
    signed: options.signed === true,
    restApiId,
    recordings: options.recordings ?? 'recordings',
    out: options.out ?? `apigw-report/${name}`,
    concurrency: restApiId === null ? concurrency : 1,
    timeoutMs: 1000 * requireNumber(options.timeout, NUMBERS.timeout),
    maxBodyBytes: Math.floor(requireNumber(options.maxBody, NUMBERS.maxBody)),
    oldest: oldestOf(options.maxAge, Date.now()),
    waitMs: 1000 * requireNumber(options.wait, NUMBERS.wait),
  };
};
