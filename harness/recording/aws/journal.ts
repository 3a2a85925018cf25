import { closeSync, existsSync, fchmodSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../base/errors.ts';
import { writeError } from '../../base/file-error.ts';
import { isObject, parseJson } from '../../base/json.ts';
import type { Selection } from '../../engine/plan/plan.ts';
import type { Seal } from './account-seal.ts';
import { RecordingStopped } from './faults.ts';
import { isAlive } from './is-alive.ts';

/** What a journal line says. `creating` stands before the request is sent, `created` after its answer. */
export type Entry =
  | {
      readonly kind: 'run';
      readonly run: string;
      /** Whose account it is, as only this user can tell. */
      readonly seal: string;
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

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(String(value.kind));

const parse = (text: string): Entry[] =>
  text.split('\n').flatMap((line) => {
    // The last line of a killed process may be half a line.
    const json = parseJson(line);
    return isObject(json) && isEntry(json) ? [json] : [];
  });

/** Nobody else's to read: it names APIs of an account. */
const PRIVATE = 0o600;

/** Appends a line and waits until the disk has it. */
const appendLine = (file: string, entry: Entry): void => {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'a', PRIVATE);
  try {
    fchmodSync(descriptor, PRIVATE);
    // The line break in front ends what may be half a line of a killed process.
    writeSync(descriptor, `\n${JSON.stringify(entry)}`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const keyOf = (seal: string): string => seal.split(':', 1)[0] ?? '';

const BY_TAGS = 'once their lease of two hours is over, "janitor" finds its APIs by their tags';

const refusal = (file: string | null, began: string, sealed: string): HarnessError => {
  const failed = (cause: string, hint: string): HarnessError => new HarnessError('usage', `Failed to use journal ${file}: ${cause}`, hint);
  if (began === '') return failed('an older version wrote it, with a hash from which the account number can be guessed', `Delete it: ${BY_TAGS}.`);
  if (keyOf(began) === keyOf(sealed)) return failed('it is of another account', 'Name the account that the recording began with.');
  return failed(
    'another user or another machine began it, so whose account it is cannot be told',
    `Go on there, or bring its key along and name the folder with XDG_STATE_HOME, or delete the journal: ${BY_TAGS}.`,
  );
};

/** What was leased and what was finished, on disk before it happens: a crash forgets nothing. */
export class Journal {
  /** Null: it is kept in memory alone, for a rehearsal. */
  readonly file: string | null;
  readonly #entries: Entry[];
  readonly #append: typeof appendLine;

  constructor(file: string | null, append: typeof appendLine = appendLine) {
    this.file = file;
    this.#append = append;
    this.#entries = file !== null && existsSync(file) ? parse(readFileSync(file, 'utf8')) : [];
  }

  /** Appends a line. @throws HarnessError `configuration` on the first line of a run, RecordingStopped on later ones, where the disk takes none */
  write(entry: Entry): void {
    this.#entries.push(entry);
    if (this.file === null) return;
    try {
      this.#append(this.file, entry);
    } catch (thrown) {
      const error = writeError(`the journal to ${this.file}`, 'Name another folder with --recordings DIR.', thrown);
      // Before a run nothing is left behind; within one APIs are still to be deleted. What was made and what is gone is found again without its line.
      if (entry.kind === 'run') throw error;
      if (entry.kind === 'creating' || entry.kind === 'scenario') throw new RecordingStopped(error.message);
    }
  }

  /** Begins a run, or goes on with one. */
  begin(run: string, seal: string, selection: Selection): void {
    this.write({ kind: 'run', run, seal, pid: process.pid, selection });
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

  /** @throws HarnessError `usage` where it is another account's, or where that cannot be told */
  requireAccount(account: string, seal: Seal): void {
    const last = this.runs.at(-1);
    if (last === undefined) return;
    // A journal of before 0.1.0 holds a hash that can be guessed.
    const began = typeof last.seal === 'string' ? last.seal : '';
    const sealed = seal(account);
    if (began === sealed) return;
    throw refusal(this.file, began, sealed);
  }

  /** Nothing is leased and nothing is to be resumed. */
  remove(): void {
    if (this.file !== null) rmSync(this.file, { force: true });
    this.#entries.length = 0;
  }
}
