import { expect, it } from 'vitest';
import { startModelServer } from './server.ts';

it('serves a model on loopback until it is closed', async () => {
  const server = await startModelServer();
  try {
    expect(server.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const created = await fetch(`${server.endpoint}/restapis`, { method: 'POST', body: '{"name":"ü"}' });
    expect(created.status).toBe(201);
    const { id, name } = (await created.json()) as { id: string; name: string };
    expect(name).toBe('ü');
    const path = `${server.endpoint}/restapis/${id}/gatewayresponses/THROTTLED`;
    const answer = await fetch(path, { headers: { Accept: 'application/json' } });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toMatchObject({ responseType: 'THROTTLED', statusCode: '429' });
    expect((await fetch(path, { method: 'DELETE' })).status).toBe(404);
  } finally {
    await server.close();
  }
  await expect(fetch(server.endpoint)).rejects.toThrow();
});

it('hands headers and answers through as they are', async () => {
  const model = {
    handle: (request: { headers: readonly (readonly [string, string])[] }) => ({
      status: 418,
      headers: [
        ['X-Twice', '1'],
        ['X-Twice', '2'],
        ['content-length', '3'],
      ] as [string, string][],
      body: request.headers.find(([name]) => name.toLowerCase() === 'x-in')?.[1] ?? '',
    }),
  };
  const server = await startModelServer({ model });
  const answer = await fetch(server.endpoint, { headers: { 'X-In': 'abc' } });
  expect([answer.status, answer.headers.get('x-twice'), await answer.text()]).toEqual([418, '1, 2', 'abc']);
  await server.close();
});

it('rejects when the port is taken', async () => {
  const server = await startModelServer();
  const port = Number(new URL(server.endpoint).port);
  await expect(startModelServer({ port })).rejects.toThrow('EADDRINUSE');
  await server.close();
});
