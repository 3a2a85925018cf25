import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createModel, type Model } from '../../../suites/model/model.ts';
import { awsRules } from '../../../suites/model/rules.ts';
import type { ModelResponse } from '../../../suites/model/wire.ts';
import type { Policy } from '../../recording/aws/policy.ts';
import { allowanceFor, questionsOf } from './iam.ts';
import type { Keyring } from './keyring.ts';
import { type Received, type Rejection, type Reply, type Service, textReply } from './message.ts';
import type { Quotas } from './quotas.ts';
import { verifySignature } from './verify-signature.ts';

/** A REST API as the account has it. */
export interface ApiSummary {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What API Gateway is made of here. */
export interface ControlPlaneOptions {
  readonly region: string;
  readonly accountId: string;
  readonly latencyMs: number;
  readonly quotas: Quotas;
  readonly keyring: Keyring;
  /** APIs that are there from the start. */
  readonly apis: readonly Omit<ApiSummary, 'id'>[];
  /** What the caller may do; null: everything. */
  readonly policy: Policy | null;
}

/** API Gateway's control plane, and what it holds. */
export interface ControlPlane {
  readonly service: Service;
  live(): readonly ApiSummary[];
}

const requestIds = (): [string, string][] => [
  ['x-amzn-requestid', randomUUID()],
  ['x-amz-apigw-id', `${randomBytes(11).toString('base64url')}=`],
];

const refuse = ({ status, errorType, message }: Rejection): Reply => {
  const { headers, ...rest } = textReply(status, 'application/json', `${JSON.stringify({ message })}\n`);
  return { ...rest, headers: [['x-amzn-errortype', errorType], ...headers, ...requestIds()] };
};

const THROTTLED: Rejection = { status: 429, errorType: 'TooManyRequestsException', message: 'Too Many Requests' };

const CONFLICT: Rejection = {
  status: 409,
  errorType: 'ConflictException',
  message: 'Unable to complete operation due to concurrent modification. Please try again later.',
};

const PAGE = 25;
const LARGEST_PAGE = 500;

/** The page of GetRestApis that `limit` and `position` ask for; the model gives all at once. */
const paged = (path: string, response: ModelResponse): Reply => {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const start = Number(Buffer.from(query.get('position') ?? '', 'base64url').toString() || 0);
  const end = start + Math.min(Number(query.get('limit') ?? PAGE), LARGEST_PAGE);
  const { item } = JSON.parse(response.body) as { item: readonly unknown[] };
  const position = item.length > end ? { position: Buffer.from(String(end)).toString('base64url') } : {};
  const { headers, body } = textReply(200, 'application/json', `${JSON.stringify({ item: item.slice(start, end), ...position })}\n`);
  return { status: 200, headers: [...headers, ...response.headers.filter(([name]) => name.startsWith('x-'))], body };
};

const ask = (model: Model, method: string, body: string): string => model.handle({ method, path: '/restapis', headers: [], body }).body;

const accountModel = ({ accountId, apis }: ControlPlaneOptions): Model => {
  const ids = { requestId: () => randomUUID(), gatewayId: () => `${randomBytes(11).toString('base64url')}=` };
  const model = createModel({ accountId, ...ids });
  for (const api of apis) ask(model, 'POST', JSON.stringify({ ...api, endpointConfiguration: { types: ['REGIONAL'] } }));
  return model;
};

/** Changes of one API must not overlap. Gives the way to end the change, or nothing where another one is under way. */
const createLocks = (): ((request: Received) => (() => void) | undefined) => {
  const busy = new Set<string>();
  return ({ method, path }) => {
    const apiId = path.split(/[/?]/)[2] ?? '';
    if (method === 'GET' || apiId === '') return () => {};
    if (busy.has(apiId)) return undefined;
    busy.add(apiId);
    return () => busy.delete(apiId);
  };
};

const denial = (arn: string, action: string, resource: string): Rejection => ({
  status: 403,
  errorType: 'AccessDeniedException',
  message: `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
});

/** Refuses what the policy does not allow. What is no operation has no action either. */
const createGuard = ({ region, accountId, policy }: ControlPlaneOptions, live: () => readonly ApiSummary[]) => {
  const user = `arn:aws:sts::${accountId}:assumed-role/recorder/session`;
  return (request: Received, operation: string): Rejection | undefined => {
    if (policy === null || operation === 'Unknown') return undefined;
    const named = live().find(({ id }) => id === request.path.split(/[/?]/)[2]);
    const denied = questionsOf(request, region, named).find((question) => allowanceFor(policy, question) === undefined);
    return denied === undefined ? undefined : denial(user, denied.action, denied.resource);
  };
};

/** API Gateway: the model behind signatures, quotas and the refusal of overlapping changes. */
export const createControlPlane = (options: ControlPlaneOptions): ControlPlane => {
  const { region, quotas, keyring, latencyMs } = options;
  const model = accountModel(options);
  const lock = createLocks();
  const carryOut = async (request: Received, operation: string): Promise<Reply> => {
    if (!quotas.admit(operation, request.body)) return refuse(THROTTLED);
    const unlock = lock(request);
    if (unlock === undefined) return refuse(CONFLICT);
    try {
      if (latencyMs > 0) await wait(latencyMs);
      const response = model.handle(request);
      return operation === 'GetRestApis' ? paged(request.path, response) : response;
    } finally {
      unlock();
    }
  };
  const live = (): readonly ApiSummary[] => {
    const { item } = JSON.parse(ask(model, 'GET', '')) as { item: readonly ApiSummary[] };
    return item.map(({ id, name, tags }) => ({ id, name, tags }));
  };
  const guard = createGuard(options, live);
  const operationOf = ({ method, path }: Received): string => awsRules.route(method, path)?.operation ?? 'Unknown';
  return {
    service: {
      name: 'apigateway',
      hosts: [`apigateway.${region}.amazonaws.com`],
      operationOf,
      reject: (request) => verifySignature(request, { service: 'apigateway', region }, keyring, new Date()) ?? guard(request, operationOf(request)),
      carryOut,
      refuse,
    },
    live,
  };
};
