import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../base/json.ts';
import { readRun } from '../../cli/shared/read-run.ts';
import type { StoredExchange } from '../../engine/result/types.ts';
import { createControl } from '../../service/control.ts';
import type { Send, WireRequest } from '../../service/exchange.ts';
import { testCaller } from '../../testing.ts';
import { type Call, callOf, type SentRequest } from './call.ts';
import { toSent } from './curl.ts';
import { LANGUAGES } from './index.ts';
import { CLOSE, OPEN } from './script.ts';

const run = readRun(resolve(import.meta.dirname, '../../../reports/localstack/run.json'));

const exchanges: readonly StoredExchange[] = run.cases.flatMap((one) => one.exchanges);

const distinct = [...new Map(exchanges.map((exchange) => toSent(exchange, run.bodies)).map((sent) => [JSON.stringify(sent), sent])).values()];

const called = distinct.flatMap((sent) => {
  const call = callOf(sent);
  return call.kind === 'call' ? [{ sent, call }] : [];
});

const SDK = [['accept', 'application/json']] as const;
const PATH = '/restapis/api0000001/gatewayresponses/THROTTLED';
const put = (body: string, change: Partial<SentRequest> = {}): SentRequest => ({
  method: 'PUT',
  path: PATH,
  headers: [['content-type', 'application/json'], ...SDK],
  body,
  ...change,
});

const pieceOf = (language: number, sent: SentRequest): string => {
  const piece = LANGUAGES[language]?.piece(sent) ?? { why: '' };
  return 'text' in piece ? piece.text.replace(OPEN, '').replace(CLOSE, '') : `none: ${piece.why}`;
};

describe('the operation of a request', () => {
  test('sent again through the SDK it is the same request, for all that the suite sends', async () => {
    const control = createControl({ endpoint: 'http://test.invalid', caller: testCaller });
    expect(called.length).toBeGreaterThan(500);
    for (const { sent, call } of called) {
      const seen: WireRequest[] = [];
      const send: Send = async (request) => {
        seen.push(request);
        return { request, outcome: { kind: 'response', response: { status: 200, headers: [], body: '{}', encoding: 'utf8' } } };
      };
      await control(send, call.operation, call.input);
      const [{ method, path, body } = { method: '', path: '', body: '' }] = seen;
      expect({ method, path, body }).toEqual({ method: sent.method, path: sent.path, body: sent.body });
    }
  });

  test.each<[string, SentRequest]>([
    ['a member that the service model lacks', put('{"x":"1"}')],
    ['null', put('{"statusCode":null}')],
    ['a number where a text stands', put('{"statusCode":404}')],
    ['white space', put('{ "statusCode":"404" }')],
    ['a member twice', put('{"statusCode":"1","statusCode":"2"}')],
    ['no JSON', put('{')],
    ['another media type', put('{}', { headers: [['content-type', 'text/plain'], ...SDK] })],
    ['a body where there is none', put('{}', { method: 'GET' })],
    ['a path that is escaped otherwise', put('{}', { path: `${PATH}%2f` })],
    ['a path of no operation', put('{}', { path: '/restapis' })],
    ['an unknown query', put('', { method: 'GET', path: '/restapis/api0000001/gatewayresponses?x=1' })],
  ])('a request with %s is one that no SDK sends, and curl sends it all the same', (_, sent) => {
    expect(callOf(sent).kind).toBe('none');
    expect(LANGUAGES.map(({ piece }) => Object.keys(piece(sent)))).toEqual([['text'], ['why'], ['why'], ['why']]);
  });
});

/** Words as a POSIX shell splits them; `$API` is put in. */
const shellWords = (line: string): readonly string[] => {
  const words: string[] = [];
  const piece = /\s+|\\\n|'([^']*)'|"([^"]*)"|\\(.)|([^\s'"\\]+)/gsy;
  let word: string | null = null;
  for (const [whole, single, double, escaped, plain] of line.matchAll(piece)) {
    if (whole === '\\\n' || /^\s/.test(whole)) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    const text: string =
      single ?? double?.replaceAll(/\$API2?\b/g, (name) => (name === '$API' ? 'api0000001' : 'api0000002')) ?? escaped ?? plain ?? '';
    word = (word ?? '') + text;
  }
  return word === null ? words : [...words, word];
};

const optionsOf = (words: readonly string[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const [name = '', ...rest] = (words[at] ?? '').split('=');
    if (!name.startsWith('--')) throw new Error(`no option: ${words[at]}`);
    if (rest.length > 0) found.set(name, rest.join('='));
    else {
      at += 1;
      found.set(name, words[at] ?? '');
    }
  }
  return found;
};

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`);
const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const ODD = put(JSON.stringify({ statusCode: '-1', responseParameters: { a$b: `'*' "x" \\ \`id\` $HOME ! é\n`, api0000001: 'of api0000002' } }));

describe.each(['suite', 'odd'])('the scripts of %s requests', (kind) => {
  const calls: readonly { sent: SentRequest; call: Extract<Call, { kind: 'call' }> }[] =
    kind === 'suite' ? called : [ODD].flatMap((sent) => (callOf(sent).kind === 'call' ? [{ sent, call: callOf(sent) as never }] : []));
  const short = calls.filter(({ sent }) => sent.body.length <= 2000 && sent.path.length <= 2000);

  test('the AWS CLI is told the operation and its input, whatever is quoted', () => {
    expect(short.length).toBeGreaterThan(0);
    for (const { sent, call } of short) {
      const [program, service, operation, ...rest] = shellWords(pieceOf(1, sent));
      expect([program, service, operation]).toEqual(['aws', 'apigateway', kebab(call.operation)]);
      const expected = Object.entries(call.input).map(([name, value]) => [`--${kebab(name)}`, asText(value)]);
      expect([...optionsOf(rest)]).toEqual([['--endpoint-url', '$ENDPOINT'], ...expected]);
    }
  });

  test('boto3 is told the same: each argument a literal that is JSON, but for the ids', () => {
    for (const { sent, call } of short) {
      const [, method = '', members = ''] = /^send\(client\.(\w+),\n(.*)\)$/s.exec(pieceOf(2, sent)) ?? [];
      const read = (text: string): Json => new Function('api', 'api2', `return (${text});`)('api0000001', 'api0000002') as Json;
      const input = members.split(/,\n/).filter((line) => line !== '');
      expect(method).toBe(kebab(call.operation).replaceAll('-', '_'));
      expect(Object.fromEntries(input.map((line) => [line.trim().split('=')[0], read(line.slice(line.indexOf('=') + 1))]))).toEqual(call.input);
    }
  });

  test('the SDK is told the same: the script runs, and sends one command', async () => {
    for (const { sent, call } of short) {
      const commands: { operation: string; input: JsonObject }[] = [];
      const gateway = new Proxy(
        {},
        {
          get: (_, name) =>
            class {
              constructor(input: JsonObject) {
                commands.push({ operation: String(name), input });
              }
            },
        },
      );
      const body = `return (async () => { ${pieceOf(3, sent)}; })();`;
      await new Function('gateway', 'send', 'api', 'api2', body)(gateway, () => {}, 'api0000001', 'api0000002');
      expect(commands).toEqual([{ operation: `${call.operation}Command`, input: call.input }]);
    }
  });
});

test('a value that the AWS CLI would load as a file is left to the others', () => {
  const sent = put('{"statusCode":"file:///etc/passwd"}');
  expect(pieceOf(1, sent)).toBe('none: the AWS CLI would load the value as a file');
  expect(pieceOf(3, sent)).toContain('"file:///etc/passwd"');
});
