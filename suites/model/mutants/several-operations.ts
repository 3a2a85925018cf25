import type { PatchOperation } from '../rules/update.ts';
import { awsRules as aws } from '../rules.ts';
import type { Mutant } from './types.ts';

const byPath = (a: PatchOperation, b: PatchOperation): number => ((a.path ?? '') < (b.path ?? '') ? -1 : 1);

const removesFirst = (operations: readonly PatchOperation[]): readonly PatchOperation[] => [
  ...operations.filter(({ op }) => op === 'remove'),
  ...operations.filter(({ op }) => op !== 'remove'),
];

/** Several operations in one Update: their order, and which of them are done. */
export const severalOperations: readonly Mutant[] = [
  {
    name: 'operations-reversed',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'The operations of a request act in the reverse order.',
    overrides: { orderOperations: (operations) => operations.toReversed() },
  },
  {
    name: 'removes-first',
    fact: 'F-151',
    aspect: 'state',
    breaks: 'The removes of a request act before everything else.',
    overrides: { orderOperations: removesFirst },
  },
  {
    name: 'removes-last',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'The removes of a request act after everything else.',
    overrides: {
      orderOperations: (operations) => [...operations.filter(({ op }) => op !== 'remove'), ...operations.filter(({ op }) => op === 'remove')],
    },
  },
  {
    name: 'operations-sorted-by-op',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'The operations of a request act sorted by their op.',
    overrides: { orderOperations: (operations) => operations.toSorted((a, b) => ((a.op ?? '') < (b.op ?? '') ? -1 : 1)) },
  },
  {
    name: 'first-operation-only',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'Only the first operation of a request is done.',
    overrides: { orderOperations: (operations) => operations.slice(0, 1) },
  },
  {
    name: 'last-operation-only',
    fact: 'F-003',
    aspect: 'body',
    breaks: 'Only the last operation of a request is done.',
    overrides: { orderOperations: (operations) => operations.slice(-1) },
  },
  {
    name: 'last-operation-lost',
    fact: 'F-007',
    aspect: 'body',
    breaks: 'The last of several operations is lost.',
    overrides: { orderOperations: (operations) => (operations.length > 1 ? operations.slice(0, -1) : operations) },
  },
  {
    name: 'first-per-path-only',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'Of several operations on one path only the first is done.',
    overrides: {
      orderOperations: (operations) => operations.filter(({ path }, index) => operations.findIndex((one) => one.path === path) === index),
    },
  },
  {
    name: 'last-per-path-only',
    fact: 'F-151',
    aspect: 'status',
    breaks: 'Of several operations on one path only the last is done.',
    overrides: {
      orderOperations: (operations) => operations.filter(({ path }, index) => operations.findLastIndex((one) => one.path === path) === index),
    },
  },
  {
    name: 'first-per-member-only',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'Of several operations on one map only the first is done.',
    overrides: {
      orderOperations: (operations) => {
        const member = ({ path }: PatchOperation): string => path?.split('/')[1] ?? '';
        return operations.filter((one, index) => operations.findIndex((other) => member(other) === member(one)) === index);
      },
    },
  },
  {
    name: 'three-operations-at-most',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'Operations after the third are lost.',
    overrides: { orderOperations: (operations) => operations.slice(0, 3) },
  },
  {
    name: 'operations-sorted-by-path',
    fact: 'F-006',
    aspect: 'state',
    breaks: 'Operations act sorted by path, and of those on one path the first wins.',
    overrides: { orderOperations: (operations) => operations.toReversed().toSorted(byPath) },
  },
  {
    name: 'set-taken-for-replace',
    fact: 'F-091',
    aspect: 'status',
    breaks: 'set is an op, too, and does what replace does.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.map((one) => (one['op'] === 'set' ? { ...one, op: 'replace' } : one)) };
      },
    },
  },
  {
    name: 'values-not-read',
    fact: 'F-406b',
    aspect: 'status',
    breaks: 'The value of an operation is looked for under another name.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.map(({ value: _, ...rest }) => rest) };
      },
    },
  },
];
