import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import { literal } from './literal.ts';
import { API_VARIABLES } from './quote.ts';
import { CLOSE, type Frame, OPEN, type Piece } from './script.ts';

const snake = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();

/** One call of boto3. */
export const boto3Piece = (operation: Operation, input: JsonObject): Piece => {
  const members = Object.entries(input).map(([name, value]) => `    ${name}=${literal(value)},\n`);
  return { text: `${OPEN}send(client.${snake(operation)},\n${members.join('')})${CLOSE}` };
};

const HEAD = `import os

import boto3
from botocore.exceptions import ClientError

client = boto3.client("apigateway", endpoint_url=os.environ["ENDPOINT"], region_name="us-east-1",
                      aws_access_key_id="test", aws_secret_access_key="test")


def send(call, **members):
    try:
        return call(**members)
    except ClientError as error:
        return error.response

`;

const create = (variable: string): string =>
  `${variable} = client.create_rest_api(name="apigw-conformance", endpointConfiguration={"types": ["REGIONAL"]})["id"]`;

/** What goes around: a client, and a refusal taken as an answer. */
export const boto3Frame: Frame = {
  name: 'boto3',
  head: HEAD,
  create: Object.fromEntries(API_VARIABLES.map(([placeholder, variable]) => [placeholder, create(variable.toLowerCase())])),
  shown: ['print(', ')'],
  silent: ['', ''],
};
