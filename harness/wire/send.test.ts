import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createHttpSend } from './send.ts';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
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
