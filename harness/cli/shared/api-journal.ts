import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isObject, parseJson } from '../../base/json.ts';
import { isAlive } from '../../recording/aws/is-alive.ts';
import { apiDeletedBy, apiMadeBy, operationOf } from '../../recording/aws/operations.ts';
import type { Environment } from '../../service/environment.ts';
import type { Send } from '../../service/exchange.ts';

/** What a process that is no more has left on a target. */
export interface Leftover {
  readonly file: string;
  /** APIs that it made and did not delete. */
  readonly apis: readonly string[];
  /** How many it asked for without hearing what came of it. */
  readonly unanswered: number;
}

/** The APIs that this process makes on a target, on disk until it ends: one that is killed leaves word. */
export interface ApiJournal {
  /** Notes what passes. */
  through(send: Send): Send;
  /** What processes of this machine that are no more left on the same target; nothing that a living one made. */
  readonly leftovers: readonly Leftover[];
  /** This process has told what it left: nothing is to be remembered. */
  close(): void;
}

/** Where programs of a user keep what is no setting and no cache; null: nowhere. */
const stateFolder = (environment: Environment): string | null => {
  const { XDG_STATE_HOME: state = '', LOCALAPPDATA: local = '', HOME: home = '' } = environment;
  const folder = [state, local, home === '' ? '' : join(home, '.local', 'state')].find((path) => isAbsolute(path));
  return folder === undefined ? null : join(folder, 'apigw-conformance');
};

/** `127.0.0.1` is another target on another machine, and an id another API in another region. */
const keyOf = (endpoint: string, region: string): string =>
  createHash('sha256').update([hostname(), endpoint, region].join('\n')).digest('hex').slice(0, 16);

/** Ids are a target's text; what no API Gateway gives is not kept. */
const ID = /^[\x21-\x7e]{1,256}$/;

const read = (file: string): Leftover => {
  const made = new Set<string>();
  const deleted = new Set<string>();
  let unanswered = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    // The last line of a killed process may be half a line.
    const entry = parseJson(line);
    if (!isObject(entry)) continue;
    if (entry['creating'] !== undefined) unanswered += 1;
    if (entry['answered'] !== undefined) unanswered -= 1;
    if (typeof entry['made'] === 'string') {
      made.add(entry['made']);
      unanswered -= 1;
    }
    if (typeof entry['deleted'] === 'string') deleted.add(entry['deleted']);
  }
  return { file, apis: [...made].filter((api) => !deleted.has(api)), unanswered: Math.max(0, unanswered) };
};

const NONE: ApiJournal = { through: (send) => send, leftovers: [], close: () => {} };

type Write = (entry: Readonly<Record<string, string | true>>) => void;

/** Appends lines; after the first that the disk does not take there are none: what is remembered is no reason to fail. */
const createWriter = (descriptor: number): Write => {
  let works = true;
  return (entry) => {
    if (!works) return;
    try {
      writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    } catch {
      works = false;
    }
  };
};

const noting =
  (write: Write) =>
  (send: Send): Send =>
  async (request) => {
    const creates = operationOf(request) === 'CreateRestApi';
    if (creates) write({ creating: true });
    const exchange = await send(request);
    const made = apiMadeBy(exchange);
    if (made !== null && ID.test(made)) write({ made });
    else if (creates && exchange.outcome.kind === 'response') write({ answered: true });
    const deleted = apiDeletedBy(exchange);
    if (deleted !== null) write({ deleted });
    return exchange;
  };

interface Named {
  readonly file: string;
  readonly pid: number;
}

const journalsIn = (folder: string, key: string): readonly Named[] =>
  readdirSync(folder).flatMap((name) => {
    const [, pid] = new RegExp(`^${key}-(\\d+)-[0-9a-f]+\\.jsonl$`).exec(name) ?? [];
    return pid === undefined ? [] : [{ file: join(folder, name), pid: Number(pid) }];
  });

/** What a file holds that goes away while it is looked at: another process told it first. */
const readIfThere = ({ file }: Named): readonly Leftover[] => (existsSync(file) ? [read(file)] : []);

/** Opens the journal of a target in the user's state folder; where there is none, or nothing can be written, nothing is remembered. */
export const openApiJournal = (endpoint: string, region: string, environment: Environment): ApiJournal => {
  const folder = stateFolder(environment);
  if (folder === null) return NONE;
  const key = keyOf(endpoint, region);
  const file = join(folder, `${key}-${process.pid}-${randomUUID().slice(0, 8)}.jsonl`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const all = journalsIn(folder, key);
    const living = new Set(all.filter(({ pid }) => isAlive(pid)).flatMap((one) => readIfThere(one).flatMap(({ apis }) => apis)));
    const dead = all.filter(({ pid }) => !isAlive(pid)).flatMap(readIfThere);
    const leftovers = dead.map((one) => ({ ...one, apis: one.apis.filter((api) => !living.has(api)) }));
    const descriptor = openSync(file, 'wx', 0o600);
    const close = (): void => {
      closeSync(descriptor);
      rmSync(file, { force: true });
    };
    return { through: noting(createWriter(descriptor)), leftovers, close };
  } catch {
    return NONE;
  }
};
