import { changed } from '../mutants/tools.ts';
import type { Variant } from '../mutants/types.ts';
import type { Effect } from '../rules/cells.ts';
import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';

const badRequest = (message: string) => ({ status: 400, errorType: 'BadRequestException', message });

/** Shown as it is, where an empty map of templates was put. */
const putEmpty: ReadonlyMap<string, string> = new Map();

/** Checks the value of a parameter only where there is one. */
const unlessBad =
  (effect: Effect): Effect =>
  (cell) =>
    cell.value && !aws.isParameterValue(cell.value) ? { refused: aws.invalidMapping(cell.value) } : effect(cell);

/** Open questions on values: empty ones, statuses that are none, keys and values of parameters, content types. */
export const values: readonly Variant[] = [
  {
    name: 'empty-value-replaces',
    allowedBy: ['Q-048', 'Q-049', 'F-067'],
    differs: 'replace with an empty text stores it.',
    overrides: {
      emptyParameter: (cell) => (cell.value === '' && cell.op === 'replace' ? undefined : aws.emptyParameter(cell)),
      emptyTemplate: (cell) => (cell.value === '' && cell.op === 'replace' ? undefined : aws.emptyTemplate(cell)),
      childChecks: { ...aws.childChecks, replace: ['missing', 'empty', 'key'] },
      replaceParameter: unlessBad(aws.replaceParameter),
    },
  },
  {
    name: 'add-without-value-stores-empty',
    allowedBy: ['Q-046', 'Q-047'],
    differs: 'add without a value stores an empty text.',
    overrides: {
      childChecks: { ...aws.childChecks, add: ['key'] },
      addParameter: unlessBad(aws.addParameter),
    },
  },
  {
    name: 'empty-value-named-before-missing-key',
    allowedBy: ['Q-052'],
    differs: 'A missing value is named before a missing key.',
    overrides: { childChecks: { ...aws.childChecks, replace: ['empty', 'missing', 'key', 'value'] } },
  },
  {
    name: 'value-named-before-key',
    allowedBy: ['Q-076'],
    differs: 'A bad value is named before a bad key.',
    overrides: { childChecks: { ...aws.childChecks, add: ['empty', 'value', 'key'] } },
  },
  {
    name: 'update-does-not-check-mapping',
    allowedBy: ['Q-061', 'Q-066', 'Q-071', 'Q-075', 'F-132', 'F-133'],
    differs: 'Update checks neither keys nor values.',
    overrides: { childChecks: { add: ['empty'], replace: ['missing', 'empty'], remove: ['missing'] } },
  },
  {
    name: 'null-status-gives-the-default-back',
    allowedBy: ['Q-034', 'Q-035', 'Q-036', 'Q-037'],
    differs: 'replace of the status with nothing takes it away.',
    overrides: { replaceStatusCode: (cell) => (cell.value ? aws.replaceStatusCode(cell) : changed(cell, { statusCode: undefined })) },
  },
  {
    name: 'bad-status-is-a-bad-request',
    allowedBy: ['Q-034', 'Q-038', 'Q-039', 'Q-040'],
    differs: 'replace of the status with none is a BadRequestException.',
    overrides: {
      replaceStatusCode: (cell) => {
        const outcome = aws.replaceStatusCode(cell);
        return 'refused' in outcome ? { refused: badRequest('Invalid status code specified') } : outcome;
      },
    },
  },
  {
    name: 'bad-status-ignored',
    allowedBy: ['Q-035', 'Q-036', 'Q-038', 'Q-039', 'Q-040'],
    differs: 'replace of the status with none is accepted and does nothing.',
    overrides: {
      replaceStatusCode: (cell) => {
        const outcome = aws.replaceStatusCode(cell);
        return 'refused' in outcome ? { stored: cell.stored } : outcome;
      },
    },
  },
  {
    name: 'status-trimmed',
    allowedBy: ['Q-040'],
    differs: 'Blanks around a status are left out.',
    overrides: { replaceStatusCode: (cell) => aws.replaceStatusCode({ ...cell, value: cell.value?.trim() }) },
  },
  {
    name: 'only-header-keys',
    allowedBy: ['Q-064', 'F-141'],
    differs: 'Only keys of headers are accepted.',
    overrides: { isParameterKey: (key) => key.startsWith('gatewayresponse.header.') && aws.isParameterKey(key) },
  },
  {
    name: 'no-dots-in-header-names',
    allowedBy: ['F-086'],
    differs: 'A header name has no dots.',
    overrides: { isParameterKey: (key) => /^gatewayresponse\.(header|path|querystring)\.[^\s.]+$/.test(key) },
  },
  {
    name: 'any-gatewayresponse-key',
    allowedBy: ['Q-062', 'Q-063', 'Q-065'],
    differs: 'Every key that begins with gatewayresponse. is accepted.',
    overrides: { isParameterKey: (key) => key.startsWith('gatewayresponse.') },
  },
  {
    name: 'header-names-are-tokens',
    allowedBy: ['Q-063', 'Q-065', 'F-086'],
    differs: 'A header name has letters, digits and hyphens alone.',
    overrides: { isParameterKey: (key) => /^gatewayresponse\.(header|path|querystring)\.[A-Za-z0-9-]+$/.test(key) },
  },
  {
    name: 'no-stage-variables',
    allowedBy: ['F-134'],
    differs: 'Stage variables are no values of parameters.',
    overrides: { isParameterValue: (value) => !value.startsWith('stageVariables') && aws.isParameterValue(value) },
  },
  {
    name: 'known-context-alone',
    allowedBy: ['Q-069'],
    differs: 'Context variables that do not exist are refused.',
    overrides: { isParameterValue: (value) => value !== 'context.nope' && aws.isParameterValue(value) },
  },
  {
    name: 'more-sources',
    allowedBy: ['Q-068', 'Q-070'],
    differs: 'Integration sources and literals that are not closed are accepted.',
    overrides: { isParameterValue: (value) => /^('|integration\.)/.test(value) || aws.isParameterValue(value) },
  },
  {
    name: 'any-content-type',
    allowedBy: ['Q-071', 'Q-072', 'Q-073', 'F-132'],
    differs: 'Every key of a template is accepted.',
    overrides: { isContentType: () => true },
  },
  {
    name: 'bad-content-type-in-other-words',
    allowedBy: ['Q-071', 'Q-073', 'F-132'],
    differs: 'A key of a template that is no media type is a ValidationException.',
    overrides: { invalidContentType: (key) => ({ ...aws.invalidContentType(key), errorType: 'ValidationException' }) },
  },
  {
    name: 'no-operations-customise',
    allowedBy: ['Q-078', 'Q-079', 'F-020'],
    differs: 'An Update without operations makes a customization.',
    overrides: { afterNoOperations: (before) => before ?? emptyCustomization },
  },
  {
    name: 'no-operations-refused',
    allowedBy: ['Q-078', 'Q-079', 'Q-103', 'Q-107', 'F-020'],
    differs: 'An Update without operations is a BadRequestException.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        return 'value' in read && read.value.length === 0 ? { refused: badRequest('No patch operations') } : read;
      },
      checkOrder: ['validation', 'api', 'serialization'],
    },
  },
  {
    name: 'put-of-nothing-refused',
    allowedBy: ['Q-121', 'F-073'],
    differs: 'Put without any member is refused.',
    overrides: {
      putCustomization: (before, input) =>
        input.statusCode === undefined && input.responseParameters === undefined && input.responseTemplates === undefined
          ? { refused: badRequest('Nothing to put') }
          : aws.putCustomization(before, input),
    },
  },
  {
    name: 'put-of-empty-templates-shows-none',
    allowedBy: ['Q-122', 'F-075'],
    differs: 'After Put with an empty map of templates none is shown.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(before, { ...input, responseTemplates: input.responseTemplates?.size === 0 ? putEmpty : input.responseTemplates }),
      templatesShown: (source, defaults) => (source.stored?.responseTemplates === putEmpty ? putEmpty : aws.templatesShown(source, defaults)),
    },
  },
  {
    name: 'put-of-empty-template-refused',
    allowedBy: ['Q-125'],
    differs: 'Put of a template with an empty text is refused.',
    overrides: {
      putCustomization: (before, input) =>
        [...(input.responseTemplates?.values() ?? [])].includes('') ? { refused: badRequest('Empty template') } : aws.putCustomization(before, input),
    },
  },
  {
    name: 'put-of-empty-status-is-none',
    allowedBy: ['Q-128'],
    differs: 'Put of an empty status sets none.',
    overrides: {
      isStatusCode: (value) => value === '' || aws.isStatusCode(value),
      putCustomization: (before, input) => aws.putCustomization(before, { ...input, statusCode: input.statusCode || undefined }),
    },
  },
  {
    name: 'put-of-bad-status-is-a-bad-request',
    allowedBy: ['Q-127', 'F-068'],
    differs: 'Put of a status outside the pattern is a BadRequestException.',
    overrides: {
      isStatusCode: () => true,
      putCustomization: (before, input) =>
        input.statusCode === undefined || aws.isStatusCode(input.statusCode)
          ? aws.putCustomization(before, input)
          : { refused: badRequest('Invalid status code specified') },
    },
  },
  {
    name: 'any-status-stored-by-update',
    allowedBy: ['M-Pattern', 'Q-038', 'Q-039', 'Q-040'],
    differs: 'Update stores whatever text it is given as status, and shows it though it breaks the pattern of the model.',
    overrides: { replaceStatusCode: (cell) => changed(cell, { statusCode: cell.value ?? '' }) },
  },
  {
    name: 'any-status-stored-by-put',
    allowedBy: ['M-Pattern', 'Q-127', 'Q-128', 'F-068'],
    differs: 'Put stores whatever text it is given as status, and shows it though it breaks the pattern of the model.',
    overrides: { isStatusCode: () => true },
  },
  {
    name: 'put-of-default-type-answers-an-empty-status',
    allowedBy: ['M-Pattern', 'F-103d'],
    differs: 'Put of DEFAULT_4XX or DEFAULT_5XX without a status answers with an empty one; what is read back shows none.',
    overrides: {
      statusShown: (source, builtIn) =>
        aws.statusShown(source, builtIn) ?? (source.operation === 'PutGatewayResponse' && source.type.startsWith('DEFAULT_') ? '' : undefined),
    },
  },
];
