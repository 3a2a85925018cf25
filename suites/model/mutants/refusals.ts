import type { Refusal } from '../refusal.ts';
import { awsRules as aws, type Rules } from '../rules.ts';
import type { JsonObject } from '../wire.ts';
import { withMessage, withStatus, withType } from './tools.ts';
import type { Mutant } from './types.ts';

/** A rule that refuses a cell, its refusal changed. */
const cellRefusal =
  (rule: 'addStatusCode' | 'removeStatusCode', change: (refusal: Refusal) => Refusal): Rules['addStatusCode'] =>
  (cell) => {
    const outcome = aws[rule](cell);
    return 'refused' in outcome ? { refused: change(outcome.refused) } : outcome;
  };

const checkRefusal =
  (rule: 'missingParameter' | 'emptyParameter' | 'emptyTemplate', change: (refusal: Refusal) => Refusal): Rules['missingParameter'] =>
  (cell) => {
    const refused = aws[rule](cell);
    return refused === undefined ? undefined : change(refused);
  };

const otherWords = (path: string): string => `Invalid patch path  '${path}' specified for op 'add'. Please choose supported operations`;

const isNullParameter = ({ op, path, value }: JsonObject): boolean =>
  op === 'replace' && value === null && typeof path === 'string' && path.startsWith('/responseParameters/');

/** Refusals of operations: another status, another type, other words, or none at all. */
export const refusals: readonly Mutant[] = [
  {
    name: 'add-status-code-409',
    fact: 'F-010',
    aspect: 'status',
    breaks: 'add on /statusCode answers 409.',
    overrides: { addStatusCode: cellRefusal('addStatusCode', (refused) => withStatus(refused, 409)) },
  },
  {
    name: 'add-status-code-other-type',
    fact: 'F-010',
    aspect: 'error',
    breaks: 'add on /statusCode names a ValidationException.',
    overrides: { addStatusCode: cellRefusal('addStatusCode', (refused) => withType(refused, 'ValidationException')) },
  },
  {
    name: 'add-status-code-other-words',
    fact: 'F-010',
    aspect: 'message',
    breaks: 'add on /statusCode says which operations to choose, as other resources do.',
    overrides: { addStatusCode: cellRefusal('addStatusCode', (refused) => withMessage(refused, otherWords('/statusCode'))) },
  },
  {
    name: 'remove-status-code-404',
    fact: 'F-011',
    aspect: 'status',
    breaks: 'remove on /statusCode answers 404.',
    overrides: { removeStatusCode: cellRefusal('removeStatusCode', (refused) => withStatus(refused, 404)) },
  },
  {
    name: 'remove-status-code-other-type',
    fact: 'F-011',
    aspect: 'error',
    breaks: 'remove on /statusCode names a NotFoundException.',
    overrides: { removeStatusCode: cellRefusal('removeStatusCode', (refused) => withType(refused, 'NotFoundException')) },
  },
  {
    name: 'remove-status-code-other-words',
    fact: 'F-011',
    aspect: 'message',
    breaks: 'remove on /statusCode says that there is nothing to remove.',
    overrides: { removeStatusCode: cellRefusal('removeStatusCode', (refused) => withMessage(refused, "can't remove a non-existent object")) },
  },
  {
    name: 'replace-missing-parameter-adds-it',
    fact: 'F-012',
    aspect: 'status',
    breaks: 'replace of a parameter that is not there adds it.',
    overrides: { missingParameter: () => undefined },
  },
  {
    name: 'replace-missing-parameter-400',
    fact: 'F-012',
    aspect: 'status',
    breaks: 'replace of a parameter that is not there answers 400.',
    overrides: { missingParameter: checkRefusal('missingParameter', (refused) => withStatus(refused, 400)) },
  },
  {
    name: 'replace-missing-parameter-other-type',
    fact: 'F-012',
    aspect: 'error',
    breaks: 'replace of a parameter that is not there names a BadRequestException.',
    overrides: { missingParameter: checkRefusal('missingParameter', (refused) => withType(refused, 'BadRequestException')) },
  },
  {
    name: 'replace-missing-parameter-other-words',
    fact: 'F-012',
    aspect: 'message',
    breaks: 'replace of a parameter that is not there says "Invalid parameter name".',
    overrides: { missingParameter: checkRefusal('missingParameter', (refused) => withMessage(refused, 'Invalid parameter name')) },
  },
  {
    name: 'absent-path-accepted',
    fact: 'F-013',
    aspect: 'status',
    breaks: 'An operation without path is left out.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        return 'value' in read ? { value: read.value.filter(({ path }) => typeof path === 'string') } : read;
      },
    },
  },
  {
    name: 'absent-path-crashes',
    fact: 'F-013',
    aspect: 'status',
    breaks: 'An operation without path answers 500.',
    overrides: { absentPath: () => ({ status: 500, errorType: 'InternalError', message: "'path'" }) },
    seen: 'https://github.com/localstack/localstack/issues/4084 (of UpdateRestApi without value)',
  },
  {
    name: 'absent-path-other-type',
    fact: 'F-013',
    aspect: 'error',
    breaks: 'An operation without path names a ValidationException.',
    overrides: { absentPath: () => withType(aws.absentPath(), 'ValidationException') },
  },
  {
    name: 'absent-path-other-words',
    fact: 'F-013',
    aspect: 'message',
    breaks: 'An operation without path is named with an empty path.',
    overrides: { absentPath: () => withMessage(aws.absentPath(), 'Invalid patch path ') },
  },
  {
    name: 'unknown-path-ignored',
    fact: 'F-015',
    aspect: 'status',
    breaks: 'An operation on an unknown path is left out.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        const isKnown = (path: unknown): boolean => typeof path !== 'string' || aws.parsePath(path) !== undefined;
        return 'value' in read ? { value: read.value.filter(({ path }) => isKnown(path)) } : read;
      },
    },
  },
  {
    name: 'unknown-path-404',
    fact: 'F-015',
    aspect: 'status',
    breaks: 'An unknown path answers 404.',
    overrides: { unknownPath: (path) => withStatus(aws.unknownPath(path), 404) },
  },
  {
    name: 'unknown-path-other-type',
    fact: 'F-015',
    aspect: 'error',
    breaks: 'An unknown path names a NotFoundException.',
    overrides: { unknownPath: (path) => withType(aws.unknownPath(path), 'NotFoundException') },
  },
  {
    name: 'unknown-path-other-words',
    fact: 'F-015',
    aspect: 'message',
    breaks: 'An unknown path is named between quotes, as other resources do.',
    overrides: { unknownPath: (path) => withMessage(aws.unknownPath(path), otherWords(path)) },
  },
  {
    name: 'null-template-accepted',
    fact: 'F-016',
    aspect: 'status',
    breaks: 'replace of a template with null stores an empty text.',
    overrides: { emptyTemplate: () => undefined },
  },
  {
    name: 'null-template-404',
    fact: 'F-016',
    aspect: 'status',
    breaks: 'replace of a template with null answers 404.',
    overrides: { emptyTemplate: checkRefusal('emptyTemplate', (refused) => withStatus(refused, 404)) },
  },
  {
    name: 'null-template-other-type',
    fact: 'F-016',
    aspect: 'error',
    breaks: 'replace of a template with null names a ValidationException.',
    overrides: { emptyTemplate: checkRefusal('emptyTemplate', (refused) => withType(refused, 'ValidationException')) },
  },
  {
    name: 'null-template-other-words',
    fact: 'F-016',
    aspect: 'message',
    breaks: 'replace of a template with null names the path and not the map.',
    overrides: {
      emptyTemplate: (cell) =>
        cell.value
          ? undefined
          : withMessage({ status: 400, errorType: 'BadRequestException', message: '' }, `Invalid null or empty value in ${cell.path}`),
    },
  },
  {
    name: 'null-parameter-accepted',
    fact: 'F-017',
    aspect: 'status',
    breaks: 'replace of a parameter with null stores an empty literal.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.map((one) => (isNullParameter(one) ? { ...one, value: "''" } : one)) };
      },
    },
  },
  {
    name: 'null-parameter-removes-it',
    fact: 'F-017',
    aspect: 'state',
    breaks: 'An operation with null for its value is taken for remove.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.map((one) => (one['value'] === null ? { ...one, op: 'remove' } : one)) };
      },
    },
  },
  {
    name: 'null-parameter-other-type',
    fact: 'F-017',
    aspect: 'error',
    breaks: 'replace of a parameter with null names a SerializationException.',
    overrides: { emptyParameter: checkRefusal('emptyParameter', (refused) => withType(refused, 'SerializationException')) },
  },
  {
    name: 'null-parameter-other-words',
    fact: 'F-017',
    aspect: 'message',
    breaks: 'replace of a parameter with null says that it is a bad mapping expression.',
    overrides: { emptyParameter: checkRefusal('emptyParameter', (refused) => withMessage(refused, 'Invalid mapping expression specified: null')) },
  },
];
