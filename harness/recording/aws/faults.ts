import { errorType, toAnswer } from '../../service/answer.ts';
import type { Exchange, WireResponse } from '../../service/exchange.ts';
import { headerOf } from '../../service/exchange.ts';

/** Why an answer is none: it says something of the day or the caller, and nothing of API Gateway. */
export interface Fault {
  /** `throttled`: nothing was carried out; `passing`: nobody knows. Both are waited out; `expired` and `denied` end the recording. */
  readonly kind: 'throttled' | 'passing' | 'expired' | 'denied';
  /** What AWS asked to wait; null: it did not say. */
  readonly retryAfterMs: number | null;
  /** In words, without anything of who called. */
  readonly reason: string;
}

const EXPIRED: ReadonlySet<string> = new Set(['ExpiredTokenException', 'ExpiredToken', 'RequestExpired']);

const DENIED: ReadonlySet<string> = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);

/** Of IAM alone: a route that does not exist may be answered AccessDeniedException too, and that is an answer. */
const NOT_ALLOWED = 'is not authorized to perform';

/** Somebody else, or another scenario, changes what the request names: AWS says to try again later. */
const CONCURRENT = 'concurrent modification';

const NOT_ALLOWED_ADVICE = ': IAM does not allow it; "record --policy" prints what is needed';

const THROTTLED = 429;

const LONGEST_WAIT_S = 300;

const retryAfter = ({ headers }: WireResponse): number | null => {
  const seconds = Number(headerOf(headers, 'retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? 1000 * Math.min(seconds, LONGEST_WAIT_S) : null;
};

const kindOf = ({ status, body }: WireResponse, type: string): Fault['kind'] | null => {
  if (status >= 500) return 'passing';
  // LimitExceededException is an answer about what was asked, not about how often.
  if (status === THROTTLED) return type === 'LimitExceededException' ? null : 'throttled';
  if (status === 409 && body.includes(CONCURRENT)) return 'passing';
  if (EXPIRED.has(type)) return 'expired';
  return status === 403 && (DENIED.has(type) || body.includes(NOT_ALLOWED)) ? 'denied' : null;
};

/** What is wrong with an exchange; null: it is an answer of API Gateway, whatever it says. */
export const faultOf = ({ outcome }: Exchange): Fault | null => {
  if (outcome.kind === 'failure')
    return { kind: 'passing', retryAfterMs: null, reason: `no answer (${outcome.failure.code}: ${outcome.failure.message})` };
  const type = errorType(toAnswer(outcome.response, null)) ?? '';
  const kind = kindOf(outcome.response, type);
  if (kind === null) return null;
  const { status, body } = outcome.response;
  const advice = kind === 'denied' && body.includes(NOT_ALLOWED) ? NOT_ALLOWED_ADVICE : '';
  return { kind, retryAfterMs: retryAfter(outcome.response), reason: `${status}${type === '' ? '' : ` ${type}`}${advice}` };
};

/** Said where a recording stops for that reason. */
export const EXPIRED_CREDENTIALS = 'the credentials have expired';

/** The recording cannot go on; what was finished is kept. */
export class RecordingStopped extends Error {}
