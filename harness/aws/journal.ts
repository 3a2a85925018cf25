import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../errors.ts';
import { isObject, parseJson } from '../json.ts';
import type { Selection } from '../plan.ts';
import { isAlive } from './is-alive.ts';

/** What a journal line says. `creating` stands before the request is sent, `created` after its answer. */
export type Entry =
  | {
      readonly kind: 'run';
      readonly run: string;
      readonly salt: string;
      readonly account: string;
      readonly pid: number;
      readonly selection: Selection;
    }
  | { readonly kind: 'creating'; readonly run: string }
  | { readonly kind: 'created'; readonly run: string; readonly api: string }
  | { readonly kind: 'deleted'; readonly api: string }
  | { readonly kind: 'scenario'; readonly id: string; readonly sends: string; readonly sha256: string };

const KINDS: ReadonlySet<string> = new Set<Entry['kind']>(['run', 'creating', 'created', 'deleted', 'scenario']);

/** What is to be done with a journal. */
export type JournalUse = 'record' | 'check';

/** The journal's file for a region. */
export const journalFile = (recordings: string, region: string, use: JournalUse): string =>
  join(recordings, `.journal-${use === 'check' ? 'check-' : ''}${region}.jsonl`);

const accountHash = (salt: string, account: string): string => createHash('sha256').update(`${salt}:${account}`).digest('hex');

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(String(value.kind));

const parse = (text: string): Entry[] =>
  text.split('\n').flatMap((line) => {
    // The last line of a killed process may be half a line.
    const json = parseJson(line);
    return isObject(json) && isEntry(json) ? [json] : [];
  });

/** What was leased and what was finished, on disk before it happens: a crash forgets nothing. */
export class Journal {
  /** Null: it is kept in memory alone, for a rehearsal. */
  readonly file: string | null;
  readonly #entries: Entry[];

  constructor(file: string | null) {
    this.file = file;
    this.#entries = file !== null && existsSync(file) ? parse(readFileSync(file, 'utf8')) : [];
  }

  /** Appends a line and waits until the disk has it. */
  write(entry: Entry): void {
    this.#entries.push(entry);
    if (this.file === null) return;
    mkdirSync(dirname(this.file), { recursive: true });
    const descriptor = openSync(this.file, 'a');
    // The line break in front ends what may be half a line of a killed process.
    writeSync(descriptor, `\n${JSON.stringify(entry)}`);
    fsyncSync(descriptor);
    closeSync(descriptor);
  }

  /** Begins a run, or goes on with one. */
  begin(run: string, account: string, selection: Selection): void {
    const salt = randomBytes(16).toString('hex');
    this.write({ kind: 'run', run, salt, account: accountHash(salt, account), pid: process.pid, selection });
  }

  get runs(): readonly Extract<Entry, { kind: 'run' }>[] {
    return this.#entries.filter((entry) => entry.kind === 'run');
  }

  /** APIs that were made and not deleted. */
  get leases(): readonly string[] {
    const deleted = new Set(this.#entries.flatMap((entry) => (entry.kind === 'deleted' ? [entry.api] : [])));
    const created = this.#entries.flatMap((entry) => (entry.kind === 'created' ? [entry.api] : []));
    return [...new Set(created)].filter((api) => !deleted.has(api));
  }

  /** Every API it ever named. */
  get known(): ReadonlySet<string> {
    return new Set(this.#entries.flatMap((entry) => (entry.kind === 'created' ? [entry.api] : [])));
  }

  /** Whether an API was asked for whose answer never came. */
  get unanswered(): boolean {
    const count = (kind: Entry['kind']): number => this.#entries.filter((entry) => entry.kind === kind).length;
    return count('creating') > count('created');
  }

  /** Scenarios that are on disk, with the checksum of their cassette. */
  get finished(): ReadonlyMap<string, { readonly sends: string; readonly sha256: string }> {
    return new Map(this.#entries.flatMap((entry) => (entry.kind === 'scenario' ? [[entry.id, entry]] : [])));
  }

  /** Whether the process that writes it is still there. */
  get isInUse(): boolean {
    const last = this.runs.at(-1);
    return last !== undefined && isAlive(last.pid);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** @throws HarnessError `usage` where it is another account's */
  requireAccount(account: string): void {
    const last = this.runs.at(-1);
    if (last === undefined || last.account === accountHash(last.salt, account)) return;
    throw new HarnessError(
      'usage',
      `Failed to use journal ${this.file}: it is of another account`,
      'Name the account that the recording began with.',
    );
  }

  /** Nothing is leased and nothing is to be resumed. */
  remove(): void {
    if (this.file !== null) rmSync(this.file, { force: true });
    this.#entries.length = 0;
  }
}
