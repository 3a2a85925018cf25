import type { Context, Reply } from './context.ts';
import { readNewApi } from './read-input.ts';

/** CreateRestApi: a new API without customizations. */
export function createRestApi({ rules, store, where, body, nextCount }: Context): Reply {
  const input = readNewApi(rules, body);
  if ('refused' in input) return input;
  const api = rules.newApi(input.value, rules.resourceId(nextCount()), rules.resourceId(nextCount()));
  if ('refused' in api) return api;
  store.set(api.value.id, api.value);
  return { success: where.operation, body: rules.restApi(api.value, rules.createdDate) };
}

/** GetRestApi. */
export function getRestApi({ rules, store, where }: Context): Reply {
  const api = store.get(where.apiId);
  if (api === undefined) return { refused: rules.unknownApi(where, rules.accountId) };
  return { success: where.operation, body: rules.restApi(api, rules.createdDate) };
}

/** GetRestApis: all of them, in the order in which they were made. */
export function getRestApis({ rules, store, where }: Context): Reply {
  const apis = [...store.values()].map((api) => rules.restApi(api, rules.createdDate));
  return { success: where.operation, body: rules.restApis(apis) };
}

/** DeleteRestApi: the API goes with all its customizations. */
export function deleteRestApi({ rules, store, where }: Context): Reply {
  if (!rules.deleteApi(store, where.apiId)) return { refused: rules.unknownApi(where, rules.accountId) };
  return { success: where.operation, body: undefined };
}
