import { awsRules as aws } from '../rules.ts';
import { withMessage, withStatus, withType } from './tools.ts';
import type { Mutant } from './types.ts';

/** What Put checks of keys, values and status, and what it must not check. */
export const mapping: readonly Mutant[] = [
  {
    name: 'bad-key-accepted',
    fact: 'F-046',
    aspect: 'status',
    breaks: 'Any key of a parameter is accepted.',
    overrides: { isParameterKey: () => true },
    seen: 'moto 5.2.5; MiniStack 1.5.33; LocalStack 2026.3.0',
  },
  {
    name: 'bad-value-accepted',
    fact: 'F-047',
    aspect: 'status',
    breaks: 'Any value of a parameter is accepted.',
    overrides: { isParameterValue: () => true },
    seen: 'moto 5.2.5; MiniStack 1.5.33; LocalStack 2026.3.0',
  },
  {
    name: 'bad-entry-dropped',
    fact: 'F-047',
    aspect: 'status',
    breaks: 'A bad entry is found and not refused.',
    overrides: { namedEntry: () => undefined },
  },
  {
    name: 'bad-entry-422',
    fact: 'F-046',
    aspect: 'status',
    breaks: 'A bad mapping expression answers 422.',
    overrides: { invalidMapping: (entry) => withStatus(aws.invalidMapping(entry), 422) },
  },
  {
    name: 'bad-entry-other-type',
    fact: 'F-047',
    aspect: 'error',
    breaks: 'A bad mapping expression names a ValidationException.',
    overrides: { invalidMapping: (entry) => withType(aws.invalidMapping(entry), 'ValidationException') },
  },
  {
    name: 'bad-entry-short-words',
    fact: 'F-046',
    aspect: 'message',
    breaks: 'A bad mapping expression is refused without the part on the validation result.',
    overrides: { invalidMapping: (entry) => withMessage(aws.invalidMapping(entry), `Invalid mapping expression specified: ${entry}`) },
  },
  {
    name: 'bad-entry-unnamed',
    fact: 'F-047',
    aspect: 'message',
    breaks: 'The refusal of a bad mapping expression does not name it.',
    overrides: { invalidMapping: () => aws.invalidMapping('') },
  },
  {
    name: 'request-sources-refused',
    fact: 'F-034',
    aspect: 'status',
    breaks: 'Only quoted literals are accepted as values of parameters.',
    overrides: { isParameterValue: (value) => /^'.*'$/s.test(value) },
  },
  {
    name: 'querystring-source-refused',
    fact: 'F-034',
    aspect: 'status',
    breaks: 'A value from the query string is refused.',
    overrides: { isParameterValue: (value) => !value.includes('.querystring.') && aws.isParameterValue(value) },
  },
  {
    name: 'literal-with-slash-refused',
    fact: 'F-084',
    aspect: 'status',
    breaks: 'A literal with a slash in it is refused.',
    overrides: { isParameterValue: (value) => !/^'.*\/.*'$/.test(value) && aws.isParameterValue(value) },
  },
  {
    name: 'content-type-header-refused',
    fact: 'F-084',
    aspect: 'status',
    breaks: 'A parameter for the header Content-Type is refused.',
    overrides: { isParameterKey: (key) => !key.endsWith('.Content-Type') && aws.isParameterKey(key) },
  },
  {
    name: 'lower-case-header-refused',
    fact: 'F-034',
    aspect: 'status',
    breaks: 'A header name has to begin with a capital.',
    overrides: { isParameterKey: (key) => /^gatewayresponse\.header\.[A-Z]/.test(key) },
  },
  {
    name: 'status-599-refused',
    fact: 'F-042',
    aspect: 'status',
    breaks: 'Only registered statuses are accepted: 599 is none.',
    overrides: { isStatusCode: (value) => /^[1-5]\d\d$/.test(value) && Number(value) <= 511 },
  },
  {
    name: 'status-511-refused',
    fact: 'F-078',
    aspect: 'status',
    breaks: 'Statuses above 504 other than 599 are refused.',
    overrides: { isStatusCode: (value) => aws.isStatusCode(value) && (Number(value) <= 504 || value === '599') },
  },
  {
    name: 'status-477-refused',
    fact: 'F-078',
    aspect: 'status',
    breaks: 'Put refuses 477, which is no registered status.',
    overrides: { isStatusCode: (value) => value !== '477' && aws.isStatusCode(value) },
  },
  {
    name: 'success-status-refused',
    fact: 'F-065',
    aspect: 'status',
    breaks: 'replace of the status takes 400 to 599 alone.',
    overrides: {
      replaceStatusCode: (cell) =>
        /^[45]/.test(cell.value ?? '')
          ? aws.replaceStatusCode(cell)
          : { refused: { status: 400, errorType: 'BadRequestException', message: 'Invalid status code' } },
    },
  },
  {
    name: 'status-444-refused',
    fact: 'F-078',
    aspect: 'status',
    breaks: 'replace of the status does not take 444.',
    overrides: {
      replaceStatusCode: (cell) =>
        cell.value === '444'
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'Invalid status code' } }
          : aws.replaceStatusCode(cell),
    },
  },
  {
    name: 'template-has-to-be-json',
    fact: 'F-077',
    aspect: 'status',
    breaks: 'A template that is not JSON is refused.',
    overrides: {
      putCustomization: (before, input) => {
        const bad = [...(input.responseTemplates?.values() ?? [])].some((text) => text.startsWith("{'"));
        return bad
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'Invalid template' } }
          : aws.putCustomization(before, input);
      },
    },
  },
  {
    name: 'xml-template-refused',
    fact: 'F-076',
    aspect: 'status',
    breaks: 'Templates are accepted under application/json alone.',
    overrides: { isContentType: (key) => key === 'application/json' },
  },
  {
    name: 'large-template-refused',
    fact: 'F-147',
    aspect: 'status',
    breaks: 'A text of more than 100,000 characters is refused.',
    overrides: {
      readText: (value) =>
        typeof value === 'string' && value.length > 100_000
          ? { refused: { status: 400, errorType: 'BadRequestException', message: 'Template too large' } }
          : aws.readText(value),
    },
  },
  {
    name: 'put-does-not-read-status',
    fact: 'F-406a',
    aspect: 'body',
    breaks: 'Put looks for the status under another name.',
    overrides: { readBody: (text) => aws.readBody(text.replace('"statusCode"', '"unread"')) },
  },
  {
    name: 'put-of-templates-keeps-status',
    fact: 'F-041',
    aspect: 'body',
    breaks: 'Put of templates alone leaves the status as it was.',
    overrides: {
      putCustomization: (before, input) =>
        aws.putCustomization(
          before,
          input.responseParameters === undefined ? { ...input, statusCode: input.statusCode ?? before?.statusCode } : input,
        ),
    },
  },
];
