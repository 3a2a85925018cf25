import { HarnessError } from '../../base/errors.ts';
import type { NamedEndpoint } from '../../service/environment.ts';

const AS_IN = 'Write it whole, as in --endpoint http://127.0.0.1:4566.';

/** What may hold a password or a token: it is refused without being repeated. */
const SECRET = /[@?#]/;

const fail = (said: string, cause: string, hint: string): HarnessError => new HarnessError('usage', `Failed to read ${said}: ${cause}`, hint);

/**
 * The URL of a target: scheme, host, port, and a path that goes before every request's own.
 * @throws HarnessError `usage`, which repeats nothing that may be secret
 */
export const endpointUrl = (named: NamedEndpoint | string): URL => {
  const { text, source } = typeof named === 'string' ? { text: named, source: 'endpoint' } : named;
  const said = SECRET.test(text) ? source : `${source} ${JSON.stringify(text).slice(1, -1)}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw fail(said, 'not an http or https URL', AS_IN);
  if (url.username !== '' || url.password !== '') {
    throw fail(
      said,
      'it holds a name or a password, which no request would carry',
      'Give keys as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, with --signed.',
    );
  }
  if (/[?#]/.test(text)) throw fail(said, 'it holds a query or a fragment, which no request would carry', AS_IN);
  return url;
};
