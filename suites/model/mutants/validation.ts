import type { Refusal } from '../refusal.ts';
import { awsRules as aws, type Rules } from '../rules.ts';
import { withMessage, withStatus, withType } from './tools.ts';
import type { Mutant } from './types.ts';

const knownOps = new Set(aws.opEnum);

/** The refusal of a request that names an unknown type, changed. */
const ofUnknownType =
  (change: (refusal: Refusal) => Refusal): Rules['validationFailure'] =>
  (violations) => {
    const refused = aws.validationFailure(violations);
    return violations.some((violation) => violation.includes("at 'responseType'")) ? change(refused) : refused;
  };

/** What is refused before any business rule: unknown APIs, unknown types, unknown ops. */
export const validation: readonly Mutant[] = [
  {
    name: 'unknown-api-accepted',
    fact: 'F-031',
    aspect: 'status',
    breaks: 'An API that does not exist has defaults to read, and takes writes.',
    overrides: { checkOrder: ['serialization', 'validation'] },
  },
  {
    name: 'unknown-api-400',
    fact: 'F-031',
    aspect: 'status',
    breaks: 'An API that does not exist answers 400.',
    overrides: { unknownApi: (where, accountId) => withStatus(aws.unknownApi(where, accountId), 400) },
  },
  {
    name: 'unknown-api-403',
    fact: 'F-018',
    aspect: 'status',
    breaks: 'Update on an API that does not exist answers 403.',
    overrides: {
      unknownApi: (where, accountId) => withStatus(aws.unknownApi(where, accountId), where.operation === 'UpdateGatewayResponse' ? 403 : 404),
    },
  },
  {
    name: 'unknown-api-other-type',
    fact: 'F-031',
    aspect: 'error',
    breaks: 'An API that does not exist names a ResourceNotFoundException.',
    overrides: { unknownApi: (where, accountId) => withType(aws.unknownApi(where, accountId), 'ResourceNotFoundException') },
  },
  {
    name: 'unknown-api-bad-request',
    fact: 'F-018',
    aspect: 'error',
    breaks: 'Update on an API that does not exist names a BadRequestException.',
    overrides: {
      unknownApi: (where, accountId) => {
        const refused = aws.unknownApi(where, accountId);
        return where.operation === 'UpdateGatewayResponse' ? withType(refused, 'BadRequestException') : refused;
      },
    },
  },
  {
    name: 'unknown-api-other-words',
    fact: 'F-031',
    aspect: 'message',
    breaks: 'An API that does not exist is an "Invalid Rest API Id specified".',
    overrides: { unknownApi: (where, accountId) => withMessage(aws.unknownApi(where, accountId), 'Invalid Rest API Id specified') },
    seen: 'moto 5.2.5',
  },
  {
    name: 'unknown-api-without-account',
    fact: 'F-018',
    aspect: 'message',
    breaks: 'The refusal of an unknown API names no account and no API.',
    overrides: { unknownApi: (where, accountId) => withMessage(aws.unknownApi(where, accountId), 'Invalid API identifier specified') },
    seen: 'MiniStack 1.5.33',
  },
  {
    name: 'unknown-type-accepted',
    fact: 'F-033',
    aspect: 'status',
    breaks: 'Any text is a response type.',
    overrides: { typeViolation: () => undefined },
    seen: 'moto 5.2.5',
  },
  {
    name: 'unknown-type-bad-request',
    fact: 'F-033',
    aspect: 'error',
    breaks: 'An unknown type names a BadRequestException.',
    overrides: { validationFailure: ofUnknownType((refused) => withType(refused, 'BadRequestException')) },
    seen: 'MiniStack 1.5.33',
  },
  {
    name: 'unknown-type-404',
    fact: 'F-019',
    aspect: 'status',
    breaks: 'An unknown type answers 404.',
    overrides: { validationFailure: ofUnknownType((refused) => withStatus(refused, 404)) },
  },
  {
    name: 'unknown-type-not-found',
    fact: 'F-403a',
    aspect: 'error',
    breaks: 'What does not pass validation names a NotFoundException.',
    overrides: { validationFailure: (violations) => withType(aws.validationFailure(violations), 'NotFoundException') },
    seen: 'moto 5.2.5',
  },
  {
    name: 'validation-error-as-documented-name',
    fact: 'F-403a',
    aspect: 'error',
    breaks: 'What does not pass validation names a ValidationError.',
    overrides: { validationFailure: (violations) => withType(aws.validationFailure(violations), 'ValidationError') },
  },
  {
    name: 'validation-500',
    fact: 'F-403a',
    aspect: 'status',
    breaks: 'What does not pass validation answers 500.',
    overrides: { validationFailure: (violations) => withStatus(aws.validationFailure(violations), 500) },
  },
  {
    name: 'unknown-type-other-words',
    fact: 'F-033',
    aspect: 'message',
    breaks: 'An unknown type is refused in one short sentence.',
    overrides: { typeViolation: (type) => `Invalid gateway response type: ${type}` },
    seen: 'MiniStack 1.5.33',
  },
  {
    name: 'unknown-type-names-input',
    fact: 'F-019',
    aspect: 'message',
    breaks: 'The refusal of an unknown type names the member with its input.',
    overrides: {
      typeViolation: (type) => aws.typeViolation(type)?.replace("'responseType'", "'updateGatewayResponseInput.responseType'"),
    },
  },
  {
    name: 'unknown-type-enum-sorted',
    fact: 'F-107c',
    aspect: 'message',
    breaks: 'The refusal of an unknown type lists the types in the order of the alphabet.',
    overrides: {
      typeViolation: (type) =>
        `Value '${type}' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [${aws.responseTypes.toSorted().join(', ')}]`,
    },
  },
  {
    name: 'unknown-type-told-in-lower-case',
    fact: 'F-033',
    aspect: 'message',
    breaks: 'The refusal of an unknown type names it in lower case.',
    overrides: { typeViolation: (type) => aws.typeViolation(type.toLowerCase()) },
  },
  {
    name: 'waf-filtered-unknown',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'WAF_FILTERED is refused as an unknown type.',
    overrides: { responseTypes: aws.responseTypes.filter((type) => type !== 'WAF_FILTERED') },
  },
  {
    name: 'error-types-unknown',
    fact: 'F-100',
    aspect: 'body',
    breaks: 'Types whose name ends in _ERROR are refused as unknown.',
    overrides: { responseTypes: aws.responseTypes.filter((type) => !type.endsWith('_ERROR')) },
  },
  {
    name: 'unknown-op-bad-request',
    fact: 'F-014',
    aspect: 'error',
    breaks: 'An unknown op passes validation and is refused as one that the path does not support.',
    overrides: { opViolation: () => undefined },
  },
  {
    name: 'unknown-op-taken-for-replace',
    fact: 'F-014',
    aspect: 'status',
    breaks: 'An unknown op is taken for replace.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.map((one) => (typeof one['op'] === 'string' && !knownOps.has(one['op']) ? { ...one, op: 'replace' } : one)) };
      },
    },
  },
  {
    name: 'unknown-op-ignored',
    fact: 'F-014',
    aspect: 'status',
    breaks: 'An operation with an unknown op is left out.',
    overrides: {
      readOperations: (value) => {
        const read = aws.readOperations(value);
        if ('refused' in read) return read;
        return { value: read.value.filter(({ op }) => typeof op !== 'string' || knownOps.has(op)) };
      },
    },
  },
  {
    name: 'op-position-from-zero',
    fact: 'F-014',
    aspect: 'message',
    breaks: 'The refusal of an unknown op counts operations from 0.',
    overrides: { opViolation: (op, position) => aws.opViolation(op, position - 1) },
  },
  {
    name: 'op-enum-sorted',
    fact: 'F-014',
    aspect: 'message',
    breaks: 'The refusal of an unknown op lists the ops in the order of the alphabet.',
    overrides: { opViolation: (op, position) => aws.opViolation(op, position)?.replace(/\[.*\]$/, '[add, copy, move, remove, replace, test]') },
  },
  {
    name: 'op-enum-without-move-and-test',
    fact: 'F-022b',
    aspect: 'message',
    breaks: 'The refusal of an unknown op lists the four valid ops alone.',
    overrides: { opViolation: (op, position) => aws.opViolation(op, position)?.replace(/\[.*\]$/, '[add, remove, replace, copy]') },
  },
  {
    name: 'copy-is-no-op',
    fact: 'F-120',
    aspect: 'error',
    breaks: 'copy does not pass validation.',
    overrides: { opEnum: aws.opEnum.filter((op) => op !== 'copy') },
  },
];
