import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';
import { literal } from './literal.ts';
import { API_VARIABLES } from './quote.ts';
import { CLOSE, type Frame, OPEN, type Piece } from './script.ts';

/** One call of the AWS SDK for JavaScript, version 3. */
export const sdkPiece = (operation: Operation, input: JsonObject): Piece => {
  const members = Object.entries(input).map(([name, value]) => `  ${name}: ${literal(value)},\n`);
  return { text: `${OPEN}await send(new gateway.${operation}Command({\n${members.join('')}}))${CLOSE}` };
};

const HEAD = `import * as gateway from "@aws-sdk/client-api-gateway";

const client = new gateway.APIGatewayClient({
  endpoint: process.env.ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
const send = (command) => client.send(command).catch((error) => error);
`;

const create = (variable: string): string =>
  `const { id: ${variable} } = await send(new gateway.CreateRestApiCommand({ name: "apigw-conformance", endpointConfiguration: { types: ["REGIONAL"] } }));`;

/** What goes around: a client that sends once, and a refusal taken as an answer. A module: it awaits at the top. */
export const sdkFrame: Frame = {
  name: 'SDK v3',
  head: HEAD,
  create: Object.fromEntries(API_VARIABLES.map(([placeholder, variable]) => [placeholder, create(variable.toLowerCase())])),
  shown: ['console.dir(', ', { depth: null });'],
  silent: ['', ';'],
};
