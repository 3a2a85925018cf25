import http from 'node:http';
import { expect, test } from 'vitest';

test('nock stands before connections only while the network is shut', async () => {
  const { shutNetwork } = await import('./nock.ts');
  const own = http.ClientRequest;
  const open = shutNetwork();
  expect(http.ClientRequest).not.toBe(own);
  open();
  expect(http.ClientRequest).toBe(own);
  const { default: nock } = await import('nock');
  expect(nock.isActive()).toBe(false);
});
