import { API_NAME, RUN_TAG } from './tags.ts';

type Operator = 'StringEquals' | 'StringEqualsIfExists' | 'Null';

/** What has to hold besides: by operator, by condition key. */
export type Condition = { readonly [operator in Operator]?: Readonly<Record<string, string>> };

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

/** An IAM policy. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

interface Grant {
  readonly sid: string;
  readonly verb: string;
  /** The last part of the resource's ARN. */
  readonly path: string;
  readonly condition?: Condition;
}

/** An API id as AWS gives them; `?` keeps the wildcard from reaching what lies below the API. */
const ID = '?'.repeat(10);
const RESPONSES = '/restapis/*/gatewayresponses';

const read = (path: string): readonly Grant[] => [{ sid: 'Read', verb: 'GET', path }];

/** Ids of the suite that are no API's: without an API there is no tag, and the answer is to be API Gateway's own 404. */
const NO_APIS = ['fakeapiid0000000', 'unknownapi000000', 'zz9zz9zz9z'];

/** A gateway response inherits the tags of its API (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html). */
const change = (verb: string): readonly Grant[] => [
  { sid: 'ChangeLeases', verb, path: `${RESPONSES}/*`, condition: { Null: { [`aws:ResourceTag/${RUN_TAG}`]: 'false' } } },
  ...NO_APIS.map((id) => ({ sid: 'ChangeNothing', verb, path: `/restapis/${id}/gatewayresponses/*` })),
];

/**
 * What each operation is authorised by, from AWS's service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_apigateway.html, table "API operations", and the rows of the resource types).
 * Whose name may be created and deleted: `apigateway:Request/ApiName` is there in CreateRestApi, `apigateway:Resource/ApiName` in DeleteRestApi.
 */
const grantsOf = (region: string): Readonly<Record<string, readonly Grant[]>> => ({
  CreateRestApi: [
    {
      sid: 'CreateLeases',
      verb: 'POST',
      path: '/restapis',
      condition: { StringEquals: { 'apigateway:Request/ApiName': API_NAME }, Null: { [`aws:RequestTag/${RUN_TAG}`]: 'false' } },
    },
    // The tags of a new API are authorised apart, on the path of TagResource for an API that has no id yet.
    { sid: 'TagLeases', verb: 'PUT', path: `/tags/${encodeURIComponent(`arn:aws:apigateway:${region}::/restapis/*`)}` },
  ],
  // An API that is gone has no name: its deletion is to be answered 404, and not to be refused.
  DeleteRestApi: [
    {
      sid: 'DeleteLeases',
      verb: 'DELETE',
      path: `/restapis/${ID}`,
      condition: { StringEqualsIfExists: { 'apigateway:Resource/ApiName': API_NAME } },
    },
  ],
  GetRestApis: read('/restapis'),
  GetRestApi: read(`/restapis/${ID}`),
  GetGatewayResponses: read(RESPONSES),
  GetGatewayResponse: read(`${RESPONSES}/*`),
  PutGatewayResponse: change('PUT'),
  UpdateGatewayResponse: change('PATCH'),
  DeleteGatewayResponse: change('DELETE'),
});

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/**
 * The IAM policy that recording and the janitor need, for one region or for all (`*`).
 * GetCallerIdentity is not in it: it needs no permission (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
 */
export const policyFor = (region: string): Policy => {
  const grants = Object.values(grantsOf(region)).flat();
  const statements = [...new Set(grants.map(({ sid }) => sid))].map((sid): Statement => {
    const own = grants.filter((grant) => grant.sid === sid);
    const condition = own[0]?.condition;
    return {
      Sid: sid,
      Effect: 'Allow',
      Action: unique(own.map(({ verb }) => `apigateway:${verb}`)),
      Resource: unique(own.map(({ path }) => `arn:aws:apigateway:${region}::${path}`)),
      ...(condition === undefined ? {} : { Condition: condition }),
    };
  });
  return { Version: '2012-10-17', Statement: statements };
};
