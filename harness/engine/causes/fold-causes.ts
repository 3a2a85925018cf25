import { generalPlace } from '../result/general-place.ts';
import type { CaseResult } from '../result/types.ts';
import type { CauseKind, Identity } from './cause-kind.ts';
import type { Found } from './found.ts';

/** All findings that are instances of the same. */
export interface Symptom {
  readonly identity: Identity;
  readonly found: readonly Found[];
  /** The cases that have it, each with the findings. */
  readonly byCase: ReadonlyMap<CaseResult, readonly Found[]>;
}

/** A symptom that stands for itself, and those that follow from it wherever they are seen. */
export interface Folded {
  readonly head: Symptom;
  readonly also: readonly Symptom[];
}

/** What can follow from what: a kind follows only from one before it, or from a bigger one of its own kind. */
const RANK: Readonly<Record<CauseKind, number>> = {
  hollow: 0,
  refuses: 1,
  accepts: 1,
  refusal: 2,
  success: 2,
  error: 3,
  shape: 4,
  unlisted: 4,
  absent: 5,
  present: 5,
  value: 5,
  decode: 6,
  message: 7,
  wire: 7,
  other: 8,
  case: 9,
};

const READS: ReadonlySet<string> = new Set(['GetRestApi', 'GetGatewayResponse', 'GetGatewayResponses']);

const CONTENT: ReadonlySet<CauseKind> = new Set(['absent', 'present', 'value', 'shape', 'unlisted', 'decode']);

/** A read changes nothing: what it answers explains its own answer alone. */
const reaches = (cause: Found, effect: Found): boolean =>
  READS.has(cause.operation) ? cause.step === effect.step && cause.operation === effect.operation : cause.step <= effect.step;

const sameSubject = (cause: Found, effect: Found): boolean =>
  generalPlace(cause.finding.pointer) === generalPlace(effect.finding.pointer) || cause.finding.fact === effect.finding.fact;

/** Whether one finding of a case follows from another one: what was refused is not there, and what was accepted is. A success code explains nothing. */
const follows = (effect: Found, cause: Found): boolean => {
  if (!reaches(cause, effect)) return false;
  const { kind } = effect.identity;
  switch (cause.identity.kind) {
    case 'hollow':
      return true;
    case 'refuses':
      return kind !== 'success' && kind !== 'accepts';
    case 'accepts':
      return CONTENT.has(kind);
    case 'refusal':
    case 'error':
      return cause.step === effect.step && (kind === 'error' || kind === 'decode' || kind === 'message');
    case 'shape':
      return kind === 'decode' || (CONTENT.has(kind) && sameSubject(cause, effect));
    case 'absent':
    case 'present':
    case 'value':
      return CONTENT.has(kind) && sameSubject(cause, effect);
    case 'success':
    case 'unlisted':
    case 'decode':
    case 'message':
    case 'wire':
    case 'other':
    case 'case':
      return false;
  }
};

const firstStep = ({ found }: Symptom): number => Math.min(...found.map(({ step }) => step));

/** What may be a cause of others before what may follow from it; the bigger and the earlier first. */
const byRank = (a: Symptom, b: Symptom): number =>
  RANK[a.identity.kind] - RANK[b.identity.kind] ||
  b.byCase.size - a.byCase.size ||
  firstStep(a) - firstStep(b) ||
  (a.identity.id < b.identity.id ? -1 : 1);

const explainsIn = (cause: Symptom, effects: readonly Found[], one: CaseResult): boolean =>
  effects.every((effect) => (cause.byCase.get(one) ?? []).some((found) => follows(effect, found)));

/** Under which symptom each case of another one stands. */
type Heads = ReadonlyMap<CaseResult, Symptom>;

/** For each case of a symptom what explains it there, the most general first; null where a case is left that nothing explains: then it stands alone. */
const headsOf = (symptom: Symptom, before: readonly Symptom[], known: ReadonlyMap<Symptom, Heads>): Heads | null => {
  const counts = new Map<Symptom, number>();
  const candidates = new Map<CaseResult, readonly Symptom[]>();
  for (const [one, effects] of symptom.byCase) {
    const causes = before.filter((cause) => explainsIn(cause, effects, one));
    if (causes.length === 0) return null;
    candidates.set(one, causes);
    for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  const count = (cause: Symptom): number => counts.get(cause) ?? 0;
  const best = (causes: readonly Symptom[]): Symptom | undefined => causes.toSorted((a, b) => count(b) - count(a))[0];
  const heads = [...candidates].flatMap(([one, causes]): (readonly [CaseResult, Symptom])[] => {
    const cause = best(causes);
    return cause === undefined ? [] : [[one, known.get(cause)?.get(one) ?? cause]];
  });
  return new Map(heads);
};

/** The part of a symptom that is seen in some of its cases. */
const within = ({ identity, byCase }: Symptom, isMeant: (one: CaseResult) => boolean): Symptom => {
  const kept = new Map([...byCase].filter(([one]) => isMeant(one)));
  return { identity, found: [...kept.values()].flat(), byCase: kept };
};

/** Folds what follows from something else, in every case that has it, under that; an independent defect stays on its own. */
export const foldSymptoms = (symptoms: readonly Symptom[]): readonly Folded[] => {
  const sorted = [...symptoms].sort(byRank);
  const known = new Map<Symptom, Heads>();
  sorted.forEach((symptom, index) => {
    const heads = headsOf(symptom, sorted.slice(0, index), known);
    if (heads !== null) known.set(symptom, heads);
  });
  const under = (head: Symptom): readonly Symptom[] =>
    [...known].map(([symptom, heads]) => within(symptom, (one) => heads.get(one) === head)).filter(({ found }) => found.length > 0);
  return sorted.filter((symptom) => !known.has(symptom)).map((head) => ({ head, also: under(head) }));
};
