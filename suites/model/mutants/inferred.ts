import { awsRules as aws } from '../rules.ts';
import { emptyCustomization } from '../state.ts';
import { changed, ignored, withMessage, withType } from './tools.ts';
import type { Mutant } from './types.ts';

/** Defects on inferred ground: advisory, for AWS may yet turn out to do this. */
export const inferred: readonly Mutant[] = [
  {
    name: 'add-existing-parameter-refused',
    fact: 'F-062',
    aspect: 'status',
    breaks: 'add of a parameter that exists is refused.',
    overrides: {
      addParameter: (cell) =>
        cell.stored.responseParameters.has(cell.key)
          ? { refused: { status: 409, errorType: 'ConflictException', message: 'Parameter already exists' } }
          : aws.addParameter(cell),
    },
  },
  {
    name: 'add-displayed-template-refused',
    fact: 'F-063',
    aspect: 'status',
    breaks: 'add of a template where none is stored and the default one is displayed is refused.',
    overrides: {
      addTemplate: (cell) =>
        cell.stored.responseTemplates.size === 0 && cell.key === 'application/json'
          ? { refused: { status: 409, errorType: 'ConflictException', message: 'Template already exists' } }
          : aws.addTemplate(cell),
    },
  },
  {
    name: 'update-answers-without-built-in-status',
    fact: 'F-153',
    aspect: 'body',
    breaks: 'The answer of Update shows no status where none was set.',
    overrides: {
      statusShown: (source, builtIn) => (source.operation === 'UpdateGatewayResponse' ? source.stored?.statusCode : aws.statusShown(source, builtIn)),
    },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'missing-template-other-words',
    fact: 'F-127',
    aspect: 'message',
    breaks: 'replace of a template that is not there is refused in the words for parameters.',
    overrides: {
      missingTemplate: (cell) => {
        const refused = aws.missingTemplate(cell);
        return refused === undefined ? undefined : withMessage(refused, 'Invalid parameter name specified');
      },
    },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'missing-template-added',
    fact: 'F-127',
    aspect: 'status',
    breaks: 'replace of a template that is not there adds it.',
    overrides: { missingTemplate: () => undefined },
  },
  {
    name: 'remove-of-missing-accepted',
    fact: 'F-128',
    aspect: 'status',
    breaks: 'remove of what is not there is accepted.',
    overrides: { childChecks: { ...aws.childChecks, remove: [] } },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'remove-needs-a-value',
    fact: 'F-126',
    aspect: 'status',
    breaks: 'remove without a value is refused.',
    overrides: { childChecks: { ...aws.childChecks, remove: ['missing', 'empty'] } },
    seen: 'https://github.com/localstack/localstack/pull/9102 (of integration responses, in review)',
  },
  {
    name: 'remove-compares-its-value',
    fact: 'F-125',
    aspect: 'status',
    breaks: 'remove of a parameter with a value other than the stored one is refused.',
    overrides: {
      removeParameter: (cell) =>
        cell.value !== undefined && cell.value !== cell.stored.responseParameters.get(cell.key)
          ? { refused: { status: 409, errorType: 'ConflictException', message: 'Values differ' } }
          : aws.removeParameter(cell),
    },
  },
  {
    name: 'update-accepts-bare-containers',
    fact: 'F-098',
    aspect: 'status',
    breaks: 'Operations on a container itself are accepted and do nothing.',
    overrides: { bareContainer: ignored },
  },
  {
    name: 'move-ignored',
    fact: 'B-move-responseParameters',
    aspect: 'status',
    breaks: 'move is accepted and does nothing.',
    overrides: { move: ignored },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'move-removes',
    fact: 'B-move-responseTemplates',
    aspect: 'status',
    breaks: 'move empties the map that it names.',
    overrides: { move: (cell) => changed(cell, cell.member === 'statusCode' ? {} : { [cell.member]: new Map() }) },
  },
  {
    name: 'test-always-passes',
    fact: 'B-test-statusCode',
    aspect: 'status',
    breaks: 'test is accepted whatever its value is.',
    overrides: { test: ignored },
  },
  {
    name: 'test-sets-the-value',
    fact: 'B-test-responseParameters',
    aspect: 'status',
    breaks: 'test is taken for replace.',
    overrides: {
      test: (cell) =>
        cell.member === 'statusCode'
          ? aws.replaceStatusCode(cell)
          : changed(cell, { [cell.member]: new Map(cell.stored[cell.member]).set(cell.key, cell.value ?? '') }),
    },
  },
  {
    name: 'copy-status-code-other-type',
    fact: 'F-120',
    aspect: 'error',
    breaks: 'copy on /statusCode names a ValidationException.',
    overrides: {
      copyStatusCode: (cell) => {
        const outcome = aws.copyStatusCode(cell);
        return 'refused' in outcome ? { refused: withType(outcome.refused, 'ValidationException') } : outcome;
      },
    },
  },
  {
    name: 'refused-update-is-kept-in-part',
    fact: 'F-150',
    aspect: 'state',
    breaks: 'Operations before a refused one are kept.',
    overrides: { afterRefusal: ({ after }) => after },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'refused-update-customises',
    fact: 'F-150',
    aspect: 'state',
    breaks: 'A refused Update leaves an empty customization behind.',
    overrides: { afterRefusal: ({ before }) => before ?? emptyCustomization },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'refused-update-resets',
    fact: 'F-150',
    aspect: 'state',
    breaks: 'A refused Update gives the type its defaults back.',
    overrides: { afterRefusal: () => undefined },
  },
  {
    name: 'first-bad-op-only',
    fact: 'F-123',
    aspect: 'message',
    breaks: 'Of several violations only the first is told.',
    overrides: { validationFailure: (violations) => aws.validationFailure(violations.slice(0, 1)) },
    seen: 'LocalStack 2026.3.0',
  },
  {
    name: 'type-told-before-ops',
    fact: 'F-124',
    aspect: 'message',
    breaks: 'An unknown type is told before bad ops.',
    overrides: { orderViolations: ({ operations, body, uri }) => [...uri, ...operations, ...body] },
  },
  {
    name: 'number-taken-as-text',
    fact: 'F-130',
    aspect: 'status',
    breaks: 'A number is taken as its text.',
    overrides: { readText: (value) => aws.readText(typeof value === 'number' ? String(value) : value) },
    seen: 'MiniStack 1.5.33',
  },
  {
    name: 'boolean-taken-as-text',
    fact: 'F-131',
    aspect: 'status',
    breaks: 'A boolean is taken as its text.',
    overrides: { readText: (value) => aws.readText(typeof value === 'boolean' ? String(value) : value) },
  },
  {
    name: 'bad-content-type-accepted',
    fact: 'F-132',
    aspect: 'status',
    breaks: 'Any key of a template is accepted.',
    overrides: { isContentType: () => true },
    seen: 'moto 5.2.5; MiniStack 1.5.33; LocalStack 2026.3.0',
  },
  {
    name: 'path-and-querystring-keys-refused',
    fact: 'F-141',
    aspect: 'status',
    breaks: 'Only keys of headers are accepted.',
    overrides: { isParameterKey: (key) => key.startsWith('gatewayresponse.header.') && aws.isParameterKey(key) },
  },
];
