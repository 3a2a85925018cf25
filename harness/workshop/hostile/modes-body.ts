import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { ANY, type Answer, changing, isCreate, type Mode, type Odd, onlyTo, to, toAll } from './odd.ts';

const JSON_TYPE: Answer['headers'] = [['Content-Type', 'application/json']];

const body = (text: string | Buffer, headers: Answer['headers'] = JSON_TYPE): ((odd: Odd) => void) =>
  changing(() => ({ status: 200, headers, body: text }));

const member = (name: string, value: string): string => `{"responseType":"DEFAULT_4XX","defaultResponse":true,${JSON.stringify(name)}:${value}}`;

const list = (items: string): string => `{"item":[${items}]}`;

const many = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join(',');

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

const deepObject = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));

const nested: readonly Mode[] = [
  { name: '4,000 nested lists', exits: ANY, act: toAll(body(deep(4_000))) },
  { name: '500,000 nested lists', exits: ANY, act: toAll(body(deep(500_000))) },
  { name: 'lists opened and never closed', exits: ANY, act: toAll(body('['.repeat(900_000))) },
  { name: 'a member nested 5,000 deep', exits: ANY, act: toAll(body(member('responseParameters', deepObject(5_000)))) },
  { name: 'a member nested 90 deep', exits: ANY, act: toAll(body(member('responseTemplates', deepObject(90)))) },
];

const ENDLESS = `${'x'.repeat(65_536)}`;

const streams = (odd: Odd): void => {
  const { response } = odd;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(ENDLESS));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

const long: readonly Mode[] = [
  { name: 'a body of 2 MiB', exits: [3], act: toAll(body(`"${'x'.repeat(2_097_152)}"`)) },
  { name: 'a body without end', exits: [3], act: toAll(streams) },
  {
    name: 'a body just below the limit, another each time',
    exits: ANY,
    act: toAll((odd) => body(`"${randomBytes(390_000).toString('base64')}"`)(odd)),
  },
  { name: 'binary just below the limit, another each time', exits: ANY, act: toAll((odd) => body(randomBytes(1_000_000))(odd)) },
  { name: 'a gzip bomb', exits: ANY, act: toAll(body(bomb, [...JSON_TYPE, ['Content-Encoding', 'gzip']])) },
  { name: 'a gzip bomb that is none', exits: ANY, act: toAll(body('{"a":1}', [...JSON_TYPE, ['Content-Encoding', 'gzip']])) },
  { name: 'a member name of 900 KB', exits: ANY, act: toAll(body(member('x'.repeat(900_000), '1'))) },
  { name: 'a message of 900 KB', exits: ANY, act: toAll(changing(() => ({ status: 400, body: `{"message":"${'x'.repeat(900_000)}"}` }))) },
];

const wide: readonly Mode[] = [
  { name: '80,000 members that nobody knows', exits: ANY, act: toAll(body(`{${many(80_000, (at) => `"m${at}":1`)}}`)) },
  { name: '200,000 items', exits: ANY, act: toAll(body(list(many(200_000, () => '{}')))) },
  {
    name: '60,000 parameters that are numbers',
    exits: ANY,
    act: toAll(body(member('responseParameters', `{${many(60_000, (at) => `"p${at}":${at}`)}}`))),
  },
  { name: '12,000 items of one type', exits: ANY, act: toAll(body(list(many(12_000, () => member('statusCode', '1'))))) },
];

const odd: readonly Mode[] = [
  { name: 'null', exits: ANY, act: toAll(body('null')) },
  { name: 'nothing', exits: ANY, act: toAll(body('')) },
  { name: 'a list of nulls as items', exits: ANY, act: toAll(body('{"item":[null,1,"x",[],{"responseType":7}]}')) },
  { name: 'members of every object', exits: ANY, act: toAll(body('{"__proto__":{"x":1},"constructor":1,"hasOwnProperty":2,"toString":3}')) },
  {
    name: 'a type called __proto__',
    exits: ANY,
    act: toAll(body(list('{"responseType":"__proto__","statusCode":"400"},{"responseType":"constructor"}'))),
  },
  { name: 'JSON of a careless server', exits: ANY, act: toAll(body("{'a': NaN, }")) },
  { name: 'half a surrogate', exits: ANY, act: toAll(body(member('\ud800', '"\\udfff"'))) },
  { name: 'bytes that are no UTF-8', exits: ANY, act: toAll(body(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x00, 0x22]))) },
  { name: 'UTF-16', exits: ANY, act: toAll(body(Buffer.from('\ufeff{"a":1}', 'utf16le'), [['Content-Type', 'application/json; charset=utf-16']])) },
  { name: 'a BOM before every answer', exits: ANY, act: toAll(changing(({ body: right }) => ({ body: `\ufeff${right}` }))) },
  { name: 'HTML with status 200', exits: ANY, act: toAll(body('<!doctype html><script>alert(1)</script>', [['Content-Type', 'text/html']])) },
  { name: 'an error type that is an object', exits: ANY, act: toAll(changing(() => ({ status: 400, body: '{"__type":{"a":[]},"message":[1]}' }))) },
];

const withId = (id: string): Mode['act'] =>
  onlyTo(
    isCreate,
    changing(() => ({ status: 201, body: JSON.stringify({ id, name: 'x' }) })),
  );

const ids: readonly Mode[] = [
  { name: 'an id of 50,000 characters', exits: ANY, act: withId('('.repeat(50_000)), keepsApis: true },
  { name: 'an id that is a pattern', exits: ANY, act: withId('a(b[c{2,'), keepsApis: true },
  { name: 'an id that is a path', exits: ANY, act: withId('../../x?y#z'), keepsApis: true },
  { name: 'an id that is one letter', exits: ANY, act: withId('e'), keepsApis: true },
  { name: 'an id with a line break and an escape', exits: ANY, act: withId('a\n::error::\u001b[31m'), keepsApis: true },
  {
    name: 'an id that is a number',
    exits: ANY,
    act: onlyTo(
      isCreate,
      changing(() => ({ status: 201, body: '{"id":7}' })),
    ),
    keepsApis: true,
  },
];

/** What a server may do in the body of an answer. */
export const BODIES: readonly Mode[] = [
  ...nested,
  ...long,
  ...wide,
  ...odd,
  ...ids,
  {
    name: 'a Put that echoes its request',
    exits: ANY,
    act: to(
      'PUT',
      changing((_, { body: sent }) => ({ body: sent })),
    ),
  },
];
