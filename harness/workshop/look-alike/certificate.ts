import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A key with its certificate, both in PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate authority of one run, and one certificate that it issued. */
export interface Authority {
  readonly ca: string;
  readonly server: Identity;
}

type Bytes = Buffer;

const length = (count: number): Bytes => {
  if (count < 128) return Buffer.from([count]);
  const digits = Buffer.from(count.toString(16).padStart(count > 255 ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([128 + digits.length]), digits]);
};

/** One DER value: tag, length, content. */
const der = (tag: number, ...content: readonly Bytes[]): Bytes => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), length(body.length), body]);
};

const sequence = (...items: readonly Bytes[]): Bytes => der(0x30, ...items);
const integer = (bytes: Bytes): Bytes => der(0x02, bytes);
const octets = (bytes: Bytes): Bytes => der(0x04, bytes);
const bits = (unused: number, bytes: Bytes): Bytes => der(0x03, Buffer.from([unused]), bytes);
const oid = (hex: string): Bytes => der(0x06, Buffer.from(hex, 'hex'));
const yes: Bytes = der(0x01, Buffer.from([0xff]));

const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  organisation: '55040a',
  keyUsage: '551d0f',
  alternativeName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  serverAuthentication: '2b06010505070301',
} as const;

const utcTime = (date: Date): Bytes => der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

const name = (commonName: string): Bytes => {
  const part = (type: string, text: string): Bytes => der(0x31, sequence(oid(type), der(0x0c, Buffer.from(text))));
  return sequence(part(OID.organisation, 'apigw-conformance tests'), part(OID.commonName, commonName));
};

const extension = (id: string, critical: boolean, value: Bytes): Bytes => sequence(oid(id), ...(critical ? [yes] : []), octets(value));

const authorityExtensions = (): readonly Bytes[] => [
  extension(OID.basicConstraints, true, sequence(yes)),
  extension(OID.keyUsage, true, bits(1, Buffer.from([0x06]))),
];

const serverExtensions = (hosts: readonly string[]): readonly Bytes[] => [
  extension(OID.basicConstraints, true, sequence()),
  extension(OID.keyUsage, true, bits(7, Buffer.from([0x80]))),
  extension(OID.extendedKeyUsage, false, sequence(oid(OID.serverAuthentication))),
  extension(OID.alternativeName, false, sequence(...hosts.map((host) => der(0x82, Buffer.from(host))))),
];

interface Draft {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Bytes[];
}

const pem = (bytes: Bytes): string =>
  `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

const DAY_MS = 86_400_000;

const issue = (draft: Draft, signer: KeyObject): string => {
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const now = Date.now();
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name(draft.issuer),
    sequence(utcTime(new Date(now - DAY_MS)), utcTime(new Date(now + DAY_MS))),
    name(draft.subject),
    draft.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...draft.extensions)),
  );
  return pem(sequence(body, algorithm, bits(0, sign('sha256', body, signer))));
};

/** Common name of the authority that signs the look-alike's certificate: nobody's, and not Amazon's. */
export const TEST_AUTHORITY = 'apigw-conformance test authority';

/** Makes an authority and a certificate for the hosts, valid for a day; node:crypto has keys and signatures, and no X.509 writer. */
export const createAuthority = (hosts: readonly string[]): Authority => {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ca = issue(
    { issuer: TEST_AUTHORITY, subject: TEST_AUTHORITY, publicKey: authority.publicKey, extensions: authorityExtensions() },
    authority.privateKey,
  );
  const certificate = issue(
    { issuer: TEST_AUTHORITY, subject: hosts[0] ?? '', publicKey: server.publicKey, extensions: serverExtensions(hosts) },
    authority.privateKey,
  );
  return { ca, server: { key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate } };
};
