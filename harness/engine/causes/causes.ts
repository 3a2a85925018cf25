import type { Operation } from '../../service/operations.ts';
import { OPERATION_TABLE } from '../../service/operations.ts';
import type { Finding } from '../judge/types.ts';
import { sentBytes } from '../result/sent-bytes.ts';
import type { CaseResult, RunDocument } from '../result/types.ts';
import { type CauseKind, type Identity, identify } from './cause-kind.ts';
import { type Folded, foldSymptoms, type Symptom } from './fold-causes.ts';
import { type Found, foundIn } from './found.ts';

/** A finding, and the case that has it. */
export interface CauseFinding {
  readonly one: CaseResult;
  readonly finding: Finding;
}

/** One way in which a target differs from AWS, with all that shows it. */
export interface Cause {
  /** Made of what is wrong alone: the same for every target, whatever cases show it. A baseline can name it. */
  readonly id: string;
  readonly kind: CauseKind;
  /** Whose answers show it, by name. */
  readonly operations: readonly Operation[];
  /** What was looked at, with names and types generalised. */
  readonly place: string;
  /** Which request is meant, or where the value comes from; empty where neither makes a difference. */
  readonly about: string;
  /** Facts that it contradicts, the one with most cases first; of as many, that which came first. */
  readonly facts: readonly string[];
  /** The cases that stand under it, those of what is folded included, in the order of the run. */
  readonly cases: readonly CaseResult[];
  readonly scenarios: readonly string[];
  /** Its own findings; each deciding finding of a run is in one cause. */
  readonly findings: readonly CauseFinding[];
  /** The finding that shows it best: of the case that shows least beside it. Null where no finding tells. Of an operation that accepts and ignores it is one of `also`. */
  readonly example: CauseFinding | null;
  /** Why, in the words of the verdict, where no finding tells. */
  readonly reason: string | null;
  /** What follows from it wherever it is seen; each with an id of its own, and nothing folded. */
  readonly also: readonly Cause[];
}

const HOLLOW = /^(\w+) accepts and ignores/;

const failedCases = ({ cases }: RunDocument): readonly CaseResult[] => cases.filter(({ verdict, support }) => verdict === 'failed' && !support);

const hollowOperation = ({ reason }: CaseResult): Operation | null => {
  const name = HOLLOW.exec(reason ?? '')?.[1];
  return name !== undefined && OPERATION_TABLE.has(name) ? name : null;
};

const gather = <K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> => {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
};

const toSymptoms = (found: readonly Found[]): readonly Symptom[] =>
  [...gather(found, ({ identity }) => identity.id).values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ identity: group[0].identity, found: group, byCase: gather(group, ({ one }) => one) }],
  );

const factsOf = (found: readonly Found[]): readonly string[] =>
  [...gather(found, ({ finding }) => finding.fact)]
    .map(([fact, group]) => ({ fact, size: new Set(group.map(({ one }) => one)).size }))
    .sort((a, b) => b.size - a.size)
    .map(({ fact }) => fact);

/** What probes ask is open, and what is asked of the wire is its form: there a cause is beside the point. */
const ASIDE = /^(?:probes|wire)\//;

/** A case that is about it and shows little else, in few and short requests, is read most easily. */
const weightOf = ({ one, step }: Found): number =>
  (ASIDE.test(one.scenario) ? 5000 : 0) +
  one.findings.filter(({ gating }) => gating).length * 1000 +
  one.exchanges.reduce((sum, { request }) => sum + 100 + request.path.length, step + sentBytes(one));

const exampleOf = (found: readonly Found[]): CauseFinding | null => {
  const [first, ...rest] = found;
  if (first === undefined) return null;
  const best = rest.reduce((least, each) => (weightOf(each) < weightOf(least) ? each : least), first);
  return { one: best.one, finding: best.finding };
};

/** Where the answer of a step shows it, the read-backs after it say no more. */
const shownBy = (found: readonly Found[]): readonly Found[] => {
  const own = found.filter(({ finding: { where } }) => !where.startsWith('Get'));
  return own.length > 0 ? own : found;
};

interface Parts {
  readonly identity: Identity;
  readonly found: readonly Found[];
  readonly cases: ReadonlySet<CaseResult>;
  /** What facts and example are taken from, where that is not what was found. */
  readonly shown?: readonly Found[];
  readonly reason?: string | null;
  readonly operations?: readonly Operation[];
  readonly also?: readonly Cause[];
}

const toCause = ({ identity, found, cases, shown = found, reason = null, operations, also = [] }: Parts, run: RunDocument): Cause => {
  const asked = new Set(operations ?? shownBy(found).map(({ operation }) => operation));
  const all = new Set([...cases, ...also.flatMap((each) => each.cases)]);
  const own = run.cases.filter((one) => all.has(one));
  return {
    ...identity,
    operations: [...asked].sort(),
    facts: factsOf(shown),
    cases: own,
    scenarios: [...new Set(own.map(({ scenario }) => scenario))],
    findings: found.map(({ one, finding }) => ({ one, finding })),
    example: exampleOf(shown),
    reason,
    also,
  };
};

const fromSymptom = ({ identity, found, byCase }: Symptom, run: RunDocument, also: readonly Cause[] = []): Cause =>
  toCause({ identity, found, cases: new Set(byCase.keys()), also }, run);

const fromFolded = ({ head, also }: Folded, run: RunDocument): Cause =>
  fromSymptom(
    head,
    run,
    also.map((each) => fromSymptom(each, run)),
  );

interface Context {
  readonly run: RunDocument;
  readonly find: (cases: readonly CaseResult[]) => readonly Found[];
}

/** All that fails where an operation does nothing follows from that: it is one cause, whatever else was found there. */
const hollowCauses = (failed: readonly CaseResult[], { run, find }: Context): readonly Cause[] =>
  [...gather(failed, hollowOperation)].flatMap(([operation, cases]) => {
    if (operation === null) return [];
    const all = find(cases);
    const also = toSymptoms(all).map((symptom) => fromSymptom(symptom, run));
    const shown = all.filter(({ identity: { kind } }) => kind === 'value' || kind === 'present' || kind === 'absent');
    const parts = { identity: identify('hollow', { place: operation }), found: [], cases: new Set(cases), operations: [operation], also };
    return [toCause({ ...parts, shown: shown.length > 0 ? shown : all, reason: cases[0]?.reason ?? null }, run)];
  });

/** A case that failed, and of which nothing says why, stands alone. */
const loneCauses = (cases: readonly CaseResult[], { run }: Context): readonly Cause[] =>
  cases
    .filter(({ findings }) => !findings.some(({ gating }) => gating))
    .map((one) => {
      const operation = run.scenarios.find(({ id }) => id === one.scenario)?.operation;
      const operations = operation === undefined ? [] : [operation];
      return toCause({ identity: identify('case', { place: one.id }), found: [], cases: new Set([one]), reason: one.reason, operations }, run);
    });

const bySize = (a: Cause, b: Cause): number => b.scenarios.length - a.scenarios.length || b.cases.length - a.cases.length || (a.id < b.id ? -1 : 1);

/**
 * Why a target fails: its findings by what is wrong, and what follows from something else under that.
 * Operations that accept and ignore come first, then what explains most scenarios. Every deciding finding is in one cause, every failed case under one at least.
 */
export const causesOf = (run: RunDocument): readonly Cause[] => {
  const operations = new Map(run.scenarios.map(({ id, operation }) => [id, operation]));
  const find = (cases: readonly CaseResult[]): readonly Found[] =>
    cases.flatMap((one) => foundIn(one, operations.get(one.scenario) ?? 'UpdateGatewayResponse', run.bodies));
  const context = { run, find };
  const failed = failedCases(run);
  const solid = failed.filter((one) => hollowOperation(one) === null);
  const folded = foldSymptoms(toSymptoms(find(solid))).map((each) => fromFolded(each, run));
  return [...[...hollowCauses(failed, context)].sort(bySize), ...[...folded, ...loneCauses(solid, context)].sort(bySize)];
};
