/**
 * Derives `operations.json`, the one table of operations, and `schemas.json`, what each is sent and answers, from AWS's service model.
 *
 *   npx tsx suites/service/derive.ts PATH/botocore/data/apigateway/2015-07-09/service-2.json[.gz] VERSION
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface Member {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
}
interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly value?: Member;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly required?: readonly string[];
}
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
interface Modelled {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
}
interface Model {
  readonly operations: Readonly<Record<string, Modelled>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const [path = '', version = ''] = process.argv.slice(2);
const bytes = readFileSync(path);
const model = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Model;

const membersOf = (shape: string | undefined): readonly (readonly [string, Member])[] => Object.entries(model.shapes[shape ?? '']?.members ?? {});

/** Members of an input that stand at a place, by their name there. */
const located = ({ input }: Modelled, location: string): ReadonlyMap<string, string> =>
  new Map(membersOf(input?.shape).flatMap(([name, member]) => (member.location === location ? [[member.locationName ?? name, name]] : [])));

const uriOf = (operation: Modelled): string => {
  const names = located(operation, 'uri');
  return operation.http.requestUri.replace(/\{(\w+)\+?\}/g, (_, token: string) => `{${names.get(token) ?? token}}`);
};

const wiped = (uri: string): string => (uri.split('?')[0] ?? '').replace(/\{\w+\}/g, '{}');

const WRITES = /^(Create|Put|Import|Generate|Update|Delete)/;

const named = (method: string, uri: string): string | null =>
  Object.entries(model.operations).find(([, one]) => one.http.method === method && wiped(uriOf(one)) === uri)?.[0] ?? null;

/** The path below which one resource stands: a creation names its collection, all else the resource itself. */
const resourceOf = (operation: Modelled): string => {
  const uri = wiped(uriOf(operation));
  return operation.http.method === 'POST' && !uri.endsWith('{}') ? `${uri}/{}` : uri;
};

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The member of an answer that names its resource, as the last part of its path does. */
const keyOf = (read: string | null): { readonly param: string; readonly member: string } | null => {
  const operation = model.operations[read ?? ''];
  const param = /\{(\w+)\}$/.exec(operation === undefined ? '' : uriOf(operation))?.[1];
  if (operation === undefined || param === undefined) return null;
  const members = membersOf(operation.output?.shape).map(([name]) => name);
  const resource = lower((read ?? '').slice('Get'.length));
  const short = lower(param.startsWith(resource) ? param.slice(resource.length) : param);
  const last = lower(/[A-Z][a-z]*$/.exec(param)?.[0] ?? param);
  const member = [param, short, 'id', last].find((name) => members.includes(name));
  return member === undefined ? null : { param, member };
};

/** A list of resources stands under `item` on the wire; the SDK calls it as the service model does. */
const listOf = ({ output }: Modelled): { readonly sdk: string; readonly wire: string } | null => {
  const isList = ([name, member]: readonly [string, Member]): boolean =>
    model.shapes[member.shape]?.type === 'list' && (member.locationName ?? name) === 'item';
  const found = membersOf(output?.shape).find(isList);
  return found === undefined ? null : { sdk: found[0], wire: 'item' };
};

const describe = (operation: Modelled, name: string): object => {
  const resource = resourceOf(operation);
  const [read, remove] = [named('GET', resource), named('DELETE', resource)];
  const writes = WRITES.test(name);
  const own = read ?? (operation.http.method === 'GET' ? named('GET', `${wiped(uriOf(operation))}/{}`) : null);
  return {
    method: operation.http.method,
    uri: uriOf(operation),
    status: operation.http.responseCode ?? 200,
    query: Object.fromEntries(located(operation, 'querystring')),
    body: membersOf(operation.input?.shape).flatMap(([member, { location }]) => (location === undefined ? [member] : [])),
    list: operation.http.method === 'GET' ? listOf(operation) : null,
    key: keyOf(listOf(operation) === null ? own : named('GET', `${wiped(uriOf(operation))}/{}`)),
    read: writes ? read : null,
    readAll: writes && resource.endsWith('/{}') ? named('GET', resource.slice(0, -'/{}'.length)) : null,
    undo: writes && !name.startsWith('Delete') ? remove : null,
  };
};

/** What a scalar is in JSON. A timestamp is a number on the wire; bytes are text. */
const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  blob: 'string',
  boolean: 'boolean',
  integer: 'integer',
  long: 'integer',
  double: 'number',
  float: 'number',
  timestamp: 'number',
};

const shapeOf = (name: string): Shape => {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`no shape ${name}`);
  return shape;
};

const scalar = (shape: Shape, nullable: boolean): Json => {
  const type = SCALARS[shape.type];
  if (type === undefined) throw new Error(`no scalar ${shape.type}`);
  return {
    type: nullable ? [type, 'null'] : type,
    ...(shape.enum ? { enum: nullable ? [...shape.enum, null] : shape.enum } : {}),
    ...(shape.pattern ? { pattern: `^${shape.pattern}$` } : {}),
  };
};

/** In answers null counts as absent, and members that AWS adds later are lawful. */
const answer = (name: string): Json => {
  const shape = shapeOf(name);
  if (shape.type === 'structure') {
    const members = Object.entries(shape.members ?? {}).filter(([, member]) => member.location === undefined);
    return {
      type: ['object', 'null'],
      properties: Object.fromEntries(members.map(([key, member]) => [member.locationName ?? key, answer(member.shape)])),
    };
  }
  if (shape.type === 'map') return { type: ['object', 'null'], additionalProperties: answer(shape.value?.shape ?? '') };
  if (shape.type === 'list') return { type: ['array', 'null'], items: answer(shape.member?.shape ?? '') };
  return scalar(shape, true);
};

const input = (name: string): Json => {
  const shape = shapeOf(name);
  if (shape.type === 'structure') {
    const properties = Object.fromEntries(Object.entries(shape.members ?? {}).map(([key, member]) => [key, input(member.shape)]));
    return { type: 'object', additionalProperties: false, properties, ...(shape.required ? { required: shape.required } : {}) };
  }
  if (shape.type === 'map') return { type: 'object', additionalProperties: input(shape.value?.shape ?? '') };
  if (shape.type === 'list') return { type: 'array', items: input(shape.member?.shape ?? '') };
  return scalar(shape, false);
};

/** An answer as a whole is an object: where a body comes, it is never null. */
const whole = (name: string): Json => ({ ...(answer(name) as object), type: 'object' });

/** What an operation is sent and answers; bytes and headers have no schema. */
const schemasOf = (operation: Modelled): object => ({
  input: operation.input === undefined ? null : input(operation.input.shape),
  output: operation.output === undefined || isBytes(operation) ? null : whole(operation.output.shape),
});

/** An answer that is a file (an export, an SDK) and no JSON document of the model. */
const isBytes = ({ output }: Modelled): boolean =>
  membersOf(output?.shape).some(([, { shape, location }]) => shapeOf(shape).type === 'blob' && location === undefined);

const about = `Derived from AWS's service model of API Gateway (2015-07-09) as carried by botocore ${version}; do not edit: suites/service/derive.ts writes it.`;
const sorted = Object.entries(model.operations).sort(([a], [b]) => (a < b ? -1 : 1));

/** One operation a line, so that what changed in a new service model can be read as a diff. */
const write = (name: string, head: Readonly<Record<string, Json>>, describeOne: (operation: Modelled, name: string) => object): void => {
  const lines = sorted.map(([key, operation]) => `    ${JSON.stringify(key)}: ${JSON.stringify(describeOne(operation, key))}`);
  const heads = Object.entries({ about, ...head }).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  writeFileSync(new URL(`.//${name}`, import.meta.url), `{\n${heads.join(',\n')},\n  "operations": {\n${lines.join(',\n')}\n  }\n}\n`);
};

write('operations.json', {}, describe);
write('schemas.json', { error: whole('BadRequestException') }, schemasOf);
