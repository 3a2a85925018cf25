import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

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

/** Common name of the authority that signs the look-alike's certificate: nobody's, and not Amazon's. */
export const TEST_AUTHORITY = 'apigw-conformance test authority';

/** node:crypto makes keys faster than JavaScript does; what it lacks is a writer of certificates. */
const createKey = (): forge.pki.rsa.PrivateKey => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()) as forge.pki.rsa.PrivateKey;
};

let keys: readonly [authority: forge.pki.rsa.PrivateKey, server: forge.pki.rsa.PrivateKey] | null = null;

/** The same for all authorities of a process: a key takes longer than all the rest. */
const keysOfProcess = (): NonNullable<typeof keys> => {
  keys ??= [createKey(), createKey()];
  return keys;
};

const DAY_MS = 86_400_000;

const name = (commonName: string): forge.pki.CertificateField[] => [
  { name: 'organizationName', value: 'apigw-conformance tests' },
  { name: 'commonName', value: commonName },
];

interface Draft {
  readonly subject: string;
  readonly key: forge.pki.rsa.PrivateKey;
  readonly signer: forge.pki.rsa.PrivateKey;
  readonly extensions: readonly object[];
}

const issue = ({ subject, key, signer, extensions }: Draft): string => {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.rsa.setPublicKey(key.n, key.e);
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + DAY_MS);
  certificate.setIssuer(name(TEST_AUTHORITY));
  certificate.setSubject(name(subject));
  certificate.setExtensions([...extensions]);
  certificate.sign(signer, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
};

const AUTHORITY = [
  { name: 'basicConstraints', critical: true, cA: true },
  { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
];

const DNS_NAME = 2;

const serverOf = (hosts: readonly string[]): readonly object[] => [
  { name: 'basicConstraints', critical: true, cA: false },
  { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
  { name: 'extKeyUsage', serverAuth: true },
  { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: DNS_NAME, value })) },
];

/** Makes an authority and a certificate for the hosts, valid for a day. */
export const createAuthority = (hosts: readonly string[]): Authority => {
  const [authority, server] = keysOfProcess();
  const ca = issue({ subject: TEST_AUTHORITY, key: authority, signer: authority, extensions: AUTHORITY });
  const certificate = issue({ subject: hosts[0] ?? '', key: server, signer: authority, extensions: serverOf(hosts) });
  return { ca, server: { key: forge.pki.privateKeyToPem(server), certificate } };
};
