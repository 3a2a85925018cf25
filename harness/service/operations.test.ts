import { expect, test } from 'vitest';
import { OPERATION_TABLE, operationRow, pathOf, routeOf } from './operations.ts';

test('each operation is found by its own method and path', () => {
  const names = [...OPERATION_TABLE.keys()];
  const input = new Proxy({}, { get: (_, member) => `a/b ${String(member)}` });
  const wrong = names.filter((name) => routeOf(operationRow(name).method, pathOf(name, input as Record<string, unknown>))?.operation !== name);
  expect(wrong).toEqual([]);
  expect(names.length).toBe(124);
});

test('what stands in a path comes back decoded, by member of the input', () => {
  expect(routeOf('PATCH', '/restapis/abc/gatewayresponses/DEFAULT%5F4XX?x=1')).toEqual({
    operation: 'UpdateGatewayResponse',
    params: { restApiId: 'abc', responseType: 'DEFAULT_4XX' },
  });
  expect(routeOf('GET', '/restapis/abc/nothing')).toBeNull();
  expect(routeOf('GET', '/restapis/abc/stages/%E0%A4%A')?.params).toEqual({ restApiId: 'abc', stageName: '%E0%A4%A' });
});

test('a query that belongs to the path tells two operations apart', () => {
  expect(routeOf('POST', '/restapis?mode=import')?.operation).toBe('ImportRestApi');
  expect(routeOf('POST', '/restapis')?.operation).toBe('CreateRestApi');
});

test('every Update operation but that of usage has what reads its effect', () => {
  const updates = [...OPERATION_TABLE].filter(([name]) => name.startsWith('Update'));
  expect(updates.length).toBe(22);
  expect(updates.filter(([, { read }]) => read === null).map(([name]) => name)).toEqual(['UpdateUsage']);
});

test('a key names one resource in its path and in its answer', () => {
  expect(operationRow('GetStages').key).toEqual({ param: 'stageName', member: 'stageName' });
  expect(operationRow('CreateRestApi').key).toEqual({ param: 'restApiId', member: 'id' });
  expect(operationRow('GetModels').key).toEqual({ param: 'modelName', member: 'name' });
});
