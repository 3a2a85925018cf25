import { isObject, type Json, parseJson } from '../../base/json.ts';
import type { Condition, Policy, Statement } from '../../recording/aws/policy.ts';
import type { Received } from './message.ts';

/** What IAM is asked: an action on a resource, with the condition keys that are there. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** What IAM is told of an API. */
export interface KnownApi {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

const textsOf = (json: Json | undefined, prefix: string): Readonly<Record<string, string>> =>
  isObject(json) ? Object.fromEntries(Object.entries(json).map(([key, value]) => [`${prefix}${key}`, String(value)])) : {};

/**
 * What API Gateway asks IAM before it carries a request out: the verb on the path, and for the tags of a new API PUT on the path of TagResource,
 * as users were told whose policies lacked it (https://github.com/mattclay/aws-terminator/pull/284, 2023-06-26).
 * A gateway response has the tags of its API (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html).
 * `api` is the one that the request names, if there is one.
 */
export const questionsOf = (request: Pick<Received, 'method' | 'path' | 'body'>, region: string, api: KnownApi | undefined): readonly Question[] => {
  const { method, path, body } = request;
  const arn = `arn:aws:apigateway:${region}::`;
  const bare = path.split('?')[0] ?? '';
  const isCreation = method === 'POST' && bare === '/restapis';
  const isDeletion = method === 'DELETE' && bare.split('/').length === 3;
  const input = isCreation ? parseJson(body) : undefined;
  const { name, tags } = isObject(input) ? input : {};
  const tagKeys = textsOf(tags, 'aws:RequestTag/');
  const keys = {
    ...tagKeys,
    ...(typeof name === 'string' ? { 'apigateway:Request/ApiName': name } : {}),
    ...textsOf(api?.tags, 'aws:ResourceTag/'),
    ...(isDeletion && api !== undefined ? { 'apigateway:Resource/ApiName': api.name } : {}),
  };
  const asked: Question = { action: `apigateway:${method}`, resource: `${arn}${bare}`, keys };
  if (Object.keys(tagKeys).length === 0) return [asked];
  return [asked, { action: 'apigateway:PUT', resource: `${arn}/tags/${encodeURIComponent(`${arn}/restapis/*`)}`, keys: {} }];
};

const matches = (pattern: string, text: string): boolean => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};

const holds = (condition: Condition, keys: Question['keys']): boolean => {
  const { StringEquals = {}, StringEqualsIfExists = {}, Null = {}, ...others } = condition;
  if (Object.keys(others).length > 0) throw new Error(`unknown operators: ${Object.keys(others)}`);
  return (
    Object.entries(StringEquals).every(([key, value]) => keys[key] === value) &&
    Object.entries(StringEqualsIfExists).every(([key, value]) => keys[key] === undefined || keys[key] === value) &&
    Object.entries(Null).every(([key, absent]) => (keys[key] === undefined) === (absent === 'true'))
  );
};

/** A part of a policy that allowed something. */
export interface Allowance {
  readonly sid: string;
  readonly action: string;
  readonly resource: string;
}

const partsOf = ({ Sid, Action, Resource }: Statement): readonly Allowance[] =>
  Action.flatMap((action) => Resource.map((resource) => ({ sid: Sid, action, resource })));

/** Every statement of a policy, taken apart into single actions on single resources. */
export const allowancesOf = (policy: Policy): readonly Allowance[] => policy.Statement.flatMap(partsOf);

/** What of a policy allows a question; undefined: nothing does, so it is denied. */
export const allowanceFor = (policy: Policy, { action, resource, keys }: Question): Allowance | undefined =>
  policy.Statement.filter(({ Condition = {} }) => holds(Condition, keys))
    .flatMap(partsOf)
    .find((part) => matches(part.action, action) && matches(part.resource, resource));
