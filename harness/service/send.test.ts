import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createHttpSend } from './send.ts';

const servers: http.Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  for (const socket of sockets.splice(0)) socket.destroy();
});

const serve = async (listener: http.RequestListener): Promise<URL> => {
  const server = http.createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix/`);
};

const GET = { method: 'GET', path: '/x?y=1', headers: [['Accept', 'a/b']], body: '' } as const;

test('header order, case and duplicates, and the body, come back as they crossed the wire', async () => {
  const endpoint = await serve((request, response) => {
    response.writeHead(200, ['X-B', '2', 'x-a', '1', 'Set-Cookie', 'a', 'Set-Cookie', 'b', 'Date', 'now']);
    response.end(`${request.method} ${request.url} ${request.headers.accept}`);
  });
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  expect(outcome).toMatchObject({ kind: 'response', response: { status: 200, body: 'GET /prefix/x?y=1 a/b', encoding: 'utf8' } });
  const names = outcome.kind === 'response' ? outcome.response.headers.map(([name, value]) => `${name}=${value}`) : [];
  expect(names.slice(0, 4)).toEqual(['X-B=2', 'x-a=1', 'Set-Cookie=a', 'Set-Cookie=b']);
});

test('a body that is not UTF-8 is kept to the byte', async () => {
  const endpoint = await serve((_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00])));
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  expect(outcome).toMatchObject({ response: { encoding: 'base64', body: '//4A' } });
});

test('an answer that a server encoded unasked, or began with a byte order mark, comes back as its text', async () => {
  const asked: (string | undefined)[] = [];
  const endpoint = await serve((request, response) => {
    asked.push(request.headers['accept-encoding']?.toString());
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('\ufeff{"a":1}'));
  });
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  expect(outcome).toMatchObject({ response: { encoding: 'utf8', body: '{"a":1}' } });
  expect(asked).toEqual([undefined]);
});

test('an answer in a coding that is not known is a failure that says so', async () => {
  const endpoint = await serve((_, response) => response.writeHead(200, { 'Content-Encoding': 'zstd' }).end('x'));
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  expect(outcome).toMatchObject({ kind: 'failure', failure: { code: 'protocol', message: expect.stringContaining('Content-Encoding "zstd"') } });
});

test.each([
  ['timeout', () => {}],
  ['reset', (request: http.IncomingMessage) => request.socket.destroy()],
] as const)('a fault of the transport is an outcome: %s', async (code, listener) => {
  const endpoint = await serve(listener);
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 100, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  expect(outcome).toMatchObject({ kind: 'failure', failure: { code } });
});

test('a closed port is refused', async () => {
  const { send, close } = createHttpSend({ endpoint: new URL('http://127.0.0.1:1'), timeoutMs: 5000, sockets: 1 });
  expect((await send(GET)).outcome).toMatchObject({ kind: 'failure', failure: { code: 'refused' } });
  close();
});

/** A server below HTTP: `answer` gets each piece of text that arrives. */
const serveRaw = async (answer: (socket: Socket, text: string) => void): Promise<URL> => {
  const server = net.createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => answer(socket, String(data)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

test.each([
  ['101 Switching Protocols', 'HTTP/1.1 101 X\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\n', 'another protocol'],
  ['101 without a word on what to', 'HTTP/1.1 101 X\r\n\r\n', '101'],
  ['interim answers without end', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(200), 'interim'],
  ['no HTTP', '\u001b[31mhello\n', 'not HTTP'],
  ['a status that is none', 'HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n', 'no status'],
  ['two lengths', 'HTTP/1.1 200 X\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}', 'not HTTP'],
  ['a chunk that is none', 'HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 'not HTTP'],
  ['a head of 64 KiB', `HTTP/1.1 200 X\r\nA: ${'x'.repeat(65_536)}\r\n\r\n`, '16 KiB'],
  ['500 headers', `HTTP/1.1 200 X\r\n${'A: 1\r\n'.repeat(500)}Content-Length: 0\r\n\r\n`, '501 headers'],
  ['2,500 headers', `HTTP/1.1 200 X\r\n${'A:1\r\n'.repeat(2500)}Content-Length: 0\r\n\r\n`, '2501 headers'],
] as const)('what is no answer of HTTP is a failure of the protocol: %s', async (_, bytes, word) => {
  const endpoint = await serveRaw((socket) => socket.write(bytes));
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  const { outcome } = await send(GET);
  close();
  expect(outcome).toMatchObject({ kind: 'failure', failure: { code: 'protocol', message: expect.stringContaining(word) } });
  expect(JSON.stringify(outcome)).not.toContain('hello');
});

test('a few interim answers and trailers are lawful', async () => {
  const endpoint = await serveRaw((socket) =>
    socket.write(
      `${'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3)}HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\nTrailer: S\r\n\r\n2;a=b\r\n{}\r\n0\r\nS: 1\r\n\r\n`,
    ),
  );
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  expect((await send(GET)).outcome).toMatchObject({ response: { status: 200, body: '{}' } });
  close();
});

test.each([
  ['by its length', 'Content-Length: 11'],
  ['in chunks', 'Transfer-Encoding: chunked'],
])('a body is read up to the limit and no further: %s', async (_, header) => {
  const endpoint = await serveRaw((socket) => socket.write(`HTTP/1.1 200 X\r\n${header}\r\n\r\n${header.startsWith('C') ? '' : 'b\r\n'}12345678901`));
  const options = { endpoint, timeoutMs: 5000, sockets: 1 };
  const { send, close } = createHttpSend({ ...options, maxBodyBytes: 10 });
  expect((await send(GET)).outcome).toEqual({
    kind: 'failure',
    failure: { code: 'protocol', message: 'the body is longer than 10 bytes (--max-body)' },
  });
  close();
});

test('the time is that of the whole exchange: a body that trickles is a timeout, and one cut short a reset', async () => {
  const head = 'HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n1';
  const endpoint = await serveRaw((socket, text) => (text.includes('/cut') ? socket.end(head) : socket.write(head)));
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 100, sockets: 2 });
  expect((await send(GET)).outcome).toMatchObject({ failure: { code: 'timeout' } });
  expect((await send({ ...GET, path: '/cut' })).outcome).toMatchObject({ failure: { code: 'reset' } });
  close();
});

/** Answers the first request of each connection, and resets it at the second. */
const serveOnce = async (seen: string[]): Promise<URL> => {
  const used = new Set<Socket>();
  return serveRaw((socket, text) => {
    seen.push(text.split(' ')[0] ?? '');
    if (used.has(socket)) socket.resetAndDestroy();
    else socket.write(OK);
    used.add(socket);
  });
};

test('a GET whose kept connection is closed is asked again, once, and connections are kept no longer', async () => {
  const seen: string[] = [];
  const { send, close } = createHttpSend({ endpoint: await serveOnce(seen), timeoutMs: 5000, sockets: 1 });
  const outcomes = [];
  for (const method of ['GET', 'GET', 'PATCH', 'PATCH']) outcomes.push((await send({ ...GET, method })).outcome.kind);
  close();
  expect(outcomes).toEqual(['response', 'response', 'response', 'response']);
  expect(seen).toEqual(['GET', 'GET', 'GET', 'PATCH', 'PATCH']);
});

test('a GET that waited for the connection, and is handed it when it is closed, is asked again too', async () => {
  const endpoint = await serveOnce([]);
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  const outcomes = await Promise.all([send(GET), send(GET)]);
  close();
  expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['response', 'response']);
});

test('what changes something is never sent twice', async () => {
  const seen: string[] = [];
  const { send, close } = createHttpSend({ endpoint: await serveOnce(seen), timeoutMs: 5000, sockets: 1 });
  await send(GET);
  expect((await send({ ...GET, method: 'PATCH' })).outcome).toMatchObject({
    failure: { code: 'reset', message: expect.stringContaining('not known') },
  });
  close();
  expect(seen).toEqual(['GET', 'PATCH']);
});

test('a kept connection that is closed breaks off no other request', async () => {
  let slow: Socket | undefined;
  let count = 0;
  const endpoint = await serveRaw((socket, text) => {
    count += 1;
    if (text.includes('/slow')) slow = socket;
    else if (count > 3) {
      socket.resetAndDestroy();
      setTimeout(() => slow?.write(OK), 100);
    } else socket.write(OK);
  });
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 2 });
  await send(GET);
  const under = send({ ...GET, method: 'DELETE', path: '/slow' });
  await send({ ...GET, method: 'PATCH' });
  const stale = await send({ ...GET, method: 'PATCH' });
  expect([stale.outcome.kind, (await under).outcome.kind]).toEqual(['failure', 'response']);
  close();
});

test('a GET that is reset on a fresh connection is reset', async () => {
  const endpoint = await serveRaw((socket) => socket.resetAndDestroy());
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5000, sockets: 1 });
  expect((await send(GET)).outcome).toMatchObject({ failure: { code: 'reset' } });
  close();
});

test('what was sent may come back, in a later answer too, whatever the limit', async () => {
  let kept = '';
  const server = http.createServer((request, response) => {
    request.on('data', (chunk) => (kept += String(chunk))).on('end', () => response.end(kept));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const { send, close } = createHttpSend({ endpoint, timeoutMs: 5_000, sockets: 1, maxBodyBytes: 10 });
  const body = 'x'.repeat(1_000);
  const put = await send({ method: 'PUT', path: '/', headers: [['Content-Length', '1000']], body });
  const get = await send({ method: 'GET', path: '/', headers: [], body: '' });
  close();
  server.close();
  expect([put.outcome.kind, get.outcome.kind]).toEqual(['response', 'response']);
});
