import http from 'node:http';
import * as sdk from '@aws-sdk/client-api-gateway';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { API_PLACEHOLDERS } from '../../engine/load/apis.ts';
import { readsOf } from '../../engine/load/parse-read.ts';
import type { PlannedCase, Step } from '../../engine/load/types.ts';
import { apisOf } from '../../engine/plan/plan.ts';
import type { Caller } from '../../service/authorize.ts';
import type { Send } from '../../service/exchange.ts';
import { pool } from './bare.ts';

/** What a plain client needs to send the suite's requests. */
export interface PlainOptions {
  readonly endpoint: string;
  readonly caller: Caller;
  readonly width: number;
  /** For the raw requests, which the SDK cannot send. */
  readonly send: Send;
}

const call = async (client: sdk.APIGatewayClient, operation: string, input: object): Promise<{ id?: string }> => {
  const commands = sdk as unknown as Readonly<Record<string, (new (value: object) => sdk.GetRestApiCommand) | undefined>>;
  const Command = commands[`${operation}Command`];
  if (Command === undefined) throw new Error(`the SDK has no operation ${operation}`);
  return (await client.send(new Command(input)).catch(() => ({}))) as { id?: string };
};

const sendStep = async (client: sdk.APIGatewayClient, { request, expect }: Step, send: Send): Promise<void> => {
  if (request.kind === 'call') await call(client, request.operation, request.input);
  else await send({ method: request.method, path: request.path, headers: request.headers, body: request.body });
  for (const { call: operation, ...input } of readsOf(expect.map(({ read }) => read))) await call(client, operation, input);
};

const PLACEHOLDER = new RegExp(`${API_PLACEHOLDERS.api}|${API_PLACEHOLDERS.api2}`, 'g');

const bind = (step: Step, [first = '', second = '']: readonly string[]): Step =>
  JSON.parse(JSON.stringify(step).replace(PLACEHOLDER, (found) => (found === API_PLACEHOLDERS.api ? first : second))) as Step;

const sendCase = async (client: sdk.APIGatewayClient, { case: one }: PlannedCase, send: Send): Promise<void> => {
  const ids: string[] = [];
  for (let count = 0; count < apisOf(one); count += 1) ids.push((await call(client, 'CreateRestApi', { name: 'bench' })).id ?? '');
  for (const step of [...one.given, ...one.steps]) await sendStep(client, bind(step, ids), send);
  for (const restApiId of ids) await call(client, 'DeleteRestApi', { restApiId });
};

/** Sends the same requests with an SDK client as anyone would set one up: its own sockets, true signatures. */
export const sendPlain = async (planned: readonly PlannedCase[], { endpoint, caller, width, send }: PlainOptions): Promise<void> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: width });
  const client = new sdk.APIGatewayClient({
    endpoint,
    region: caller.region,
    credentials: caller.credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpAgent: agent }),
  });
  await pool(planned, width, (one) => sendCase(client, one, send));
  client.destroy();
};
