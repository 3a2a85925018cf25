import type { Operation } from '../../service/operations.ts';
import type { Step } from '../load/types.ts';
import { resourceOf } from './effects.ts';
import { type CaseRecord, isReader } from './record.ts';
import type { EffectSeen, StepVerdict } from './types.ts';

/** One effect that was asked for: whose it is, what was seen of it, and what is known of the state before it. */
export interface Evidence {
  readonly caseId: string;
  readonly operation: Operation;
  /** The step that was to have the effect. */
  readonly by: StepVerdict;
  readonly seen: EffectSeen;
  /** The operations that made what stands at its place: of given steps and of earlier ones that were accepted, in order. */
  readonly writers: readonly Operation[];
  /** Whether an earlier step of the case showed that something stood there. */
  readonly stood: boolean;
}

const writes = (step: Step, resource: string): boolean => {
  const { operation } = step.request;
  return operation !== null && !isReader(operation) && resourceOf(step.request) === resource;
};

const writersOf = ({ case: one, steps }: CaseRecord, until: string, resource: string): readonly Operation[] => {
  const accepted = new Set(steps.filter((step) => step.accepted).map(({ step }) => step));
  const earlier = one.steps.slice(
    0,
    one.steps.findIndex(({ name }) => name === until),
  );
  const sent = [...one.given, ...earlier.filter(({ name }) => accepted.has(name))];
  return sent.flatMap((step) => (writes(step, resource) && step.request.operation !== null ? [step.request.operation] : []));
};

const stoodBefore = ({ case: one, steps }: CaseRecord, until: string, resource: string): boolean => {
  const place = one.steps.findIndex(({ name }) => name === until);
  const earlier = new Set(one.steps.slice(0, place).map(({ name }) => name));
  return steps.some(({ effects }) =>
    effects.some((seen) => earlier.has(seen.step) && !seen.gone && seen.miss === null && seen.resource === resource),
  );
};

/** Every effect that the cases of a run asked for. */
export const evidenceOf = (records: readonly CaseRecord[]): readonly Evidence[] =>
  records.flatMap((record) =>
    record.steps.flatMap(({ effects }) =>
      effects.flatMap((seen): Evidence[] => {
        const by = record.steps.find(({ step }) => step === seen.step);
        if (by === undefined || by.operation === null) return [];
        const writers = writersOf(record, seen.step, seen.resource);
        const stood = stoodBefore(record, seen.step, seen.resource);
        return [{ caseId: record.case.id, operation: by.operation, by, seen, writers, stood }];
      }),
    ),
  );

/**
 * What a piece of evidence shows to be implemented: the operation, the one that read it, and for a mere reading the one that wrote
 * what stands there, if no other can have. That it stands there is no merit of a Delete.
 */
const shownBy = ({ operation, seen, writers }: Evidence): readonly Operation[] => {
  const [wrote, ...others] = new Set(writers);
  const isOnly = isReader(operation) && others.length === 0 && wrote?.startsWith('Delete') === false;
  return [operation, seen.reader, ...(isOnly && wrote !== undefined ? [wrote] : [])];
};

/** Whether what was to go is known to have been there: else its absence shows nothing. */
const wasThere = ({ stood, writers }: Evidence, shown: ReadonlySet<Operation>): boolean =>
  stood || (writers.length > 0 && writers.every((writer) => shown.has(writer)));

/** Whether an effect was shown, given what else is known to be implemented. */
export const isShown = (one: Evidence, shown: ReadonlySet<Operation>): boolean => {
  if (!one.by.accepted || one.seen.miss !== null) return false;
  return !one.seen.gone || (shown.has(one.seen.reader) && wasThere(one, shown));
};

/** The operations that showed an effect in a run. What is gone counts once what was there, and who reads it, is known: until nothing more is learnt. */
export const shownIn = (evidence: readonly Evidence[]): ReadonlySet<Operation> => {
  const shown = new Set<Operation>();
  for (let before = -1; before !== shown.size; ) {
    before = shown.size;
    for (const one of evidence) if (isShown(one, shown)) for (const operation of one.seen.gone ? [one.operation] : shownBy(one)) shown.add(operation);
  }
  return shown;
};
