import { type Context, firstRefusal, type Reply, storedNow, uriViolations } from './engine/context.ts';
import { put } from './engine/put.ts';
import { createRestApi, deleteRestApi, getRestApi, getRestApis } from './engine/rest-api.ts';
import { update } from './engine/update.ts';
import { showAll, showOne } from './engine/view.ts';
import { awsRules, type Rules } from './rules.ts';
import type { Store } from './state.ts';
import type { ModelRequest, ModelResponse } from './wire.ts';

/** The control plane for gateway responses: one request in, one answer out, its memory its own. */
export interface Model {
  readonly handle: (request: ModelRequest) => ModelResponse;
}

const nothing = { value: undefined };

function get(context: Context): Reply {
  const refused = firstRefusal(context, nothing, { operations: [], body: [], uri: uriViolations(context) });
  if (refused !== undefined) return { refused };
  const stored = storedNow(context);
  const uncustomised = stored === undefined ? context.rules.getUncustomised() : undefined;
  if (uncustomised !== undefined) return { refused: uncustomised };
  return { success: context.where.operation, body: showOne(context, stored) };
}

function getAll(context: Context, path: string): Reply {
  const refused = firstRefusal(context, nothing, { operations: [], body: [], uri: [] });
  return refused === undefined ? { success: context.where.operation, body: showAll(context, path) } : { refused };
}

function remove(context: Context): Reply {
  const { rules, store, where } = context;
  const refused = firstRefusal(context, nothing, { operations: [], body: [], uri: uriViolations(context) });
  if (refused !== undefined) return { refused };
  const before = storedNow(context);
  const uncustomised = before === undefined ? rules.deleteUncustomised() : undefined;
  if (uncustomised !== undefined) return { refused: uncustomised };
  rules.save(store, where, rules.afterDelete(before));
  return { success: where.operation, body: rules.deleteBody() };
}

function dispatch(context: Context, path: string): Reply {
  switch (context.where.operation) {
    case 'CreateRestApi':
      return createRestApi(context);
    case 'GetRestApis':
      return getRestApis(context);
    case 'GetRestApi':
      return getRestApi(context);
    case 'DeleteRestApi':
      return deleteRestApi(context);
    case 'GetGatewayResponses':
      return getAll(context, path);
    case 'GetGatewayResponse':
      return get(context);
    case 'PutGatewayResponse':
      return put(context);
    case 'UpdateGatewayResponse':
      return update(context);
    case 'DeleteGatewayResponse':
      return remove(context);
  }
}

function write(rules: Rules, reply: Reply, hal: boolean): ModelResponse {
  const headers: [string, string][] = [['content-type', rules.contentType(hal)]];
  if ('success' in reply) {
    const body = reply.body === undefined ? '' : rules.serialize(reply.body);
    return { status: rules.successStatus[reply.success], headers, body };
  }
  const errorType = rules.errorTypeHeader(reply.refused);
  if (errorType !== undefined) headers.push(['x-amzn-errortype', errorType]);
  return { status: reply.refused.status, headers, body: rules.serialize(rules.errorBody(reply.refused)) };
}

function acceptOf(request: ModelRequest): string | undefined {
  const values = request.headers.filter(([name]) => name.toLowerCase() === 'accept').map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Makes a model of its own memory; each override takes the place of exactly one of AWS's rules. */
export function createModel(overrides: Partial<Rules> = {}): Model {
  const rules: Rules = { ...awsRules, ...overrides };
  const store: Store = new Map();
  const encoder = new TextEncoder();
  let resources = 0;
  let requests = 0;
  const nextCount = (): number => ++resources;

  function answer(request: ModelRequest): ModelResponse {
    const where = rules.route(request.method, request.path);
    if (where === undefined) return rules.unknownRoute(request);
    const hal = rules.wantsHal(acceptOf(request));
    const refused = rules.refuseRequest(request);
    if (refused !== undefined) return write(rules, { refused }, hal);
    const context: Context = { rules, store, where, hal, body: request.body, nextCount };
    return write(rules, dispatch(context, request.path), hal);
  }

  return {
    handle: (request) => {
      requests += 1;
      const { status, headers, body } = answer(request);
      const ids: [string, string][] = [
        ['x-amzn-requestid', rules.requestId(requests)],
        ['x-amz-apigw-id', rules.gatewayId(requests)],
      ];
      const done = rules.finish({ status, headers: [...headers, ...ids], body }, request);
      return { ...done, headers: [...done.headers, ...rules.framing(encoder.encode(done.body).length)] };
    },
  };
}
