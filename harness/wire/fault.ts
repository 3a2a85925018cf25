import { causeOf } from '../errors.ts';
import type { FailureCode, WireFailure } from './exchange.ts';

/** Why an exchange ended without a response, where we say so and not Node. */
export class WireFault extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

const FAILURES: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
};

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '');

/** Whether the other side closed the connection. */
export const isReset = (thrown: unknown): boolean => FAILURES[codeOf(thrown)] === 'reset';

/** What Node's parser says of an answer that is no HTTP, in words; the bytes themselves are never repeated. */
const PARSER: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'the head of the answer is longer than 16 KiB',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'the chunk extensions of the answer are longer than 16 KiB',
};

/** Turns whatever was thrown into the failure that an exchange keeps. */
export const failureOf = (thrown: unknown): WireFailure => {
  if (thrown instanceof WireFault) return { code: thrown.code, message: thrown.message };
  const code = codeOf(thrown);
  if (code.startsWith('HPE_')) return { code: 'protocol', message: PARSER[code] ?? `the answer is not HTTP (${code})` };
  const tls = code.startsWith('ERR_TLS') || code.includes('CERT');
  return { code: tls ? 'tls' : (FAILURES[code] ?? 'protocol'), message: causeOf(thrown) };
};
