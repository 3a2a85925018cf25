import type { PatchOperation } from './calls.ts';
import type { Own, TypeState } from './known-state.ts';
import { type Ground, groundOf } from './operation-ground.ts';

/** What an Update meets: its type's state, and whether its family's default is known to be untouched. */
export interface UpdateContext {
  readonly state: TypeState;
  /** Whether the type shows nothing but its own: where its DEFAULT type is customised, what a first Update starts from is open. */
  readonly alone: boolean;
}

type Unsure = Extract<Ground, { kind: 'unsure' }>;

/** What facts say of one request as a whole. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly fact: string; readonly next: Own }
  /** `asks` is the question that the words of the refusal belong to; `single` the one operation where there is but one. */
  | { readonly kind: 'refused'; readonly fact: string; readonly asks: string; readonly single: PatchOperation | null }
  | Unsure
  /** Nothing certain is known of the state that it meets. */
  | { readonly kind: 'blind' };

const NOTHING: Own = {
  kind: 'own',
  statusCode: null,
  responseParameters: new Map(),
  responseTemplates: new Map(),
  exact: true,
  byOnePut: false,
};

const startOf = ({ state, alone }: UpdateContext): Own => {
  switch (state.kind) {
    case 'own':
      return state;
    case 'default':
      return { ...NOTHING, exact: alone };
    case 'unknown':
      return { ...NOTHING, exact: false };
  }
};

interface Reading {
  readonly grounds: readonly Ground[];
  readonly stored: Own;
}

/** Reads the operations in their order (F-006); past the first doubt the state is what the certain ones made of it. */
const readAll = (operations: readonly PatchOperation[], context: UpdateContext): Reading => {
  const uncustomised = context.state.kind === 'default';
  const last = new Map<string, string>();
  let stored = startOf(context);
  const grounds = operations.map((operation) => {
    const path = operation.path ?? '';
    const ground = groundOf(operation, { stored, uncustomised, lastOp: last.get(path) ?? null });
    if (ground.kind === 'accepted') stored = ground.next;
    last.set(path, operation.op);
    return ground;
  });
  return { grounds, stored };
};

/** The question that the words of each refusal belong to. */
const WORDS: Readonly<Record<string, string>> = {
  'B-add-statusCode': 'F-010',
  'B-remove-statusCode': 'F-011',
  'B-copy-statusCode': 'Q-001',
  'B-copy-responseParameters': 'Q-002',
  'B-copy-responseTemplates': 'Q-003',
  'F-090': 'F-014',
};

/** Which error is answered where two can be refused, and what becomes of the good ones beside it. */
const askOf = (grounds: readonly Ground[], alone: string): string => {
  if (grounds.length === 1) return alone;
  return grounds.filter(({ kind }) => kind !== 'accepted').length > 1 ? 'Q-089' : 'Q-087';
};

const isDoubt = (ground: Ground): ground is Unsure => ground.kind === 'unsure';

/** Several doubts in one request: one and the same, or no more than that an error may win over another. */
const doubtOf = (doubts: readonly Unsure[], only: boolean): Unsure | null => {
  const [first] = doubts;
  if (first === undefined) return null;
  if (only) return first;
  const same = doubts.every(({ fact }) => fact === first.fact);
  return { kind: 'unsure', fact: same ? first.fact : 'Q-089', expects: null };
};

/** Weighs all operations of a request. */
export const outcomeOf = (operations: readonly PatchOperation[], context: UpdateContext): Outcome => {
  const { grounds, stored } = readAll(operations, context);
  const only = operations.length === 1;
  // An op that is not supported is refused whatever stands beside it, and whatever the state.
  const refused = grounds.find(({ kind }) => kind === 'refused');
  if (refused?.kind === 'refused') {
    const asks = askOf(grounds, WORDS[refused.fact] ?? 'Q-089');
    return { kind: 'refused', fact: only ? refused.fact : 'F-090', asks, single: only ? (operations[0] ?? null) : null };
  }
  if (context.state.kind === 'unknown') return { kind: 'blind' };
  const doubt = doubtOf(grounds.filter(isDoubt), only);
  const [first] = grounds;
  return doubt ?? { kind: 'accepted', fact: only && first?.kind === 'accepted' ? first.fact : 'F-006', next: stored };
};
