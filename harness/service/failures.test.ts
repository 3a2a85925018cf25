import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createAuthority } from '../workshop/look-alike/certificate.ts';
import { failureOf, noAnswerText } from './failures.ts';
import { createHttpSend } from './send.ts';

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const portOf = async (server: net.Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  return (server.address() as AddressInfo).port;
};

const GET = { method: 'GET', path: '/restapis', headers: [], body: '' } as const;

/** What is said of an endpoint that gives no answer: as it is kept, and as a user reads it. */
const told = async (endpoint: string, timeoutMs = 5000): Promise<readonly string[]> => {
  const { send, close } = createHttpSend({ endpoint: new URL(endpoint), timeoutMs, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  if (outcome.kind === 'response') return [String(outcome.response.status)];
  const { code, message } = outcome.failure;
  return [code, message, noAnswerText(`create: ${code}: ${message}`, endpoint).replace(/:\d+(?=[ .])/, ':PORT')];
};

const answering = (): net.Server => http.createServer((_, response) => response.end());
const saying = (text: string): net.Server => net.createServer((socket) => socket.on('error', () => {}).end(text));

test('a port on which nothing listens', async () => {
  expect(await told('http://127.0.0.1:1')).toEqual([
    'refused',
    'nothing listens on the target',
    'Nothing listens on 127.0.0.1:PORT. Start the emulator, or use --wait 30.',
  ]);
  expect((await told('http://localhost:1')).at(-1)).toBe('Nothing listens on localhost:PORT. Start the emulator, or use --wait 30.');
});

test('a name that is no host', async () => {
  const [code = '', , text] = await told('http://emulator.invalid:4566');
  expect(code).toBe('name');
  expect(text).toMatch(/^No (name server gave an )?address (is known )?for emulator\.invalid:PORT\. Check the spelling/);
});

test('https where http is spoken, and http where something else is', async () => {
  const [code, message, text] = await told(`https://127.0.0.1:${await portOf(answering())}`);
  expect([code, message]).toEqual(['tls', 'no TLS connection to the target came about']);
  expect(text).toBe('No TLS connection to 127.0.0.1:PORT came about. If it speaks plain http, write http:// in the endpoint.');
  expect((await told(`http://127.0.0.1:${await portOf(saying('220 ready\r\n'))}`)).slice(1)).toEqual([
    'what the target answers is not HTTP',
    'What 127.0.0.1:PORT answers is not HTTP. Check the port; if it speaks https, write https:// in the endpoint.',
  ]);
});

test('a certificate that Node does not trust', async () => {
  const { server } = createAuthority(['127.0.0.1']);
  const port = await portOf(https.createServer({ key: server.key, cert: server.certificate }, (_, response) => response.end()));
  const [code, , text = ''] = await told(`https://127.0.0.1:${port}`);
  expect([code, text.includes('NODE_EXTRA_CA_CERTS=ca.pem')]).toEqual(['tls', true]);
});

test('a connection that ends without an answer, and one that hangs', async () => {
  expect((await told(`http://127.0.0.1:${await portOf(saying(''))}`)).at(-1)).toMatch(
    /^127\.0\.0\.1:PORT closed the connection without an answer\. See its log/i,
  );
  const hanging = http.createServer(() => {});
  expect((await told(`http://127.0.0.1:${await portOf(hanging)}`, 50)).at(-1)).toBe(
    '127.0.0.1:PORT gave no answer within 0.05 s. Give it more time with --timeout 60, or start it again.',
  );
  (hanging as http.Server).closeAllConnections();
});

test.each([
  ['EHOSTUNREACH', 'refused'],
  ['ENETUNREACH', 'refused'],
  ['EACCES', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['EAI_AGAIN', 'name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['CERT_REVOKED', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['EPROTO', 'tls'],
  ['EMFILE', 'protocol'],
  ['HPE_INVALID_CONSTANT', 'protocol'],
])('%s is a %s failure, in words that are the same everywhere, with a remedy', (code, kind) => {
  const failure = failureOf(Object.assign(new Error('808CC34CD47F0000:error:0A00010B 127.0.0.1\n'), { code }));
  expect(failure.code).toBe(kind);
  expect(failure.message).not.toMatch(/\d|\n/);
  expect(noAnswerText(failure.message, 'https://h:1/aws')).toMatch(/^[A-Z][^.]*\. [A-Z].*\.$/i);
});

test('what has no words of ours keeps its own', () => {
  expect(noAnswerText(failureOf(new Error('odd')).message, 'http://h:1')).toBe('No answer came from h:1: Odd.');
});
