import { expect, test } from 'vitest';
import { createModel } from '../../../suites/model/model.ts';
import { awsRules } from '../../../suites/model/rules.ts';
import { startModelServer } from '../../../suites/model/server.ts';
import type { Io } from '../../terminal/io.ts';
import { explore } from './explore.ts';

test('a target without any of the operations is not explored, which is no success', async () => {
  const route: typeof awsRules.route = (method, path) => (path.includes('gatewayresponses') ? undefined : awsRules.route(method, path));
  const server = await startModelServer({ model: createModel({ route }) });
  const err: string[] = [];
  const io: Io = { environment: {}, out: () => {}, err: (text) => void err.push(text), outIsTerminal: false, errIsTerminal: false };
  const code = await explore({ endpoint: server.endpoint, runs: '3', seed: '1' }, io);
  await server.close();
  expect([code, err.join('')]).toEqual([2, expect.stringMatching(/^Nothing was explored: none of UpdateGatewayResponse, .* is there\.\n$/)]);
});
