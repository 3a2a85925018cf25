import { randomUUID } from 'node:crypto';
import type { Keyring } from './keyring.ts';
import { headerOf, type Received, type Rejection, type Reply, type Service, textReply } from './message.ts';
import { verifySignature } from './verify-signature.ts';

/** Whose identities are handed out. */
export interface SignInOptions {
  readonly region: string;
  readonly accountId: string;
  readonly keyring: Keyring;
}

const HOUR_MS = 3_600_000;

const inAnHour = (): Date => new Date(Date.now() + HOUR_MS);

const xml = (status: number, body: string): Reply => textReply(status, 'text/xml', `${body}\n`);

const json = (status: number, body: object): Reply => textReply(status, 'application/json', JSON.stringify(body));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const stsAnswer = (operation: string, result: string): Reply =>
  xml(
    200,
    `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result>${result}</${operation}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${operation}Response>`,
  );

/** STS names the same refusals in its own, older words. */
const STS_CODES: Readonly<Record<string, string>> = {
  InvalidSignatureException: 'SignatureDoesNotMatch',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  TooManyRequestsException: 'Throttling',
};

const stsRefusal = ({ status, errorType, message }: Rejection): Reply =>
  xml(
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
      `<Code>${STS_CODES[errorType] ?? errorType}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );

const parameters = ({ path, body }: Received): URLSearchParams => new URLSearchParams(body === '' ? path.split('?')[1] : body);

const callerIdentity = (request: Received, { accountId, keyring }: SignInOptions): Reply => {
  const keyId = /Credential=([^/]+)/.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? '';
  const isRole = keyring.find(keyId)?.credentials.sessionToken !== undefined;
  const [arn, user] = isRole ? ['assumed-role/recorder/session', 'AROAEXAMPLEROLEID0000:session'] : ['user/recorder', 'AIDAEXAMPLEUSERID0000'];
  const service = isRole ? 'sts' : 'iam';
  return stsAnswer('GetCallerIdentity', `<Arn>arn:aws:${service}::${accountId}:${arn}</Arn><UserId>${user}</UserId><Account>${accountId}</Account>`);
};

const assumeRole = (request: Received, { keyring }: SignInOptions): Reply => {
  const role = parameters(request).get('RoleArn') ?? '';
  const session = parameters(request).get('RoleSessionName') ?? '';
  const { accessKeyId, secretAccessKey, sessionToken } = keyring.temporary();
  const assumed = `${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${session}`;
  return stsAnswer(
    'AssumeRole',
    `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>` +
      `<SessionToken>${sessionToken}</SessionToken><Expiration>${inAnHour().toISOString()}</Expiration></Credentials>` +
      `<AssumedRoleUser><AssumedRoleId>AROAEXAMPLEROLEID0000:${escaped(session)}</AssumedRoleId><Arn>${escaped(assumed)}</Arn></AssumedRoleUser>`,
  );
};

/** STS on one of its hosts; the global one signs for us-east-1. */
const stsOn = (host: string, region: string, options: SignInOptions): Service => ({
  name: 'sts',
  hosts: [host],
  operationOf: (request) => parameters(request).get('Action') ?? 'Unknown',
  reject: (request) => verifySignature(request, { service: 'sts', region }, options.keyring, new Date()),
  carryOut: async (request, operation) => {
    if (operation === 'GetCallerIdentity') return callerIdentity(request, options);
    if (operation === 'AssumeRole') return assumeRole(request, options);
    return stsRefusal({ status: 400, errorType: 'InvalidAction', message: `Could not find operation ${operation} for version 2011-06-15` });
  },
  refuse: stsRefusal,
});

const jsonRefusal = ({ status, errorType, message }: Rejection): Reply => {
  const { headers, ...rest } = json(status, { message });
  return { ...rest, headers: [...headers, ['x-amzn-errortype', errorType]] };
};

const portal = ({ region, accountId, keyring }: SignInOptions): Service => ({
  name: 'sso',
  hosts: [`portal.sso.${region}.amazonaws.com`],
  operationOf: ({ path }) => (path.startsWith('/federation/credentials') ? 'GetRoleCredentials' : 'Unknown'),
  reject: (request) => {
    const known = keyring.isToken(headerOf(request, 'x-amz-sso_bearer_token')) && request.path.includes(accountId);
    return known ? undefined : { status: 401, errorType: 'UnauthorizedException', message: 'Session token not found or invalid' };
  },
  carryOut: async () => json(200, { roleCredentials: { ...keyring.temporary(), expiration: inAnHour().getTime() } }),
  refuse: jsonRefusal,
});

const oidc = ({ region, keyring }: SignInOptions): Service => ({
  name: 'sso-oidc',
  hosts: [`oidc.${region}.amazonaws.com`],
  operationOf: ({ path }) => (path === '/token' ? 'CreateToken' : 'Unknown'),
  reject: ({ body }) => {
    const { refreshToken } = JSON.parse(body === '' ? '{}' : body) as { refreshToken?: string };
    return keyring.isToken(refreshToken) ? undefined : { status: 400, errorType: 'InvalidGrantException', message: 'Invalid refresh token' };
  },
  carryOut: async () => json(200, { accessToken: keyring.token(), refreshToken: keyring.token(), tokenType: 'Bearer', expiresIn: HOUR_MS / 1000 }),
  refuse: jsonRefusal,
});

/** STS, regional and global, the SSO portal, and the renewal of its tokens. */
export const signInServices = (options: SignInOptions): readonly Service[] => [
  ...[...new Set([options.region, 'us-east-1'])].map((region) => stsOn(`sts.${region}.amazonaws.com`, region, options)),
  stsOn('sts.amazonaws.com', 'us-east-1', options),
  portal(options),
  oidc(options),
];
