import http from 'node:http';
import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteGatewayResponseCommand,
  DeleteRestApiCommand,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  GetRestApiCommand,
  PutGatewayResponseCommand,
  UpdateGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { apisOf } from '../plan.ts';
import { API_PLACEHOLDERS } from '../scenario/apis.ts';
import { readsOf } from '../scenario/parse-read.ts';
import type { PlannedCase, Step } from '../scenario/types.ts';
import type { Caller } from '../wire/authorize.ts';
import type { Send } from '../wire/exchange.ts';
import { pool } from './bare.ts';

const COMMANDS = {
  CreateRestApi: CreateRestApiCommand,
  GetRestApi: GetRestApiCommand,
  DeleteRestApi: DeleteRestApiCommand,
  GetGatewayResponse: GetGatewayResponseCommand,
  GetGatewayResponses: GetGatewayResponsesCommand,
  PutGatewayResponse: PutGatewayResponseCommand,
  UpdateGatewayResponse: UpdateGatewayResponseCommand,
  DeleteGatewayResponse: DeleteGatewayResponseCommand,
};

/** What a plain client needs to send the suite's requests. */
export interface PlainOptions {
  readonly endpoint: string;
  readonly caller: Caller;
  readonly width: number;
  /** For the raw requests, which the SDK cannot send. */
  readonly send: Send;
}

const call = async (client: APIGatewayClient, operation: keyof typeof COMMANDS, input: object): Promise<{ id?: string }> => {
  const Command = COMMANDS[operation] as unknown as new (value: object) => UpdateGatewayResponseCommand;
  return (await client.send(new Command(input)).catch(() => ({}))) as { id?: string };
};

const sendStep = async (client: APIGatewayClient, { request, expect }: Step, send: Send): Promise<void> => {
  if (request.kind === 'call') await call(client, request.operation, request.input);
  else await send({ method: request.method, path: request.path, headers: request.headers, body: request.body });
  for (const { call: operation, ...input } of readsOf(expect.map(({ read }) => read))) await call(client, operation, input);
};

const PLACEHOLDER = new RegExp(`${API_PLACEHOLDERS.api}|${API_PLACEHOLDERS.api2}`, 'g');

const bind = (step: Step, [first = '', second = '']: readonly string[]): Step =>
  JSON.parse(JSON.stringify(step).replace(PLACEHOLDER, (found) => (found === API_PLACEHOLDERS.api ? first : second))) as Step;

const sendCase = async (client: APIGatewayClient, { case: one }: PlannedCase, send: Send): Promise<void> => {
  const ids: string[] = [];
  for (let count = 0; count < apisOf(one); count += 1) ids.push((await call(client, 'CreateRestApi', { name: 'bench' })).id ?? '');
  for (const step of [...one.given, ...one.steps]) await sendStep(client, bind(step, ids), send);
  for (const restApiId of ids) await call(client, 'DeleteRestApi', { restApiId });
};

/** Sends the same requests with an SDK client as anyone would set one up: its own sockets, true signatures. */
export const sendPlain = async (planned: readonly PlannedCase[], { endpoint, caller, width, send }: PlainOptions): Promise<void> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: width });
  const client = new APIGatewayClient({
    endpoint,
    region: caller.region,
    credentials: caller.credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpAgent: agent }),
  });
  await pool(planned, width, (one) => sendCase(client, one, send));
  client.destroy();
};
