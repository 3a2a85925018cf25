import { isObject, type Json, parseJson } from '../../base/json.ts';
import type { WireRequest } from '../../service/exchange.ts';

/** Tags of an API. */
export type Tags = Readonly<Record<string, string>>;

/** What every API of this tool is called. */
export const API_NAME = 'apigw-conformance';

/** Which run an API is leased by. */
export const RUN_TAG = 'apigw-conformance:run';

/** When its lease ends, ISO 8601. */
export const EXPIRES_TAG = 'apigw-conformance:expires';

/** How long a lease lasts: far longer than a recording may. */
export const LEASE_MS: number = 2 * 3600 * 1000;

/** The tags of an API that a run leases now. */
export const leaseTags = (run: string, now: Date, more: Tags): Tags => ({
  ...more,
  [RUN_TAG]: run,
  [EXPIRES_TAG]: new Date(now.getTime() + LEASE_MS).toISOString(),
});

/** Whether a listed API is a lease of this tool that has ended. */
export const hasExpired = (tags: Readonly<Record<string, Json>>, now: Date): boolean => {
  const expires = tags[EXPIRES_TAG];
  return typeof tags[RUN_TAG] === 'string' && typeof expires === 'string' && Date.parse(expires) < now.getTime();
};

/** A CreateRestApi of a scenario is sent with the lease's tags, so that nothing can be left behind unnamed. */
export const withTags = (request: WireRequest, tags: Tags): WireRequest => {
  const json = parseJson(request.body);
  if (!isObject(json)) return request;
  const body = JSON.stringify({ ...json, tags: { ...(isObject(json['tags']) ? json['tags'] : {}), ...tags } });
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  return { ...request, body, headers: [...headers, ['Content-Length', String(Buffer.byteLength(body))]] };
};

const OWN = `"tags"\\s*:\\s*\\{[^{}]*"${RUN_TAG}"[^{}]*\\}`;
const IN_BODY = new RegExp(`,\\s*${OWN}|${OWN}\\s*,?`, 'g');

/** An answer's body without the lease's tags: they are the recorder's, and name the run and the account's own tags. */
export const withoutTags = (body: string): string => (body.includes(RUN_TAG) ? body.replace(IN_BODY, '') : body);
