import type { Effect } from '../rules/cells.ts';
import { awsRules as aws } from '../rules.ts';
import { changed, ignored, unsupported } from './tools.ts';
import type { Mutant } from './types.ts';

/** Copies from one name of a map to another; what cannot be copied is refused as before. */
const copied: Effect = (cell) => {
  const source = aws.parsePath(cell.from ?? '');
  if (cell.member === 'statusCode' || source?.member !== cell.member) return unsupported(cell);
  const value = cell.stored[cell.member].get(aws.decodeName(source.child ?? ''));
  return value === undefined ? unsupported(cell) : changed(cell, { [cell.member]: new Map(cell.stored[cell.member]).set(cell.key, value) });
};

/** Cells of the support table: an op that is not supported accepted, one that is supported refused or without effect. */
export const supportTable: readonly Mutant[] = [
  {
    name: 'add-status-code-sets-it',
    fact: 'B-add-statusCode',
    aspect: 'status',
    breaks: 'add on /statusCode is taken for replace.',
    overrides: { addStatusCode: aws.replaceStatusCode },
  },
  {
    name: 'add-status-code-ignored',
    fact: 'F-010',
    aspect: 'status',
    breaks: 'add on /statusCode is accepted and does nothing.',
    overrides: { addStatusCode: ignored },
  },
  {
    name: 'remove-status-code-takes-it-away',
    fact: 'B-remove-statusCode',
    aspect: 'status',
    breaks: 'remove on /statusCode takes the status away.',
    overrides: { removeStatusCode: (cell) => changed(cell, { statusCode: undefined }) },
  },
  {
    name: 'remove-status-code-ignored',
    fact: 'F-011',
    aspect: 'status',
    breaks: 'remove on /statusCode is accepted and does nothing.',
    overrides: { removeStatusCode: ignored },
  },
  {
    name: 'copy-status-code-ignored',
    fact: 'B-copy-statusCode',
    aspect: 'status',
    breaks: 'copy on /statusCode is accepted and does nothing.',
    overrides: { copyStatusCode: ignored },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'copy-status-code-taken-for-replace',
    fact: 'B-copy-statusCode',
    aspect: 'status',
    breaks: 'copy on /statusCode with a value sets the status.',
    overrides: { copyStatusCode: (cell) => (cell.value === undefined ? unsupported(cell) : aws.replaceStatusCode(cell)) },
  },
  {
    name: 'copy-status-code-crashes',
    fact: 'B-copy-statusCode',
    aspect: 'status',
    breaks: 'copy on /statusCode answers 500.',
    overrides: {
      copyStatusCode: () => ({ refused: { status: 500, errorType: 'InternalError', message: 'The operation does not contain a from member' } }),
    },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'copy-parameter-ignored',
    fact: 'B-copy-responseParameters',
    aspect: 'status',
    breaks: 'copy of a parameter is accepted and does nothing.',
    overrides: { copyParameter: ignored },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'copy-parameter-done',
    fact: 'B-copy-responseParameters',
    aspect: 'status',
    breaks: 'copy of a parameter takes the value that from points to.',
    overrides: { copyParameter: copied },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'copy-template-ignored',
    fact: 'B-copy-responseTemplates',
    aspect: 'status',
    breaks: 'copy of a template is accepted and does nothing.',
    overrides: { copyTemplate: ignored },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'copy-template-done',
    fact: 'B-copy-responseTemplates',
    aspect: 'status',
    breaks: 'copy of a template takes the text that from points to.',
    overrides: { copyTemplate: copied },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'replace-status-code-refused',
    fact: 'B-replace-statusCode',
    aspect: 'status',
    breaks: 'replace on /statusCode is refused like every other op there.',
    overrides: { replaceStatusCode: unsupported },
  },
  {
    name: 'replace-status-code-ignored',
    fact: 'B-replace-statusCode',
    aspect: 'body',
    breaks: 'replace on /statusCode is accepted and does nothing.',
    overrides: { replaceStatusCode: ignored },
  },
  {
    name: 'add-parameter-needs-it-stored',
    fact: 'B-add-responseParameters',
    aspect: 'status',
    breaks: 'add of a parameter that is not there is refused as replace would be.',
    overrides: { childChecks: { ...aws.childChecks, add: aws.childChecks.replace } },
  },
  {
    name: 'add-parameter-refused',
    fact: 'B-add-responseParameters',
    aspect: 'status',
    breaks: 'add on a parameter is refused as not supported.',
    overrides: { addParameter: unsupported },
  },
  {
    name: 'add-parameter-ignored',
    fact: 'B-add-responseParameters',
    aspect: 'state',
    breaks: 'add of a parameter is accepted and does nothing.',
    overrides: { addParameter: ignored },
  },
  {
    name: 'add-template-refused',
    fact: 'B-add-responseTemplates',
    aspect: 'status',
    breaks: 'add on a template is refused as not supported.',
    overrides: { addTemplate: unsupported },
  },
  {
    name: 'add-template-ignored',
    fact: 'B-add-responseTemplates',
    aspect: 'state',
    breaks: 'add of a template is accepted and does nothing.',
    overrides: { addTemplate: ignored },
  },
  {
    name: 'replace-parameter-refused',
    fact: 'B-replace-responseParameters',
    aspect: 'status',
    breaks: 'replace on a parameter is refused as not supported.',
    overrides: { replaceParameter: unsupported },
  },
  {
    name: 'replace-parameter-ignored',
    fact: 'B-replace-responseParameters',
    aspect: 'body',
    breaks: 'replace of a parameter is accepted and does nothing.',
    overrides: { replaceParameter: ignored },
  },
  {
    name: 'replace-template-refused',
    fact: 'B-replace-responseTemplates',
    aspect: 'status',
    breaks: 'replace on a template is refused as not supported.',
    overrides: { replaceTemplate: unsupported },
  },
  {
    name: 'replace-template-ignored',
    fact: 'B-replace-responseTemplates',
    aspect: 'state',
    breaks: 'replace of a template is accepted and does nothing.',
    overrides: { replaceTemplate: ignored },
  },
  {
    name: 'remove-parameter-refused',
    fact: 'B-remove-responseParameters',
    aspect: 'status',
    breaks: 'remove on a parameter is refused as not supported.',
    overrides: { removeParameter: unsupported },
  },
  {
    name: 'remove-parameter-ignored',
    fact: 'B-remove-responseParameters',
    aspect: 'state',
    breaks: 'remove of a parameter is accepted and does nothing.',
    overrides: { removeParameter: ignored },
  },
  {
    name: 'remove-template-refused',
    fact: 'B-remove-responseTemplates',
    aspect: 'status',
    breaks: 'remove on a template is refused as not supported.',
    overrides: { removeTemplate: unsupported },
  },
  {
    name: 'remove-template-ignored',
    fact: 'B-remove-responseTemplates',
    aspect: 'state',
    breaks: 'remove of a template is accepted and does nothing.',
    overrides: { removeTemplate: ignored },
  },
  {
    name: 'unsupported-op-without-words',
    fact: 'F-090',
    aspect: 'message',
    breaks: 'copy on /statusCode is refused without a word.',
    overrides: { copyStatusCode: () => ({ refused: { status: 400, errorType: 'BadRequestException', message: '' } }) },
  },
  {
    name: 'add-parameter-needs-customization',
    fact: 'F-060',
    aspect: 'status',
    breaks: 'add of a parameter is refused while nothing is stored.',
    overrides: {
      addParameter: (cell) => {
        const { statusCode, responseParameters, responseTemplates } = cell.stored;
        return statusCode === undefined && responseParameters.size + responseTemplates.size === 0 ? unsupported(cell) : aws.addParameter(cell);
      },
    },
  },
];
