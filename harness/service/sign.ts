import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Caller } from './authorize.ts';
import { prefixOf } from './endpoint.ts';
import type { HeaderPair, Send, WireRequest } from './exchange.ts';

/** Where a signature counts: the host as the server knows it, and the service of the credential scope. */
export interface Scope {
  readonly endpoint: URL;
  readonly service: 'apigateway' | 'sts';
}

type Source = string | ArrayBuffer | ArrayBufferView;

const bytesOf = (data: Source): string | Uint8Array => {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
};

/** SHA-256 in the shape that the signer asks for. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: Source) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: Source): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

/** What a signature is made of is replaced, so that a request can be signed where it leaves, with the ids that it leaves with. */
const REPLACED = new Set(['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token']);

const isSigned = (name: string): boolean => name === 'host' || name === 'content-type' || name.startsWith('x-amz-');

const queryOf = (search: string): Record<string, string[]> => {
  const query: Record<string, string[]> = {};
  for (const [key, value] of new URLSearchParams(search)) query[key] = [...(query[key] ?? []), value];
  return query;
};

const signedSet = (pairs: readonly HeaderPair[]): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    if (isSigned(key)) headers[key] = headers[key] === undefined ? value : `${headers[key]},${value}`;
  }
  return headers;
};

const splitPath = (path: string): readonly [path: string, search: string] => {
  const mark = path.indexOf('?');
  return mark < 0 ? [path, ''] : [path.slice(0, mark), path.slice(mark + 1)];
};

const sign = async (request: WireRequest, caller: Caller, { endpoint, service }: Scope): Promise<WireRequest> => {
  const kept = request.headers.filter(([name]) => !REPLACED.has(name.toLowerCase()));
  const headers: readonly HeaderPair[] = kept.some(([name]) => name.toLowerCase() === 'host') ? kept : [['Host', endpoint.host], ...kept];
  const before = signedSet(headers);
  const signer = new SignatureV4({ credentials: { ...caller.credentials }, region: caller.region, service, sha256: Sha256 });
  const [path, search] = splitPath(request.path);
  const { method, body } = request;
  const { hostname, protocol } = endpoint;
  const unsigned = new HttpRequest({
    method,
    protocol,
    hostname,
    path: prefixOf(endpoint) + path,
    query: queryOf(search),
    headers: before,
    body,
  });
  const signed = await signer.sign(unsigned, { signingDate: caller.now() });
  const added = Object.entries(signed.headers).filter(([name]) => before[name] === undefined);
  return { ...request, headers: [...headers, ...added] };
};

/** Signs each request with SigV4 as it leaves, in place of any signature that it has. */
export const signing =
  (send: Send, caller: Caller, scope: Scope): Send =>
  async (request) => {
    const { outcome } = await send(await sign(request, caller, scope));
    return { request, outcome };
  };
