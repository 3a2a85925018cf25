import { type Exchange, type HeaderPair, headerOf, type Outcome, type Send, type WireResponse } from '../service/exchange.ts';
import { type CallerSecrets, hiderOf } from './caller-secrets.ts';

type Hide = (text: string) => string;

const GZIP = Buffer.from([0x1f, 0x8b]);

/** Nobody asked for a compressed body, so it is no JSON whatever it holds: what cannot be read is not kept. */
const isCompressed = ({ headers }: WireResponse, bytes: Buffer): boolean =>
  (headerOf(headers, 'content-encoding') ?? 'identity') !== 'identity' || bytes.subarray(0, GZIP.length).equals(GZIP);

const hiddenBody = (response: WireResponse, hide: Hide): string => {
  if (response.encoding === 'utf8') return hide(response.body);
  const bytes = Buffer.from(response.body, 'base64');
  if (isCompressed(response, bytes)) return Buffer.from(`(a compressed body of ${bytes.length} bytes)`).toString('base64');
  return Buffer.from(hide(bytes.toString('latin1')), 'latin1').toString('base64');
};

const hiddenOutcome = (outcome: Outcome, hide: Hide): Outcome => {
  if (outcome.kind === 'failure') {
    const { code, message } = outcome.failure;
    return { kind: 'failure', failure: { code, message: hide(message) } };
  }
  const { response } = outcome;
  const headers = response.headers.map(([name, value]): HeaderPair => [hide(name), hide(value)]);
  return { kind: 'response', response: { ...response, headers, body: hiddenBody(response, hide) } };
};

/** Empty where the request has none, or the zeros that stand in its place. */
const signatureOf = ({ headers }: Exchange['request']): string =>
  /Signature=(?!0+$)([0-9a-f]+)/.exec(headerOf(headers, 'authorization') ?? '')?.[1] ?? '';

/**
 * Wraps the `Send` that requests leave by, signatures and all: whatever a target echoes of its caller stays below.
 * It stands right above the sockets, for AWS and for endpoints alike, so that no answer goes by another way.
 */
export const hidingCaller = (send: Send, secrets: Omit<CallerSecrets, 'signature'>): Send => {
  const hide = hiderOf(secrets);
  return async (request) => {
    const { outcome } = await send(request);
    const hideSignature = hiderOf({ credentials: { accessKeyId: '', secretAccessKey: '' }, signature: signatureOf(request) });
    return { request, outcome: hiddenOutcome(outcome, (text) => hideSignature(hide(text))) };
  };
};
