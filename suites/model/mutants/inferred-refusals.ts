import { awsRules as aws } from '../rules.ts';
import { ignored, unsupported, withStatus } from './tools.ts';
import type { Mutant } from './types.ts';

const isReadOnly = (path: unknown): boolean => path === '/defaultResponse' || path === '/responseType';

/** Refusals on inferred ground, wrong or missing: advisory. */
export const inferredRefusals: readonly Mutant[] = [
  {
    name: 'move-status-code-ignored',
    fact: 'B-move-statusCode',
    aspect: 'status',
    breaks: 'move on /statusCode is accepted and does nothing.',
    overrides: { move: (cell) => (cell.member === 'statusCode' ? ignored(cell) : aws.move(cell)) },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'test-of-template-passes',
    fact: 'B-test-responseTemplates',
    aspect: 'status',
    breaks: 'test of a template is accepted where the value is the stored one.',
    overrides: {
      test: (cell) => (cell.value !== undefined && cell.stored.responseTemplates.get(cell.key) === cell.value ? ignored(cell) : aws.test(cell)),
    },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'missing-parameter-added-on-customised',
    fact: 'F-066',
    aspect: 'status',
    breaks: 'On a type with a status of its own replace of a parameter that is not there adds it.',
    overrides: { missingParameter: (cell) => (cell.stored.statusCode === undefined ? aws.missingParameter(cell) : undefined) },
  },
  {
    name: 'empty-template-stored',
    fact: 'F-067',
    aspect: 'status',
    breaks: 'replace of a template with an empty text stores it.',
    overrides: { emptyTemplate: (cell) => (cell.value === '' ? undefined : aws.emptyTemplate(cell)) },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'displayed-template-removed',
    fact: 'F-118',
    aspect: 'status',
    breaks: 'remove of the default template is accepted where it is only displayed.',
    overrides: {
      missingTemplate: (cell) => (cell.op === 'remove' && cell.stored.responseTemplates.size === 0 ? undefined : aws.missingTemplate(cell)),
    },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'bad-path-told-before-bad-op',
    fact: 'F-122',
    aspect: 'error',
    breaks: 'A bad path is told before a bad op.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        const isBad = (path: unknown): boolean => typeof path === 'string' && aws.parsePath(path) === undefined;
        const bad = read.value.filter(({ path }) => isBad(path)).map((one) => ({ ...one, op: 'add' }));
        return bad.length > 0 ? { value: bad } : read;
      },
    },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'remove-with-value-refused',
    fact: 'F-125',
    aspect: 'status',
    breaks: 'remove with a value is refused.',
    overrides: { removeParameter: (cell) => (cell.value === undefined ? aws.removeParameter(cell) : unsupported(cell)) },
  },
  {
    name: 'update-checks-no-mapping',
    fact: 'F-133',
    aspect: 'status',
    breaks: 'Update checks neither keys nor values.',
    overrides: { childChecks: { add: ['empty'], replace: ['missing', 'empty'], remove: ['missing'] } },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'stage-variables-refused',
    fact: 'F-134',
    aspect: 'status',
    breaks: 'Stage variables are no values of parameters.',
    overrides: { isParameterValue: (value) => !value.startsWith('stageVariables') && aws.isParameterValue(value) },
  },
  {
    name: 'not-found-with-namespace',
    fact: 'F-135',
    aspect: 'wire',
    breaks: 'The type of a NotFoundException comes with a namespace.',
    overrides: { errorTypeHeader: ({ errorType, status }) => (status === 404 ? `com.amazonaws.apigateway#${errorType}` : errorType) },
  },
  {
    name: 'not-found-with-code',
    fact: 'F-137',
    aspect: 'wire',
    breaks: 'The body of a NotFoundException has a code beside its message.',
    overrides: { errorBody: ({ message, status }) => (status === 404 ? { code: 'NotFoundException', message } : { message }) },
  },
  {
    name: 'read-only-members-ignored',
    fact: 'F-138',
    aspect: 'status',
    breaks: 'Operations on /defaultResponse and /responseType are left out.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        return 'value' in read ? { value: read.value.filter(({ path }) => !isReadOnly(path)) } : read;
      },
    },
  },
  {
    name: 'put-on-unknown-api-400',
    fact: 'F-139',
    aspect: 'status',
    breaks: 'Put on an API that does not exist answers 400.',
    overrides: {
      unknownApi: (where, accountId) => withStatus(aws.unknownApi(where, accountId), where.operation === 'PutGatewayResponse' ? 400 : 404),
    },
  },
];
