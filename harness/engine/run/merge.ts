import { HarnessError } from '../../base/errors.ts';
import { VERSION } from '../../base/version.ts';
import type { PlannedCase, Suite } from '../load/types.ts';
import { planCases } from '../plan/plan.ts';
import { shardText } from '../plan/shard.ts';
import { type NamedRun, requirePlanned, requireShards, type ShardRun } from '../result/shards.ts';
import { restoreRecord } from '../result/store-record.ts';
import type { CaseResult, RunDocument, Smoke, StoredBody, StoredExchange, StoredRecord, Timing } from '../result/types.ts';
import { collect, type KeptCase, type RunFrame } from './run.ts';

interface Ran {
  readonly shard: ShardRun;
  readonly result: CaseResult;
  readonly record: StoredRecord;
}

/** Each case once: from the shard it belongs to, or from the first that brought it along for others. */
const ranOnce = (shards: readonly ShardRun[]): ReadonlyMap<string, Ran> => {
  const ran = new Map<string, Ran>();
  for (const shard of shards) {
    for (const result of shard.run.cases) {
      const record = shard.records[result.id];
      const known = ran.get(result.id);
      if (record !== undefined && (known === undefined || (known.result.support && !result.support))) ran.set(result.id, { shard, result, record });
    }
  }
  return ran;
};

const lacking = (cause: string): HarnessError => new HarnessError('run-invalid', `Failed to merge runs: ${cause}`, 'Run that shard again.');

const digestsOf = ({ request, response }: StoredExchange): readonly string[] =>
  [request.body, response?.body].flatMap((body: StoredBody | undefined) => (body !== undefined && 'digest' in body ? [body.digest] : []));

const bodiesOf = (ran: Iterable<Ran>): Map<string, string> => {
  const bodies = new Map<string, string>();
  for (const { shard, result } of ran) {
    for (const digest of result.exchanges.flatMap(digestsOf)) {
      const text = shard.run.bodies[digest];
      if (text === undefined) throw lacking(`${shard.path} lacks the body ${digest} of ${result.id}`);
      bodies.set(digest, text);
    }
  }
  return bodies;
};

const WORST: readonly Smoke['verdict'][] = ['dead', 'foreign', 'wrong', 'ok'];

/** How the target answered before each shard: one answer where it was the same, else the worst, and who heard what. */
const smokeOf = ([first, ...others]: readonly [ShardRun, ...ShardRun[]]): Smoke => {
  const text = ({ run }: ShardRun): string => JSON.stringify(run.smoke);
  if (others.every((other) => text(other) === text(first))) return first.run.smoke;
  const all = [first, ...others];
  return {
    verdict: WORST.find((verdict) => all.some(({ run }) => run.smoke.verdict === verdict)) ?? 'ok',
    notes: all.flatMap(({ run, shard }) => run.smoke.notes.map((note) => `shard ${shardText(shard)}: ${note}`)),
  };
};

const keep = (one: PlannedCase, ran: ReadonlyMap<string, Ran>, strict: boolean): KeptCase => {
  const found = ran.get(one.case.id);
  if (found === undefined) throw lacking(`${one.case.id} is in no shard`);
  const { result, record } = found;
  return { record: restoreRecord({ case: one.case, result, record, strict }), support: one.support, exchanges: result.exchanges };
};

/** The whole is told by what its parts sent and heard. */
const requireTraffic = ({ run, path }: ShardRun): void => {
  if (run.bare === undefined) return;
  const hint = 'Keep the exchanges.json of each shard beside its run.json.';
  throw new HarnessError('run-invalid', `Failed to merge runs: the exchanges of ${path} are not at hand: ${run.bare.why}`, hint);
};

const requireThis = (suite: Suite, { run, path }: ShardRun): void => {
  const [ours, theirs] = [`suite ${suite.digest}, version ${VERSION}`, `suite ${run.suite.digest}, version ${run.tool.version}`];
  if (ours === theirs) return;
  throw new HarnessError(
    'run-invalid',
    `Failed to merge runs: ${path} is of ${theirs}, and this is ${ours}`,
    'Merge with the version that ran the shards.',
  );
};

/** A whole run, and the files of the shards whose cases it took. */
export interface Merged {
  readonly document: RunDocument;
  /** The file that each case came from. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Merges all the shards of a run into the document of the whole. Verdicts are made again, from what every shard recorded:
 * what an operation did in one shard tells what a refusal in another is worth.
 * @throws HarnessError `run-invalid` naming what is missing or does not belong together
 */
export const mergeRuns = (suite: Suite, runs: readonly NamedRun[]): Merged => {
  const shards = requireShards(runs);
  const [first] = shards;
  const { options: said, target } = first.run;
  requireThis(suite, first);
  for (const shard of shards) requireTraffic(shard);
  for (const one of shards)
    requirePlanned(
      one,
      planCases(suite, { ...said, shard: one.shard }).map(({ case: { id } }) => id),
    );
  const planned = planCases(suite, said);
  const ran = ranOnce(shards);
  const options = { ...said, concurrency: 1 };
  const frame: RunFrame = { suite, planned, target: { ...target, signed: said.signed }, options, interrupted: false };
  const kept = planned.map((one) => keep(one, ran, said.strict));
  return {
    document: collect(frame, kept, { bodies: bodiesOf(ran.values()), smoked: smokeOf(shards) }),
    sources: new Map([...ran].map(([id, { shard }]) => [id, shard.path])),
  };
};

/** The times of a merged run: sums, and each case as it took in the shard that it was taken from. */
export const mergeTimings = (timings: ReadonlyMap<string, Timing>, sources: Merged['sources']): Timing => {
  const all = [...timings.values()];
  const sum = (of: (timing: Timing) => number): number => all.reduce((before, timing) => before + of(timing), 0);
  return {
    started: all.map(({ started }) => started).sort()[0] ?? '',
    milliseconds: sum(({ milliseconds }) => milliseconds),
    requests: sum(({ requests }) => requests),
    leaked: sum(({ leaked }) => leaked),
    cases: Object.fromEntries([...sources].map(([id, path]) => [id, timings.get(path)?.cases[id] ?? 0])),
  };
};
