import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { causeOf } from '../base/errors.ts';
import { type HeaderPair, headerValues } from './exchange.ts';
import { WireFault } from './fault.ts';

type Decoder = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

/** Some servers send the bare stream as `deflate`, others with the zlib frame that RFC 9110 asks for: every client takes both. */
const inflate: Decoder = (bytes, options) => {
  const framed = ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0;
  return framed ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
};

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflate],
  ['br', brotliDecompressSync],
]);

const isTooLarge = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';

const undo = (bytes: Buffer, name: string, max: number): Buffer => {
  const decoder = DECODERS.get(name);
  if (decoder === undefined)
    throw new WireFault(
      'protocol',
      `the answer has Content-Encoding ${JSON.stringify(name.slice(0, 40))}, which nobody asked for and which is not known here`,
    );
  try {
    return decoder(bytes, { maxOutputLength: max });
  } catch (thrown) {
    if (isTooLarge(thrown)) throw new WireFault('protocol', `the answer is larger than ${max} bytes once its Content-Encoding ${name} is undone`);
    throw new WireFault('protocol', `the answer says Content-Encoding ${name} and is not: ${causeOf(thrown)}`);
  }
};

/**
 * Undoes what `Content-Encoding` says, in reverse order: a server may encode though nobody asked.
 * Headers stay as they came; scrubbing drops this one, and writes the length anew.
 * @throws WireFault in words where a coding is unknown, the bytes are not of it, or they grow beyond `max`
 */
export const decodeBody = (bytes: Buffer, headers: readonly HeaderPair[], max: number): Buffer => {
  const names = headerValues(headers, 'content-encoding').flatMap((value) => value.split(','));
  const codings = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '' && name !== 'identity');
  return bytes.length === 0 ? bytes : codings.reduceRight((left, name) => undo(left, name, max), bytes);
};

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Takes a byte order mark off, as every decoder of UTF-8 does (WHATWG Encoding); JSON may not have one (RFC 8259). */
export const withoutMark = (bytes: Buffer): Buffer => (bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes);
