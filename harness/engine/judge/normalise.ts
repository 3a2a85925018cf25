import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Operation } from '../../service/operations.ts';

/** Members that the service model documents, by operation. */
export interface Members {
  get(operation: Operation): ReadonlySet<string> | undefined;
}

/** A body as it is compared, and what the service model does not know in it. */
export interface NormalBody {
  readonly body: Json;
  readonly unknown: readonly string[];
}

const HAL = new Set(['_links', '_embedded']);

const structure = (value: JsonObject, members: ReadonlySet<string>, pointer: string, unknown: string[]): JsonObject => {
  const kept = Object.entries(value).filter(([key, member]) => {
    if (members.has(key)) return member !== null;
    if (!HAL.has(key)) unknown.push(`${pointer}/${key}`);
    return false;
  });
  return Object.fromEntries(kept);
};

const keyOf = (item: Json, index: number, taken: ReadonlyMap<string, Json>): string => {
  const type = isObject(item) && typeof item['responseType'] === 'string' ? item['responseType'] : `#${index}`;
  return taken.has(type) ? `${type}~${index}` : type;
};

const keyed = (items: readonly Json[], members: ReadonlySet<string>, unknown: string[]): JsonObject => {
  const result = new Map<string, Json>();
  items.forEach((item, index) => {
    const key = keyOf(item, index, result);
    result.set(key, isObject(item) ? structure(item, members, `/item/${key}`, unknown) : item);
  });
  return Object.fromEntries(result);
};

const listOf = (json: JsonObject): Json | undefined => {
  const embedded = json['_embedded'];
  return json['item'] ?? (isObject(embedded) ? embedded['item'] : undefined);
};

const NONE: ReadonlySet<string> = new Set();

/**
 * The body of an answer as it is compared: modelled members only, null counting as absent,
 * the list of gateway responses keyed by type. A body that is no JSON object stays as it is.
 */
export const normaliseBody = (operation: Operation, json: Json, members: Members): NormalBody => {
  if (!isObject(json)) return { body: json, unknown: [] };
  const unknown: string[] = [];
  const own = structure(json, members.get(operation) ?? NONE, '', unknown);
  const list = operation === 'GetGatewayResponses' ? listOf(json) : undefined;
  if (!Array.isArray(list)) return { body: own, unknown };
  return { body: { ...own, item: keyed(list, members.get('GetGatewayResponse') ?? NONE, unknown) }, unknown };
};
