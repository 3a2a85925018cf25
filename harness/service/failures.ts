import { causeOf } from '../base/errors.ts';
import type { FailureCode, WireFailure } from './exchange.ts';
import { WireFault } from './fault.ts';

/** A transport fault that Node has a code for: what is said of it, the same on every machine, and what a user can do. */
interface KnownFailure {
  readonly code: FailureCode;
  /** Names no address: it may be recorded. */
  readonly message: string;
  readonly remedy: string;
}

const TARGET = 'the target';

const refused = (message: string, remedy: string): KnownFailure => ({ code: 'refused', message, remedy });
const tls = (message: string, remedy: string): KnownFailure => ({ code: 'tls', message, remedy });

const CLOSED: KnownFailure = {
  code: 'reset',
  message: `${TARGET} closed the connection without an answer`,
  remedy: 'See its log; if it speaks https, write https:// in the endpoint.',
};
const NO_WAY = refused(`there is no way to ${TARGET} over this network`, 'Check the address, and the network in between.');
const FORBIDDEN = refused(`this machine lets no connection to ${TARGET} through`, 'Check the address, and the firewall or sandbox.');
const NO_TLS = tls(`no TLS connection to ${TARGET} came about`, 'If it speaks plain http, write http:// in the endpoint.');
const SELF_SIGNED = tls(`the certificate of ${TARGET} is self-signed`, 'Name the file that holds it, as in NODE_EXTRA_CA_CERTS=ca.pem.');
const UNKNOWN_AUTHORITY = tls(
  `the certificate of ${TARGET} is of an authority that Node does not know`,
  'Name the file with its certificate, as in NODE_EXTRA_CA_CERTS=ca.pem.',
);
const CLOCK = 'Renew it, or set the clock of this machine.';

const KNOWN: Readonly<Record<string, KnownFailure>> = {
  ECONNREFUSED: refused(`nothing listens on ${TARGET}`, 'Start the emulator, or use --wait 30.'),
  EHOSTUNREACH: NO_WAY,
  EHOSTDOWN: NO_WAY,
  ENETUNREACH: NO_WAY,
  ENETDOWN: NO_WAY,
  EADDRNOTAVAIL: NO_WAY,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  ETIMEDOUT: { code: 'timeout', message: `no connection to ${TARGET} came about in time`, remedy: 'Check the address, and the network in between.' },
  ECONNRESET: CLOSED,
  ECONNABORTED: CLOSED,
  EPIPE: CLOSED,
  ENOTFOUND: {
    code: 'name',
    message: `no address is known for ${TARGET}`,
    remedy: 'Check the spelling; in a container the host is the name of the service.',
  },
  EAI_AGAIN: { code: 'name', message: `no name server gave an address for ${TARGET}`, remedy: 'Check the spelling and the network, then try again.' },
  EMFILE: { code: 'protocol', message: 'this process may open no more connections', remedy: 'Send fewer cases at a time, as in --concurrency 4.' },
  EPROTO: NO_TLS,
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: tls(`the certificate of ${TARGET} has expired`, CLOCK),
  CERT_NOT_YET_VALID: tls(`the certificate of ${TARGET} is not valid yet`, CLOCK),
  ERR_TLS_CERT_ALTNAME_INVALID: tls(`the certificate of ${TARGET} is for another name`, 'Use the host that it was made for.'),
};

const NOT_HTTP: KnownFailure = {
  code: 'protocol',
  message: `what ${TARGET} answers is not HTTP`,
  remedy: 'Check the port; if it speaks https, write https:// in the endpoint.',
};

const TLS_CODE = /^ERR_(TLS|SSL)|CERT/;

const known = (code: string): KnownFailure | undefined => {
  if (Object.hasOwn(KNOWN, code)) return KNOWN[code];
  if (TLS_CODE.test(code)) return NO_TLS;
  return code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW' ? NOT_HTTP : undefined;
};

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '');

/** Whether the other side closed the connection. */
export const isReset = (thrown: unknown): boolean => known(codeOf(thrown))?.code === 'reset';

/** What Node's parser says of an answer that is no HTTP, in words; the bytes themselves are never repeated. */
const PARSER: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'the head of the answer is longer than 16 KiB',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'the chunk extensions of the answer are longer than 16 KiB',
};

/** What ended a request without a response, in words of ours where Node's own differ from machine to machine. */
export const failureOf = (thrown: unknown): WireFailure => {
  if (thrown instanceof WireFault) return { code: thrown.code, message: thrown.message };
  const overflow = PARSER[codeOf(thrown)];
  if (overflow !== undefined) return { code: 'protocol', message: overflow };
  const { code, message } = known(codeOf(thrown)) ?? { code: 'protocol', message: causeOf(thrown) };
  return { code, message };
};

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const SLOW = 'Give it more time with --timeout 60, or start it again.';

/** Why no answer came from an endpoint, and what to do, for the words of any of these failures. */
export const noAnswerText = (words: string, endpoint: string): string => {
  const { host } = new URL(endpoint);
  const found = [...Object.values(KNOWN), NOT_HTTP].find(({ message }) => words.includes(message));
  if (found !== undefined) return `${sentence(found.message.replace(TARGET, host))} ${found.remedy}`;
  const isSlow = /no (?:whole )?answer within [\d.]+ s/.exec(words);
  return isSlow === null
    ? `No answer came from ${host}: ${sentence(words)}`
    : `${sentence(`${host} gave ${isSlow[0].replace('whole ', '')}`)} ${SLOW}`;
};
