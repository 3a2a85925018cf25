import { changed, ignored } from '../mutants/tools.ts';
import type { Variant } from '../mutants/types.ts';
import type { Refusal } from '../refusal.ts';
import type { Effect } from '../rules/cells.ts';
import type { Cell } from '../rules/update.ts';
import { awsRules as aws } from '../rules.ts';

const refusing =
  (errorType: string, message: (cell: Cell) => string, status = 400): Effect =>
  (cell) => ({ refused: { status, errorType, message: message(cell) } });

const otherWords = ({ op, path }: Cell): string => `Invalid patch path '${path}' specified for op '${op}'. Please choose supported operations`;

const valueAt = ({ stored }: Cell, path: string | undefined): string | undefined => {
  const target = path === undefined ? undefined : aws.parsePath(path);
  if (target === undefined) return undefined;
  return target.member === 'statusCode' ? stored.statusCode : stored[target.member].get(aws.decodeName(target.child ?? ''));
};

const setTo = (cell: Cell, value: string): ReturnType<Effect> =>
  cell.member === 'statusCode'
    ? changed(cell, { statusCode: value })
    : changed(cell, { [cell.member]: new Map(cell.stored[cell.member]).set(cell.key, value) });

const move: Effect = (cell) => {
  const target = aws.parsePath(cell.from ?? '');
  const value = valueAt(cell, cell.from);
  if (target === undefined || value === undefined) return refusing('BadRequestException', () => 'Invalid from')(cell);
  if (target.member === 'statusCode' || target.member !== cell.member) return { stored: cell.stored };
  const rest = new Map([...cell.stored[target.member]].filter(([key]) => key !== aws.decodeName(target.child ?? '')));
  return setTo({ ...cell, stored: { ...cell.stored, [target.member]: rest } }, value);
};

const withoutFrom =
  (effect: Effect): Effect =>
  (cell) =>
    cell.from === undefined ? effect(cell) : { refused: { status: 400, errorType: 'BadRequestException', message: 'from is for copy alone' } };

const asJsonObject = (text: string | undefined): ReadonlyMap<string, string> | undefined => {
  const match = /^\{"([^"]+)":"([^"]*)"\}$/.exec(text ?? '');
  return match === null ? undefined : new Map([[match[1] ?? '', match[2] ?? '']]);
};

const copyRefused = (refusal: Effect) => ({ copyStatusCode: refusal, copyParameter: refusal, copyTemplate: refusal });

const isNothingStored = ({ stored }: Cell): boolean =>
  stored.statusCode === undefined && stored.responseParameters.size === 0 && stored.responseTemplates.size === 0;

const invalidFrom: Refusal = { status: 404, errorType: 'NotFoundException', message: 'Invalid parameter name specified' };

const notRemovable = (cell: Cell): Refusal | undefined => {
  const isThere = cell.member !== 'statusCode' && cell.stored[cell.member].has(cell.key);
  return isThere ? undefined : { status: 400, errorType: 'BadRequestException', message: `Invalid patch path ${cell.path}` };
};

/** Open questions on ops: copy, move, test, from, the containers themselves, and keys that are not there. */
export const operations: readonly Variant[] = [
  {
    name: 'copy-refused-in-other-words',
    allowedBy: ['Q-001', 'Q-002', 'Q-003', 'F-120'],
    differs: 'copy is refused with a sentence that names the op.',
    overrides: copyRefused(refusing('BadRequestException', otherWords)),
  },
  {
    name: 'copy-refused-as-validation',
    allowedBy: ['Q-001', 'Q-002', 'Q-003', 'F-120'],
    differs: 'copy is refused as a ValidationException.',
    overrides: copyRefused(refusing('ValidationException', () => '1 validation error detected: copy is not supported')),
  },
  {
    name: 'copy-refused-404',
    allowedBy: ['Q-001', 'Q-002', 'Q-003', 'F-120'],
    differs: 'copy is refused as if its source were missing.',
    overrides: copyRefused(() => ({ refused: invalidFrom })),
  },
  {
    name: 'copy-fails-validation',
    allowedBy: ['Q-004'],
    differs: 'copy on a container itself is a ValidationException.',
    overrides: { bareContainer: (cell) => (cell.op === 'copy' ? refusing('ValidationException', otherWords)(cell) : aws.bareContainer(cell)) },
  },
  {
    name: 'move-accepted',
    allowedBy: ['Q-006', 'Q-007', 'Q-008', 'B-move-statusCode', 'B-move-responseParameters', 'B-move-responseTemplates'],
    differs: 'move is accepted and does nothing.',
    overrides: { move: ignored },
  },
  {
    name: 'move-moves',
    allowedBy: ['Q-006', 'Q-007', 'Q-008', 'B-move-responseParameters', 'B-move-responseTemplates'],
    differs: 'move takes a value from where from points to.',
    overrides: { move },
  },
  {
    name: 'move-refused-as-validation',
    allowedBy: ['Q-006', 'Q-007', 'Q-008'],
    differs: 'move is refused as a ValidationException.',
    overrides: { move: refusing('ValidationException', otherWords) },
  },
  {
    name: 'test-ignored',
    allowedBy: ['Q-011', 'Q-012', 'Q-013', 'B-test-statusCode', 'B-test-responseParameters', 'B-test-responseTemplates'],
    differs: 'test is accepted and does nothing.',
    overrides: { test: ignored },
  },
  {
    name: 'test-compares',
    allowedBy: ['Q-011', 'Q-012', 'Q-013', 'B-test-statusCode', 'B-test-responseParameters', 'B-test-responseTemplates'],
    differs: 'test is accepted where the value is the stored one.',
    overrides: {
      test: (cell) =>
        valueAt(cell, cell.path) === cell.value ? { stored: cell.stored } : refusing('ConflictException', () => 'test failed', 409)(cell),
    },
  },
  {
    name: 'from-refused-but-on-copy',
    allowedBy: ['Q-016', 'Q-017', 'Q-018'],
    differs: 'An operation other than copy that has a from is refused.',
    overrides: {
      addParameter: withoutFrom(aws.addParameter),
      addTemplate: withoutFrom(aws.addTemplate),
      replaceStatusCode: withoutFrom(aws.replaceStatusCode),
      replaceParameter: withoutFrom(aws.replaceParameter),
      replaceTemplate: withoutFrom(aws.replaceTemplate),
      removeParameter: withoutFrom(aws.removeParameter),
      removeTemplate: withoutFrom(aws.removeTemplate),
    },
  },
  {
    name: 'containers-ignored',
    allowedBy: ['Q-019', 'Q-020', 'F-098'],
    differs: 'Operations on a container itself are accepted and do nothing.',
    overrides: { bareContainer: ({ op, path, stored }) => (op === 'copy' ? { refused: aws.unknownPath(path) } : { stored }) },
  },
  {
    name: 'containers-taken-whole',
    allowedBy: ['Q-019', 'Q-020', 'F-098'],
    differs: 'add and replace on a container read a JSON text, remove empties it.',
    overrides: {
      bareContainer: (cell) => {
        const map = cell.op === 'remove' ? new Map<string, string>() : asJsonObject(cell.value);
        if (!['add', 'replace', 'remove'].includes(cell.op) || map === undefined) return { refused: aws.unknownPath(cell.path) };
        return changed(cell, { [cell.member]: map });
      },
    },
  },
  {
    name: 'containers-refused-in-other-words',
    allowedBy: ['Q-004', 'Q-009', 'Q-014', 'Q-019', 'Q-020', 'F-098'],
    differs: 'Operations on a container itself are refused with 404.',
    overrides: { bareContainer: refusing('NotFoundException', () => 'Invalid parameter name specified', 404) },
  },
  {
    name: 'missing-may-be-removed',
    allowedBy: ['Q-055', 'Q-056', 'Q-059', 'Q-060', 'F-118', 'F-127', 'F-128'],
    differs: 'remove of what is not there is accepted.',
    overrides: { childChecks: { ...aws.childChecks, remove: [] } },
  },
  {
    name: 'remove-of-missing-400',
    allowedBy: ['Q-055', 'Q-056', 'F-127', 'F-128'],
    differs: 'remove of what is not there is a BadRequestException.',
    overrides: {
      missingParameter: (cell) => (cell.op === 'remove' ? notRemovable(cell) : aws.missingParameter(cell)),
      missingTemplate: (cell) => (cell.op === 'remove' ? notRemovable(cell) : aws.missingTemplate(cell)),
    },
  },
  {
    name: 'displayed-template-can-be-removed',
    allowedBy: ['Q-059', 'Q-060', 'F-118'],
    differs: 'remove of the default template is accepted where it is only displayed.',
    overrides: {
      missingTemplate: (cell) =>
        cell.op === 'remove' && cell.stored.responseTemplates.size === 0 && cell.key === 'application/json' ? undefined : aws.missingTemplate(cell),
    },
  },
  {
    name: 'replace-of-missing-parameter-adds',
    allowedBy: ['Q-050', 'F-066', 'F-128'],
    differs: 'On a customised type replace of a parameter that is not there adds it.',
    overrides: { missingParameter: (cell) => (isNothingStored(cell) ? aws.missingParameter(cell) : undefined) },
  },
  {
    name: 'replace-of-missing-template-adds',
    allowedBy: ['Q-051', 'F-127'],
    differs: 'replace of a template that is not there adds it.',
    overrides: { missingTemplate: () => undefined },
  },
  {
    name: 'replace-of-missing-template-in-other-words',
    allowedBy: ['Q-051', 'F-127'],
    differs: 'replace of a template that is not there is refused in the words for parameters.',
    overrides: { missingTemplate: (cell) => (aws.missingTemplate(cell) === undefined ? undefined : invalidFrom) },
  },
  {
    name: 'add-existing-refused',
    allowedBy: ['Q-044', 'F-062'],
    differs: 'add of a parameter that exists is refused.',
    overrides: {
      addParameter: (cell) =>
        cell.stored.responseParameters.has(cell.key) ? refusing('ConflictException', () => 'exists', 409)(cell) : aws.addParameter(cell),
    },
  },
  {
    name: 'add-existing-keeps-the-old-value',
    allowedBy: ['Q-044', 'F-062'],
    differs: 'add of a parameter that exists is accepted and keeps the old value.',
    overrides: { addParameter: (cell) => (cell.stored.responseParameters.has(cell.key) ? { stored: cell.stored } : aws.addParameter(cell)) },
  },
];
