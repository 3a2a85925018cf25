import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { causeOf, HarnessError } from '../../base/errors.ts';
import type { Credentials } from '../../service/authorize.ts';
import type { Environment } from '../../service/environment.ts';
import { createHttpSend, type HttpSend } from '../../service/send.ts';
import { proxyFor, TunnelAgent } from './tunnel.ts';

const TIMEOUT_MS = 30_000;

/** A `Send` to any host, by the proxy that the environment names for it. It is nobody's tape. */
export const plainSend = (endpoint: URL, environment: Environment): HttpSend => {
  const agent =
    endpoint.protocol === 'https:' ? new TunnelAgent({ proxy: proxyFor(endpoint, environment), sockets: 2, onIssuer: () => {} }) : undefined;
  return createHttpSend({ endpoint, timeoutMs: TIMEOUT_MS, sockets: 2, ...(agent === undefined ? {} : { agent }) });
};

const bodyText = (body: unknown): string => {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  // Read below the SDK's own subclass, which warns whoever takes it for a text.
  const { buffer, byteOffset, byteLength } = body as Uint8Array<ArrayBuffer>;
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
};

const pathOf = ({ path, query }: HttpRequest): string => {
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, one ?? ''])),
  );
  return search.size === 0 ? path : `${path}?${search}`;
};

/** What carries the SDK's own calls for credentials: STS, SSO. */
const credentialHandler = (environment: Environment) => ({
  handle: async (request: HttpRequest): Promise<{ response: HttpResponse }> => {
    const endpoint = new URL(`${request.protocol}//${request.hostname}${request.port === undefined ? '' : `:${request.port}`}`);
    const { send, close } = plainSend(endpoint, environment);
    const { outcome } = await send({
      method: request.method,
      path: pathOf(request),
      headers: Object.entries(request.headers),
      body: bodyText(request.body),
    });
    close();
    if (outcome.kind === 'failure') throw new Error(`${endpoint.host}: ${outcome.failure.message}`);
    const { status, headers, body, encoding } = outcome.response;
    return {
      response: new HttpResponse({
        statusCode: status,
        headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
        body: Buffer.from(body, encoding),
      }),
    };
  },
});

const HINT = 'Give credentials as any AWS tool takes them: environment variables, AWS_PROFILE, "aws sso login".';

/**
 * Credentials as the SDK's standard chain finds them: environment, profiles, AssumeRole, SSO, container.
 * @throws HarnessError `configuration` where there are none
 */
export const resolveCredentials = async (region: string, environment: Environment): Promise<Credentials> => {
  const requestHandler = credentialHandler(environment) as never;
  const chain = defaultProvider({ clientConfig: { requestHandler, maxAttempts: 3 }, parentClientConfig: { region, requestHandler } } as never);
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await chain();
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  } catch (thrown) {
    const profile = environment['AWS_PROFILE'];
    const where = profile === undefined ? '' : ` by AWS_PROFILE=${profile}`;
    throw new HarnessError('configuration', `Failed to find AWS credentials${where}: ${causeOf(thrown)}`.replace(/\d{12}/g, '(account)'), HINT);
  }
};
