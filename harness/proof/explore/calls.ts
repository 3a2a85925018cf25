import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';

/** One patch operation of an Update. */
export interface PatchOperation {
  readonly op: string;
  readonly path?: string;
  readonly value?: string;
  readonly from?: string;
}

/** Members of a Put; what is left out is not sent. */
export interface PutMembers {
  readonly statusCode?: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

/** One request of a sequence. */
export type Call =
  | { readonly kind: 'put'; readonly type: string; readonly members: PutMembers }
  | { readonly kind: 'update'; readonly type: string; readonly operations: readonly PatchOperation[] }
  | { readonly kind: 'delete'; readonly type: string }
  | { readonly kind: 'get'; readonly type: string }
  | { readonly kind: 'list' };

/** What a sequence is made of, by the operation that it stands for. */
export const OPERATION_OF: Readonly<Record<Call['kind'], Operation>> = {
  put: 'PutGatewayResponse',
  update: 'UpdateGatewayResponse',
  delete: 'DeleteGatewayResponse',
  get: 'GetGatewayResponse',
  list: 'GetGatewayResponses',
};

/** The input of the SDK operation that a call stands for. */
export const inputOf = (call: Call): JsonObject => {
  switch (call.kind) {
    case 'put':
      return { responseType: call.type, ...call.members } as JsonObject;
    case 'update':
      return { responseType: call.type, patchOperations: call.operations.map((operation) => ({ ...operation })) };
    case 'delete':
    case 'get':
      return { responseType: call.type };
    case 'list':
      return {};
  }
};

/** The types that a sequence names, each once. */
export const typesOf = (calls: readonly Call[]): readonly string[] => [
  ...new Set(calls.flatMap((call) => (call.kind === 'list' ? [] : [call.type]))),
];

/** The part of a resource that a path leads to. */
export type Member = 'statusCode' | 'responseParameters' | 'responseTemplates';

/** Where a path leads: a member, one entry of a map, or nowhere known. */
export type Place =
  | { readonly kind: 'status' }
  | { readonly kind: 'entry'; readonly member: Exclude<Member, 'statusCode'>; readonly name: string }
  | { readonly kind: 'container'; readonly member: Exclude<Member, 'statusCode'> }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

const ENTRY = /^\/(responseParameters|responseTemplates)(?:\/([^/]+))?$/;

/** Reads a path as the documentation writes them: `~1` for a slash (F-095). */
export const placeOf = (path: string | undefined): Place => {
  if (path === undefined) return { kind: 'absent' };
  if (path === '/statusCode') return { kind: 'status' };
  const [, container, name] = ENTRY.exec(path) ?? [];
  if (container === undefined) return { kind: 'unknown' };
  const member = container === 'responseParameters' ? container : 'responseTemplates';
  return name === undefined ? { kind: 'container', member } : { kind: 'entry', member, name: name.replaceAll('~1', '/') };
};

/** A short name for what a path leads to, the same for all names of a map. */
export const placeName = (path: string | undefined): string => {
  const place = placeOf(path);
  switch (place.kind) {
    case 'status':
      return '/statusCode';
    case 'entry':
      return `/${place.member}/...`;
    case 'container':
      return `/${place.member}`;
    case 'absent':
      return 'no path';
    case 'unknown':
      return 'an unknown path';
  }
};
