import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { loadSuite } from '../../engine/load/load.ts';
import { planCases } from '../../engine/plan/plan.ts';
import type { Send } from '../../service/exchange.ts';
import { modelSend } from '../../targets/model-target.ts';
import { allowanceFor, allowancesOf, type KnownApi, type Question, questionsOf } from '../../workshop/look-alike/iam.ts';
import { apiOf, operationOf } from './operations.ts';
import { rehearse } from './plan-recording.ts';
import { policyFor } from './policy.ts';
import { jobsOf } from './record-scenarios.ts';
import { completeAwsFlags } from './settings.ts';

const REGION = 'eu-central-1';

const POLICY = policyFor(REGION);

const OURS: KnownApi = { name: 'apigw-conformance', tags: { 'apigw-conformance:run': 'r' } };

const OTHERS: KnownApi = { name: 'shop', tags: { team: 'a' } };

interface Sent {
  readonly request: string;
  readonly body?: unknown;
  /** The API that the request names; nothing where there is none. */
  readonly of?: KnownApi;
  readonly region?: string;
}

const isAllowed = ({ request, body, of, region = REGION }: Sent): boolean => {
  const [method = '', path = ''] = request.split(' ');
  const text = body === undefined ? '' : JSON.stringify(body);
  return questionsOf({ method, path, body: text }, region, of).every((question) => allowanceFor(POLICY, question) !== undefined);
};

const LEASE = { name: 'apigw-conformance', tags: { 'apigw-conformance:run': 'r', team: 'a' } };

test.each<Sent>([
  { request: 'POST /restapis', body: LEASE },
  { request: 'GET /restapis?limit=500' },
  { request: 'GET /restapis/abcde12345' },
  { request: 'DELETE /restapis/abcde12345', of: OURS },
  { request: 'DELETE /restapis/abcde12345' },
  { request: 'GET /restapis/abcde12345/gatewayresponses?limit=500' },
  { request: 'PATCH /restapis/abcde12345/gatewayresponses/DEFAULT_4XX', of: OURS },
  { request: 'PATCH /restapis/unknownapi000000/gatewayresponses/DEFAULT_4XX' },
])('$request is allowed', (sent) => {
  expect(isAllowed(sent)).toBe(true);
});

test.each<Sent & { readonly why: string }>([
  { request: 'DELETE /restapis/abcde12345', of: OTHERS, why: "another's API" },
  { request: 'PATCH /restapis/abcde12345/gatewayresponses/DEFAULT_4XX', of: OTHERS, why: "a gateway response of another's API" },
  { request: 'POST /restapis', body: { ...LEASE, name: 'shop' }, why: 'another name' },
  { request: 'POST /restapis', body: { ...LEASE, tags: { team: 'a' } }, why: 'without the tag of a run' },
  { request: 'POST /restapis', body: LEASE, region: 'us-east-1', why: 'in another region' },
  { request: 'PUT /restapis/abcde12345', of: OURS, why: 'PutRestApi' },
  { request: 'PATCH /restapis/abcde12345', of: OURS, why: 'UpdateRestApi' },
  { request: 'POST /restapis/abcde12345/deployments', of: OURS, why: 'CreateDeployment' },
  { request: 'DELETE /restapis/abcde12345/stages/prod', of: OURS, why: 'DeleteStage' },
  { request: 'GET /restapis/abcde12345/stages', of: OURS, why: 'GetStages' },
  { request: 'GET /apikeys', why: 'GetApiKeys' },
  { request: 'PATCH /account', why: 'UpdateAccount' },
  { request: 'DELETE /tags/arn%3Aaws%3Aapigateway%3Aeu-central-1%3A%3A%2Frestapis%2Fabcde12345?tagKeys=a', why: 'UntagResource' },
  { request: 'PUT /tags/arn%3Aaws%3Aapigateway%3Aeu-central-1%3A%3A%2Fdomainnames%2Fx', why: 'tags of anything but REST APIs' },
])('$request is denied: $why', (sent) => {
  expect(isAllowed(sent)).toBe(false);
});

/** Everything that a recording of the whole suite asks of IAM, with the model in AWS's place. */
const askedInFull = async (): Promise<readonly Question[]> => {
  const suite = loadSuite(undefined);
  const apis = new Map<string, KnownApi>();
  const asked: Question[] = [];
  const answer = modelSend(createModel());
  const send: Send = async (request) => {
    const operation = operationOf(request);
    if (operation !== 'Unknown') asked.push(...questionsOf(request, REGION, apis.get(apiOf(request))));
    const exchange = await answer(request);
    const made = exchange.outcome.kind === 'response' && operation === 'CreateRestApi' ? JSON.parse(exchange.outcome.response.body) : null;
    if (made !== null) apis.set(made.id, made);
    if (operation === 'DeleteRestApi') apis.delete(apiOf(request));
    return exchange;
  };
  const settings = completeAwsFlags({ region: REGION, account: '123456789012' }, {});
  await rehearse(send, jobsOf(planCases(suite, { only: [], skip: [] })), suite, settings);
  return asked;
};

test('every call of the whole plan is allowed, and with the list of the janitor each action on each resource is needed', async () => {
  const list = questionsOf({ method: 'GET', path: '/restapis?limit=500', body: '' }, REGION, undefined);
  const questions = [...(await askedInFull()), ...list];
  expect(questions.filter((question) => allowanceFor(POLICY, question) === undefined)).toEqual([]);
  const needed = new Set(questions.map((question) => JSON.stringify(allowanceFor(POLICY, question))));
  expect([...needed].sort()).toEqual(
    allowancesOf(POLICY)
      .map((part) => JSON.stringify(part))
      .sort(),
  );
});

test('for all regions it names none', () => {
  expect(JSON.stringify(policyFor('*'))).not.toContain(REGION);
  expect(policyFor('*').Statement.flatMap(({ Resource }) => Resource)).toContain('arn:aws:apigateway:*::/restapis');
});
