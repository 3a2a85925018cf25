/**
 * Derives the schemas of this folder from AWS's service model.
 *
 *   npx tsx suites/schemas/derive.ts PATH/botocore/data/apigateway/2015-07-09/service-2.json[.gz] VERSION
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Shape {
  type: string;
  members?: Record<string, { shape: string; location?: string; locationName?: string }>;
  member?: { shape: string };
  value?: { shape: string };
  enum?: string[];
  pattern?: string;
  required?: string[];
}
interface Model {
  operations: Record<string, { input?: { shape: string }; output?: { shape: string } }>;
  shapes: Record<string, Shape>;
}

const OPERATIONS = [
  'CreateRestApi',
  'GetRestApi',
  'DeleteRestApi',
  'GetGatewayResponse',
  'GetGatewayResponses',
  'PutGatewayResponse',
  'UpdateGatewayResponse',
  'DeleteGatewayResponse',
];
const SCALARS: Record<string, string> = { string: 'string', boolean: 'boolean', integer: 'integer', timestamp: 'number' };

const [path = '', version = ''] = process.argv.slice(2);
const bytes = readFileSync(path);
const model = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Model;
const comment = `Derived from AWS's service model of API Gateway (2015-07-09) as carried by botocore ${version}; do not edit: suites/schemas/derive.ts writes it.`;

const shapeOf = (name: string): Shape => {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`no shape ${name}`);
  return shape;
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

const scalar = (shape: Shape, nullable: boolean): Json => {
  const type = SCALARS[shape.type] ?? 'string';
  return {
    type: nullable ? [type, 'null'] : type,
    ...(shape.enum ? { enum: nullable ? [...shape.enum, null] : shape.enum } : {}),
    ...(shape.pattern ? { pattern: `^${shape.pattern}$` } : {}),
  };
};

const write = (name: string, body: Json): void => {
  const file = new URL(`./${name}.json`, import.meta.url);
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', $comment: comment, title: name, ...(body as object) };
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
};

for (const name of OPERATIONS) {
  const operation = model.operations[name];
  if (operation?.output) write(name, { ...(answer(operation.output.shape) as object), type: 'object' });
  if (operation?.input) write(`${name}.input`, input(operation.input.shape));
}
write('Error', { ...(answer('BadRequestException') as object), type: 'object' });
