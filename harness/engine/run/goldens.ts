import { dirname, posix } from 'node:path';
import { differences } from '../../base/compare.ts';
import { type Json, parseJson } from '../../base/json.ts';
import { isAccepted } from '../../service/answer.ts';
import { type Members, normaliseBody } from '../judge/normalise.ts';
import { type Freshness, staleBecause } from '../load/stale.ts';
import { readStep } from '../load/step-names.ts';
import { type Expectation, type Golden, type GoldenWitness, type PlannedCase, type Suite, WITNESSES } from '../load/types.ts';
import type { CaseRun } from './run-case.ts';

/** What a recording says of one golden file. */
export type GoldenChange =
  | { readonly kind: 'replaced' | 'confirmed'; readonly file: string; readonly before: Golden; readonly after: Golden }
  | { readonly kind: 'kept'; readonly file: string; readonly reason: string };

interface Seen {
  readonly file: string;
  readonly case: string;
  readonly body: Json | null;
}

const bodySeen = (run: CaseRun, name: string, operation: Parameters<typeof normaliseBody>[0], members: Members): Json | null => {
  const outcome = run.exchanges.find(({ step }) => step === name)?.exchange.outcome;
  if (outcome?.kind !== 'response' || !isAccepted(outcome.response.status)) return null;
  const json = parseJson(outcome.response.body);
  return json === undefined ? null : normaliseBody(operation, json, members).body;
};

const citations = ({ case: one, scenario }: PlannedCase): readonly { file: string; step: string; expectation: Expectation }[] =>
  one.steps.flatMap((step) =>
    step.expect.flatMap((expectation) =>
      expectation.golden === null ? [] : [{ file: posix.join(dirname(scenario.file), expectation.golden), step: step.name, expectation }],
    ),
  );

const seenIn = (planned: readonly PlannedCase[], runs: readonly CaseRun[], members: Members): readonly Seen[] =>
  planned.flatMap((one, index) => {
    const run = runs[index];
    if (run === undefined || run.record.stopped?.kind === 'skipped') return [];
    return citations(one).map(({ file, step, expectation: { read } }) => {
      const operation = read?.call ?? one.case.steps.find(({ name }) => name === step)?.request.operation;
      return { file, case: one.case.id, body: operation ? bodySeen(run, read === null ? step : readStep(step, read), operation, members) : null };
    });
  });

const isWeaker = (witness: GoldenWitness, than: GoldenWitness): boolean => {
  const rank = ({ kind }: GoldenWitness): number => WITNESSES.indexOf(kind);
  return rank(witness) < rank(than) || (rank(witness) === rank(than) && witness.date < than.date);
};

const changeOf = (file: string, seen: readonly Seen[], before: Golden, witness: GoldenWitness): GoldenChange => {
  const [first] = seen;
  const kept = (reason: string): GoldenChange => ({ kind: 'kept', file, reason });
  const unanswered = seen.find(({ body }) => body === null);
  if (first === undefined || first.body === null || unanswered !== undefined)
    return kept(`${unanswered?.case ?? file} got no accepted answer there, and a refusal is no body`);
  const other = seen.find(({ body }) => differences(first.body ?? null, body ?? null).length > 0);
  if (other !== undefined) return kept(`${first.case} and ${other.case} got different answers`);
  if (isWeaker(witness, before.witness)) return kept(`its witness is better: ${before.witness.kind} of ${before.witness.date}`);
  const same = differences(before.body, first.body).length === 0;
  return { kind: same ? 'confirmed' : 'replaced', file, before, after: { witness, body: same ? before.body : first.body } };
};

/** What the goldens of a suite become by the answers of AWS evidence; a weaker or older witness replaces none. */
export const goldenChanges = (
  suite: Suite,
  { planned, runs, members }: { planned: readonly PlannedCase[]; runs: readonly CaseRun[]; members: Members },
  witnessOf: (scenario: string) => GoldenWitness,
): readonly GoldenChange[] => {
  const seen = seenIn(planned, runs, members);
  return [...suite.goldens].flatMap(([file, before]) => {
    const own = seen.filter((one) => one.file === file);
    const [first] = own;
    return first === undefined ? [] : [changeOf(file, own, before, witnessOf(first.case.replace(/@.*$/, '')))];
  });
};

/** The goldens that planned cases are held against and that are stale, in words. */
export const staleGoldens = (suite: Suite, planned: readonly PlannedCase[], freshness: Freshness): readonly string[] =>
  [...new Set(planned.flatMap((one) => citations(one).map(({ file }) => file)))].sort().flatMap((file) => {
    const golden = suite.goldens.get(file);
    const reason = golden === undefined ? null : staleBecause(golden.witness, freshness);
    return reason === null ? [] : [`${file}: ${reason}`];
  });
