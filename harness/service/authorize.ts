import type { HeaderPair } from './exchange.ts';

/** Keys of a caller. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Who calls, and where to. */
export interface Caller {
  readonly credentials: Credentials;
  readonly region: string;
  readonly now: () => Date;
}

const stamp = (date: Date): string => date.toISOString().replace(/[:-]|\.\d{3}/g, '');

/**
 * Headers of an unsigned call. Emulators route by the credential scope and look at nothing else of a signature,
 * which is half of what an SDK call costs; targets that check get a true one (`--signed`).
 */
export const scopeHeaders = ({ credentials, region, now }: Caller): readonly HeaderPair[] => {
  const date = stamp(now());
  const scope = `${credentials.accessKeyId}/${date.slice(0, 8)}/${region}/apigateway/aws4_request`;
  return [
    ['X-Amz-Date', date],
    ['Authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`],
  ];
};
