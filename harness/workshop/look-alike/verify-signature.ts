import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../../service/authorize.ts';
import type { Keyring } from './keyring.ts';
import { headerOf, type Received, type Rejection } from './message.ts';

/** The scope in which a signature must have been made. */
export interface Scope {
  readonly service: string;
  readonly region: string;
}

interface Authorization {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const MOST_SKEW_MS = 5 * 60_000;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

const readAuthorization = (request: Received): Authorization | undefined => {
  const [, accessKeyId, day, region, service, headers, signature] = AUTHORIZATION.exec(headerOf(request, 'authorization') ?? '') ?? [];
  if (accessKeyId === undefined || day === undefined || region === undefined || service === undefined) return undefined;
  if (headers === undefined || signature === undefined) return undefined;
  return { accessKeyId, day, region, service, signedHeaders: headers.split(';'), signature };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The path as sent, dot segments and empty ones taken out, encoded once more. */
const canonicalPath = (path: string): string => {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(encode(segment));
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
};

/** A blank is %20: a plus sign stands for itself. */
const canonicalQuery = (query: string): string => {
  const pairs = query.split('&').filter((part) => part !== '');
  const encoded = pairs.map((pair) => {
    const at = pair.indexOf('=');
    const [key, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    return [encode(decode(key)), encode(decode(value))] as const;
  });
  const order = (a: string, b: string): number => Number(a > b) - Number(a < b);
  return [...encoded]
    .sort(([key, value], [otherKey, otherValue]) => order(key, otherKey) || order(value, otherValue))
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
};

const canonicalHeader = ({ headers }: Received, name: string): string => {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value.trim().replace(/\s+/g, ' '));
  return `${name}:${values.join(',')}\n`;
};

/** The signature that the request should carry, by AWS's description of Signature Version 4. */
const signatureOf = (request: Received, { day, region, service, signedHeaders }: Authorization, secret: string): string => {
  const at = request.path.indexOf('?');
  const [path, query] = at < 0 ? [request.path, ''] : [request.path.slice(0, at), request.path.slice(at + 1)];
  const names = [...signedHeaders].sort();
  const canonical = [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    names.map((name) => canonicalHeader(request, name)).join(''),
    names.join(';'),
    sha256(request.body),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headerOf(request, 'x-amz-date') ?? '', scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>((before, part) => hmac(before, part), `AWS4${secret}`);
  return hmac(key, toSign).toString('hex');
};

const rejection = (errorType: string, message: string): Rejection => ({ status: 403, errorType, message });

const badSignature = (cause: string): Rejection => rejection('InvalidSignatureException', cause);

const dateRejection = (request: Received, { day }: Authorization, now: Date): Rejection | undefined => {
  const sent = headerOf(request, 'x-amz-date') ?? '';
  const [, year, month, date, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(sent) ?? [];
  if (year === undefined) {
    return rejection('IncompleteSignatureException', "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  const age = now.getTime() - Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  if (age > MOST_SKEW_MS) return badSignature(`Signature expired: ${sent} is now earlier than the oldest date allowed (5 min.)`);
  if (age < -MOST_SKEW_MS) return badSignature(`Signature not yet current: ${sent} is still later than the latest date allowed (5 min.)`);
  return sent.startsWith(day) ? undefined : badSignature(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.`);
};

const scopeRejection = (authorization: Authorization, { service, region }: Scope): Rejection | undefined => {
  if (authorization.service !== service) return badSignature(`Credential should be scoped to correct service: '${service}'.`);
  return authorization.region === region ? undefined : badSignature(`Credential should be scoped to a valid region.`);
};

const unsignedRejection = (request: Received, { signedHeaders }: Authorization): Rejection | undefined => {
  const needed = ['host', ...(headerOf(request, 'x-amz-security-token') === undefined ? [] : ['x-amz-security-token'])];
  const [missing] = needed.filter((name) => !signedHeaders.includes(name));
  return missing === undefined ? undefined : badSignature(`'${missing}' must be a signed header in the AWS Authorization.`);
};

const tokenRejection = (request: Received, { sessionToken }: Credentials): Rejection | undefined =>
  headerOf(request, 'x-amz-security-token') === sessionToken
    ? undefined
    : rejection('UnrecognizedClientException', 'The security token included in the request is invalid.');

const same = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Checks a request as AWS does: key, session token, date, scope, signature. Written from AWS's description, apart from the SDK's signer. */
export const verifySignature = (request: Received, scope: Scope, keyring: Keyring, now: Date): Rejection | undefined => {
  if (headerOf(request, 'authorization') === undefined) return rejection('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const authorization = readAuthorization(request);
  if (authorization === undefined) return rejection('IncompleteSignatureException', 'Authorization header is not a valid AWS4-HMAC-SHA256 one.');
  const found = keyring.find(authorization.accessKeyId);
  if (found === undefined) return rejection('UnrecognizedClientException', 'The security token included in the request is invalid.');
  const early =
    tokenRejection(request, found.credentials) ??
    dateRejection(request, authorization, now) ??
    scopeRejection(authorization, scope) ??
    unsignedRejection(request, authorization);
  if (early !== undefined) return early;
  if (found.expired) return rejection('ExpiredTokenException', 'The security token included in the request is expired');
  return same(signatureOf(request, authorization, found.credentials.secretAccessKey), authorization.signature)
    ? undefined
    : badSignature(
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      );
};
