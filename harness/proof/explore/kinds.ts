import { type Call, OPERATION_OF, placeName } from './calls.ts';
import type { Difference, Level, StepDifferences } from './judge-sequence.ts';

/** What makes two differences one: they would be mended together. */
export interface Kind {
  readonly level: Level;
  readonly operation: string;
  /** Each op with the kind of place it acts on; the operation itself where it is no Update. */
  readonly cells: readonly string[];
  /** The aspect, and the member of the resource that is wrong. */
  readonly what: string;
  readonly fact: string;
}

const cellsOf = (call: Call): readonly string[] =>
  call.kind === 'update' ? [...new Set(call.operations.map(({ op, path }) => `${op} ${placeName(path)}`))].sort() : [call.kind];

const ITEM = /^\/item\/([^/]+)/;

/** The type that a difference is about; null where it is about the whole list. */
export const typeOf = ({ where, pointer }: Difference, call: Call): string | null => {
  if (where.startsWith('Get ')) return where.slice('Get '.length);
  if (where === 'GetAll' || call.kind === 'list') return ITEM.exec(pointer)?.[1] ?? null;
  return call.type;
};

const GROUPS: Readonly<Record<Difference['aspect'], string>> = {
  status: 'status',
  error: 'status',
  body: 'body',
  state: 'body',
  shape: 'shape',
  message: 'message',
  wire: 'wire',
};

const whatOf = (difference: Difference, call: Call): string => {
  const root = difference.pointer.replace(ITEM, '').split('/')[1] ?? '';
  const other = difference.aspect !== 'shape' && call.kind !== 'list' && typeOf(difference, call) !== call.type ? ' of another type' : '';
  return `${GROUPS[difference.aspect]} ${root}${other}`;
};

/** The kind of a difference that a call showed. */
export const kindOf = (difference: Difference, call: Call): Kind => ({
  level: difference.level,
  operation: OPERATION_OF[call.kind],
  cells: cellsOf(call),
  what: difference.level === 'fault' ? 'fault' : whatOf(difference, call),
  fact: difference.fact,
});

/** Whether a known kind explains another: the same, or seen before with fewer operations. */
export const explains = (known: Kind, kind: Kind): boolean => {
  if (known.level !== kind.level || known.operation !== kind.operation || known.what !== kind.what) return false;
  if (!known.cells.every((cell) => kind.cells.includes(cell))) return false;
  return known.cells.length < kind.cells.length || known.fact === kind.fact || kind.what.startsWith('shape');
};

/** A difference with its kind, at the step that showed it. */
export interface Sighting {
  readonly index: number;
  readonly difference: Difference;
  readonly kind: Kind;
}

const DEFAULT_TYPES = ['DEFAULT_4XX', 'DEFAULT_5XX'];

const isReset = (call: Call, differences: readonly Difference[]): boolean =>
  (call.kind === 'put' || call.kind === 'delete') && differences.length === 0;

/**
 * The differences that are no consequence of earlier ones. Once a type was wrong, what is shown of it later says nothing new,
 * until a Put or Delete of it went as it has to; once a request was answered otherwise than the model does, no question about it does.
 */
export const sightings = (calls: readonly Call[], steps: readonly StepDifferences[]): readonly Sighting[] => {
  const wrong = new Map<string | null, Level>();
  const isConsequence = (type: string | null, level: Level): boolean => {
    // A default type may be shown by every other: whether it is, is itself a question (F-112b).
    if (DEFAULT_TYPES.some((one) => one !== type && wrong.has(one))) return true;
    return [type, null].some((one) => (level === 'question' ? wrong.has(one) : wrong.get(one) === 'deciding'));
  };
  return steps.flatMap(({ differences }, index) => {
    const call = calls[index];
    if (call === undefined) return [];
    const fresh = differences.filter((difference) => !isConsequence(typeOf(difference, call), difference.level));
    if (call.kind !== 'list' && isReset(call, differences)) wrong.delete(call.type);
    for (const difference of fresh) {
      const type = typeOf(difference, call);
      if (wrong.get(type) !== 'deciding') wrong.set(type, difference.level);
    }
    return fresh.map((difference) => ({ index, difference, kind: kindOf(difference, call) }));
  });
};
