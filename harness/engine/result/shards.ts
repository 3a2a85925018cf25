import { HarnessError } from '../../base/errors.ts';
import { canonicalJson, type Json } from '../../base/json.ts';
import { type Shard, shardText } from '../plan/shard.ts';
import type { RunDocument, StoredRecord } from './types.ts';

/** A run document, and the file that it was read from. */
export interface NamedRun {
  readonly path: string;
  readonly run: RunDocument;
}

/** A run document that is known to be a shard. */
export interface ShardRun {
  readonly path: string;
  readonly run: RunDocument;
  readonly shard: Shard;
  readonly records: Readonly<Record<string, StoredRecord>>;
}

const refuse = (cause: string, hint: string): never => {
  throw new HarnessError('run-invalid', `Failed to merge runs: ${cause}`, hint);
};

const asShard = ({ path, run }: NamedRun): ShardRun => {
  const { shard, records } = run;
  if (shard === undefined || records === undefined)
    return refuse(`${path} is a whole run, not a shard`, 'Merge what "run --shard 1/n" to "n/n" wrote.');
  if (run.interrupted) return refuse(`shard ${shardText(shard)} (${path}) was interrupted`, `Run --shard ${shardText(shard)} again.`);
  return { path, run, shard, records };
};

/** What the shards of one run have in common, in the words of an error. */
const SHARED: readonly (readonly [what: string, of: (one: ShardRun) => Json])[] = [
  ['number of shards', ({ shard }) => shard.total],
  ['suite', ({ run }) => `${run.suite.version} (${run.suite.digest})`],
  ['tool', ({ run }) => `${run.tool.name} ${run.tool.version}`],
  ['target', ({ run: { target } }) => [target.kind, target.name, target.version, target.origin]],
  ['options', ({ run: { options } }) => ({ ...options })],
];

const requireAlike = (first: ShardRun, others: readonly ShardRun[]): void => {
  for (const other of others) {
    for (const [what, of] of SHARED) {
      const [one, two] = [canonicalJson(of(first)), canonicalJson(of(other))];
      if (one !== two) refuse(`${first.path} and ${other.path} differ in ${what}: ${one} and ${two}`, 'Merge the shards of one run.');
    }
  }
};

const requireEach = (first: ShardRun, shards: readonly ShardRun[]): void => {
  const { total } = first.shard;
  const paths = (index: number): readonly string[] => shards.filter(({ shard }) => shard.index === index).map(({ path }) => path);
  const indexes = Array.from({ length: total }, (_, at) => at + 1);
  const missing = indexes.filter((index) => paths(index).length === 0).map((index) => shardText({ index, total }));
  if (missing.length > 0) refuse(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, 'Name the run.json of every shard.');
  const twice = indexes.find((index) => paths(index).length > 1);
  if (twice !== undefined) refuse(`shard ${shardText({ index: twice, total })} is there twice: ${paths(twice).join(', ')}`, 'Name each once.');
};

/**
 * Holds documents to be all the shards of one run, in order.
 * @throws HarnessError `run-invalid` naming what is missing, there twice or different
 */
export const requireShards = (runs: readonly NamedRun[]): readonly [ShardRun, ...ShardRun[]] => {
  const [first, ...others] = runs.map(asShard).sort((a, b) => a.shard.index - b.shard.index);
  if (first === undefined) return refuse('none was named', 'Name the run.json of every shard.');
  requireAlike(first, others);
  requireEach(first, [first, ...others]);
  return [first, ...others];
};

/** Holds a shard to have the cases that its part of the plan says, no more and no fewer. */
export const requirePlanned = ({ path, run, shard, records }: ShardRun, expected: readonly string[]): void => {
  const hint = `Run --shard ${shardText(shard)} again with this version.`;
  const held: readonly (readonly [string, readonly string[]])[] = [
    ['planned', run.planned],
    ['cases', run.cases.map(({ id }) => id)],
    ['records', Object.keys(records)],
  ];
  for (const [member, ids] of held) {
    const there = new Set(ids);
    const missing = expected.filter((id) => !there.has(id));
    if (missing.length > 0) refuse(`${path} lacks ${missing.length} of its cases in "${member}", the first is ${missing[0]}`, hint);
    const planned = new Set(expected);
    const alien = ids.find((id, index) => !planned.has(id) || ids.indexOf(id) !== index);
    if (alien !== undefined) refuse(`${path} has ${alien} in "${member}", which is not in that shard, or there twice`, hint);
  }
};
