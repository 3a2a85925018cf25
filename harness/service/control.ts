import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as sdk from '@aws-sdk/client-api-gateway';
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { causeOf } from '../base/errors.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { type Decoded, isBeyond } from './answer.ts';
import { type Caller, scopeHeaders } from './authorize.ts';
import type { Exchange, Send, WireRequest, WireResponse } from './exchange.ts';
import type { Operation } from './operations.ts';

/** An SDK call, whole: what crossed the wire, and what the client made of it. */
export interface CallResult {
  readonly exchange: Exchange;
  readonly decoded: Decoded;
}

/** Calls an operation through the AWS SDK, and through the `Send` given. */
export type Control = (send: Send, operation: Operation, input: JsonObject) => Promise<CallResult>;

function sdkVersion(): string {
  const path = createRequire(import.meta.url).resolve('@aws-sdk/client-api-gateway/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

type Command = Parameters<sdk.APIGatewayClient['send']>[0];
type Constructor = new (input: never) => unknown;

/** The SDK has a command of each operation of the table, under its name. */
const commandOf = (operation: Operation): Constructor => {
  const command = (sdk as unknown as Readonly<Record<string, Constructor | undefined>>)[`${operation}Command`];
  if (command === undefined) throw new Error(`the SDK has no operation ${operation}`);
  return command;
};

const bodyText = (body: unknown): string => {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  const { buffer, byteOffset, byteLength } = body as Uint8Array<ArrayBuffer>;
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
};

const toWire = (request: HttpRequest): WireRequest => {
  const query = new URLSearchParams(
    Object.entries(request.query ?? {}).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, one ?? ''])),
  );
  return {
    method: request.method,
    path: query.size === 0 ? request.path : `${request.path}?${query}`,
    headers: Object.entries(request.headers),
    body: bodyText(request.body),
  };
};

const toSdk = (response: WireResponse): HttpResponse =>
  new HttpResponse({
    statusCode: response.status,
    headers: Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: isBeyond(response.body) ? '' : Buffer.from(response.body, response.encoding),
  });

/** Transport faults have to leave the SDK's middleware as errors; the exchange is kept beside. */
class NoResponse extends Error {}

/** The options of one call, which the SDK hands through to its request handler. */
interface Tape {
  readonly through: Send;
  exchange?: Exchange;
}

const handler = {
  handle: async (request: HttpRequest, tape: Tape): Promise<{ response: HttpResponse }> => {
    const exchange = await tape.through(toWire(request));
    tape.exchange = exchange;
    if (exchange.outcome.kind === 'failure') throw new NoResponse(exchange.outcome.failure.message);
    return { response: toSdk(exchange.outcome.response) };
  },
};

const scopeSigner = (caller: Caller) => ({
  sign: async <T>(request: T): Promise<T> => {
    const { headers } = request as HttpRequest;
    for (const [name, value] of scopeHeaders(caller)) headers[name] = value;
    return request;
  },
});

const plain = (output: object): Json => {
  const { $metadata: _, ...members } = output as { $metadata?: unknown };
  return JSON.parse(JSON.stringify(members)) as Json;
};

/** Name and version of the SDK that encodes and decodes. */
export const SDK_VERSION: string = `@aws-sdk/client-api-gateway ${sdkVersion()}`;

/** Middleware that does nothing for a call that is sent once, to one endpoint, and looked at by us. */
const IDLE = ['loggerMiddleware', 'getUserAgentMiddleware', 'recursionDetectionMiddleware'];

/**
 * What the SDK would take from the environment and from shared files: settings for AWS itself, some of which it refuses beside a named endpoint.
 * A named endpoint decides, so each is given here, and none is read.
 */
const SETTLED = {
  authSchemePreference: [],
  defaultsMode: 'standard',
  maxAttempts: 1,
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: '',
} as const;

/**
 * Builds SDK calls: no retries, and a credential scope in place of a signature; a true one is put on by `signing`, over the ids that leave.
 * Paths are those of the service: what stands before them at the endpoint is put there by `Send`, as for raw requests.
 */
export const createControl = ({ endpoint, caller }: { endpoint: string; caller: Caller }): Control => {
  const client = new sdk.APIGatewayClient({
    ...SETTLED,
    authSchemePreference: [...SETTLED.authSchemePreference],
    region: caller.region,
    endpoint: new URL(endpoint).origin,
    credentials: caller.credentials,
    requestHandler: handler as never,
    signer: scopeSigner(caller),
  });
  for (const name of IDLE) client.middlewareStack.remove(name);
  return async (send, operation, input) => {
    const tape: Tape = { through: send };
    const decoded = await client.send(new (commandOf(operation))(input as never) as Command, tape as never).then(
      (output): Decoded => ({ kind: 'output', output: () => plain(output) }),
      (thrown: unknown): Decoded => ({ kind: 'error', name: thrown instanceof Error ? thrown.name : 'Error', message: causeOf(thrown) }),
    );
    const { exchange } = tape;
    if (exchange === undefined) throw new Error(`the SDK sent nothing: ${decoded.kind === 'error' ? decoded.message : ''}`);
    return { exchange, decoded };
  };
};
