import type { Reading } from '../refusal.ts';
import { refusal, unknownText } from '../refusal.ts';
import type { PutInput } from '../rules/change.ts';
import type { NewApi } from '../rules/rest-api.ts';
import type { PatchOperation } from '../rules/update.ts';
import type { Rules } from '../rules.ts';
import type { StringMap } from '../state.ts';
import { isJsonObject, type Json, type JsonObject } from '../wire.ts';

function readMap(rules: Rules, value: Json | undefined): Reading<StringMap | undefined> {
  if (value === undefined || value === null) return { value: undefined };
  if (!isJsonObject(value)) return { refused: refusal('SerializationException', unknownText) };
  const map = new Map<string, string>();
  for (const [key, member] of Object.entries(value)) {
    const text = rules.readText(member);
    if ('refused' in text) return text;
    if (text.value !== undefined) map.set(key, text.value);
  }
  return { value: map };
}

function readOperation(rules: Rules, operation: JsonObject): Reading<PatchOperation> {
  const op = rules.readText(operation['op']);
  if ('refused' in op) return op;
  const path = rules.readText(operation['path']);
  if ('refused' in path) return path;
  const value = rules.readText(operation['value']);
  if ('refused' in value) return value;
  const from = rules.readText(operation['from']);
  if ('refused' in from) return from;
  return { value: { op: op.value, path: path.value, value: value.value, from: from.value } };
}

/** The operations of a PATCH body, or the first thing in it that has the wrong type. */
export function readPatch(rules: Rules, text: string): Reading<readonly PatchOperation[]> {
  const body = rules.readBody(text);
  if ('refused' in body) return body;
  const list = rules.readOperations(body.value['patchOperations']);
  if ('refused' in list) return list;
  const operations: PatchOperation[] = [];
  for (const item of list.value) {
    const operation = readOperation(rules, item);
    if ('refused' in operation) return operation;
    operations.push(operation.value);
  }
  return { value: operations };
}

/** The members of a PUT body, null map entries left out, or the first thing in it that has the wrong type. */
export function readPut(rules: Rules, text: string): Reading<PutInput> {
  const body = rules.readBody(text);
  if ('refused' in body) return body;
  const statusCode = rules.readText(body.value['statusCode']);
  if ('refused' in statusCode) return statusCode;
  const parameters = readMap(rules, body.value['responseParameters']);
  if ('refused' in parameters) return parameters;
  const templates = readMap(rules, body.value['responseTemplates']);
  if ('refused' in templates) return templates;
  return {
    value: { statusCode: statusCode.value, responseParameters: parameters.value, responseTemplates: templates.value },
  };
}

function readTypes(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((type) => typeof type === 'string') : [];
}

/** What a CreateRestApi body asks for; of members that gateway responses have no use for only the common ones are read. */
export function readNewApi(rules: Rules, text: string): Reading<NewApi> {
  const body = rules.readBody(text);
  if ('refused' in body) return body;
  const name = rules.readText(body.value['name']);
  if ('refused' in name) return name;
  const description = rules.readText(body.value['description']);
  if ('refused' in description) return description;
  const tags = readMap(rules, body.value['tags']);
  if ('refused' in tags) return tags;
  const endpoint = body.value['endpointConfiguration'];
  const members: JsonObject = isJsonObject(endpoint) ? endpoint : {};
  const ipAddressType = members['ipAddressType'];
  return {
    value: {
      name: name.value,
      description: description.value,
      endpointTypes: readTypes(members['types']),
      ipAddressType: typeof ipAddressType === 'string' ? ipAddressType : undefined,
      tags: tags.value ?? new Map(),
    },
  };
}
