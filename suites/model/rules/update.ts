import { type Outcome, type Refusal, refusal } from '../refusal.ts';
import { type Customization, emptyCustomization } from '../state.ts';

/** One patch operation, its members absent where the request has null or nothing. */
export interface PatchOperation {
  readonly op: string | undefined;
  readonly path: string | undefined;
  readonly value: string | undefined;
  readonly from: string | undefined;
}

/** What a path names: the status, or a container with the escaped name of its child (absent: the bare container). */
export interface PathTarget {
  readonly member: 'statusCode' | 'responseParameters' | 'responseTemplates';
  readonly child: string | undefined;
}

/** One operation on one target, with the state that it meets. */
export interface Cell {
  readonly op: string;
  readonly path: string;
  readonly member: PathTarget['member'];
  /** Unescaped name of the child, empty for `/statusCode` and the bare containers. */
  readonly key: string;
  readonly value: string | undefined;
  readonly from: string | undefined;
  /** What is stored so far, earlier operations of the same request included. */
  readonly stored: Customization;
}

/** The customization before a request (absent: the type is not customised) and the one that its operations led to. */
export interface Change {
  readonly before: Customization | undefined;
  readonly after: Customization;
}

/** A check of a child: missing key, empty value, form of the name, form of the value. */
export type ChildCheck = 'missing' | 'empty' | 'key' | 'value';

/** How UpdateGatewayResponse goes about its operations; what each does is in the cells. */
export interface UpdateRules {
  /** A type never customised starts with nothing set: F-001. Whether an inheriting type starts from its family's values: open (I.5). */
  readonly startUpdate: (before: Customization | undefined, inherited: Customization | undefined) => Outcome;
  /** What is stored after an update without operations: nothing changes. Open (I.5); that it is no validation error: F-020. */
  readonly afterNoOperations: (before: Customization | undefined) => Customization | undefined;
  /** Operations act in the order given: F-006. */
  readonly orderOperations: (operations: readonly PatchOperation[]) => readonly PatchOperation[];
  /** What is stored after a refused operation: what was there before. Inferred (D.1 item 12: unknown). */
  readonly afterRefusal: (change: Change) => Customization | undefined;
  /** The answer shows the state after the update: F-001, F-003. */
  readonly updateAnswer: (change: Change) => Customization | undefined;
  /** The paths there are: section B, F-003, F-015. Trailing and unescaped slashes, other case: open (I.2). */
  readonly parsePath: (path: string) => PathTarget | undefined;
  /** `~1` is a slash: F-003; `~0` a tilde and any other tilde itself: inferred from RFC 6901. */
  readonly decodeName: (escaped: string) => string;
  /** The stored key that a name means: case counts. Open (I.2). */
  readonly findKey: (keys: readonly string[], name: string) => string | undefined;
  /** An operation without path: F-013. */
  readonly absentPath: () => Refusal;
  /** A path that names nothing: F-015. */
  readonly unknownPath: (path: string) => Refusal;
  /** An operation without op is refused as one that the path does not support. Open (I.8). */
  readonly absentOp: (operation: PatchOperation) => Refusal;
  /** Any op on a container itself: refused, inferred from D.1 item 1. Open (I.2). */
  readonly bareContainer: (cell: Cell) => Outcome;
  /** Which checks a child undergoes, in order. That a missing key wins over an empty value: open (I.4). `value` of remove is ignored: D.1 item 4. */
  readonly childChecks: Readonly<Record<'add' | 'replace' | 'remove', readonly ChildCheck[]>>;
  /** A parameter that is not stored: F-012; F-066 (customised type) and remove: inferred. */
  readonly missingParameter: (cell: Cell) => Refusal | undefined;
  /** A template that is not stored, though it may be displayed: inferred (D.1 item 5, F-118). */
  readonly missingTemplate: (cell: Cell) => Refusal | undefined;
  /** A parameter without value: F-017 (null on replace), F-067 (empty or absent, inferred); on add: open (I.4). */
  readonly emptyParameter: (cell: Cell) => Refusal | undefined;
  /** A template without value: F-016 (null on replace), F-067 (empty or absent, inferred); on add: open (I.4). */
  readonly emptyTemplate: (cell: Cell) => Refusal | undefined;
}

/** The refusal of a path for an op that it does not support, or that names nothing (F-010, F-015). */
export function invalidPath(path: string): Refusal {
  return refusal('BadRequestException', `Invalid patch path ${path}`);
}

function missing(cell: Cell, message: string): Refusal | undefined {
  if (cell.member === 'statusCode' || cell.stored[cell.member].has(cell.key)) return undefined;
  return refusal('NotFoundException', message);
}

function empty(cell: Cell): Refusal | undefined {
  if (cell.value !== undefined && cell.value !== '') return undefined;
  return refusal('BadRequestException', `Invalid null or empty value in ${cell.member}`);
}

function splitPath(path: string): PathTarget | undefined {
  if (path === '/statusCode') return { member: 'statusCode', child: undefined };
  const match = /^\/(responseParameters|responseTemplates)(?:\/([^/]+))?$/.exec(path);
  if (match === null) return undefined;
  return { member: match[1] === 'responseParameters' ? match[1] : 'responseTemplates', child: match[2] };
}

/** {@link UpdateRules} as AWS has them. */
export const updateRules: UpdateRules = {
  startUpdate: (before) => ({ stored: before ?? emptyCustomization }),
  afterNoOperations: (before) => before,
  orderOperations: (operations) => operations,
  afterRefusal: ({ before }) => before,
  updateAnswer: ({ after }) => after,
  parsePath: splitPath,
  decodeName: (escaped) => escaped.replaceAll('~1', '/').replaceAll('~0', '~'),
  findKey: (keys, name) => keys.find((key) => key === name),
  absentPath: () => invalidPath('null'),
  unknownPath: invalidPath,
  absentOp: ({ path }) => invalidPath(path ?? 'null'),
  bareContainer: ({ path }) => ({ refused: invalidPath(path) }),
  childChecks: {
    add: ['empty', 'key', 'value'],
    replace: ['missing', 'empty', 'key', 'value'],
    remove: ['missing'],
  },
  missingParameter: (cell) => missing(cell, 'Invalid parameter name specified'),
  missingTemplate: (cell) => missing(cell, 'Content-Type specified was not found'),
  emptyParameter: empty,
  emptyTemplate: empty,
};
