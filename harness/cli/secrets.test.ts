import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModel } from '../../suites/model/model.ts';
import { isObject, parseJson } from '../base/json.ts';
import { buildProgram } from './program.ts';

const environment = {
  AWS_ACCESS_KEY_ID: 'ASIAQWERTYUIOPASDFGH',
  AWS_SECRET_ACCESS_KEY: 'wJalr/XUtnFEMI+K7MDENG/bPxRfiCYzEXAMPLEK',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJIMEYCIQDn+/abc==',
};

const signatures = new Set<string>();

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What a target may do with the headers of a request: each way of writing them is one answer's. */
const ECHOES: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => text.replaceAll('/', '\\/'),
  (text) => text.replace(/[^a-z ]/gi, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
  base64,
  (text) => base64(`a${text}`),
  (text) => base64(`ab${text}`),
  (text) => Buffer.from(JSON.stringify({ text })).toString('base64url'),
];

let asked = 0;

/** The model's answer, with what the request held in its body, its headers and, where it refuses, its message. */
const echo = (request: http.IncomingMessage, body: string, response: http.ServerResponse, handle: ReturnType<typeof createModel>['handle']): void => {
  const { method = '', url = '', rawHeaders, headers } = request;
  signatures.add(/Signature=(\w+)/.exec(headers.authorization ?? '')?.[1] ?? '');
  const answer = handle({ method, path: url, headers: [], body });
  const secrets = `${environment.AWS_SECRET_ACCESS_KEY} ${rawHeaders.map((text, index) => text + (index % 2 === 0 ? ': ' : ', ')).join('')}`;
  const told = (ECHOES[asked++ % ECHOES.length] ?? String)(`${url} ${secrets}`);
  if (asked % 29 === 0) return void response.socket?.end(`HTTP/1.1 200 ${secrets}\r\nnonsense ${secrets}\r\n\r\n`);
  const json = parseJson(answer.body);
  const shown = isObject(json) && asked % 3 > 0 ? answer.body.replace(/\}$/, `,"echo${asked % 2 === 0 ? told : ''}":"${told}"}`) : answer.body;
  const flat = told.replace(/[^ -~]/g, '');
  const echoed = ['X-Echo', flat, 'Content-Type', `application/json; a="${flat}"`, ...(answer.status < 400 ? [] : ['x-amzn-ErrorType', flat])];
  response.writeHead(answer.status, [...echoed, 'x-amzn-RequestId', flat, 'Allow', flat]);
  response.end(asked % 31 === 0 ? Buffer.concat([Buffer.from([0xff]), Buffer.from(shown)]) : shown);
};

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => echo(request, Buffer.concat(chunks).toString(), response, model.handle));
});
const model = createModel();
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done())));
afterAll(() => void server.close());

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/** The middle of a text in base64, wherever it begins there. */
const middles = (text: string): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const middle = base64(`${'a'.repeat(before)}${text}`).slice(4, 24);
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')];
  });

const forms = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  text.replaceAll('/', '\\/'),
  text.replaceAll('/', '\\\\/'),
  text.replace(/[^a-z ]/gi, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
  ...middles(text),
];

test.each([
  ['run', ['--name', 'echo']],
  ['record', ['--origin', 'echo']],
])(
  '%s --signed against a target that echoes all it gets leaves no secret in any file, nor in what is printed',
  { timeout: 60_000 },
  async (command, flags) => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    const told: string[] = [];
    const say = (text: string): void => void told.push(text);
    const io = { environment, out: say, err: say, outIsTerminal: false, errIsTerminal: false };
    const { port } = server.address() as AddressInfo;
    const only = ['--only', 'support-table/replace-status-code', '--concurrency', '2'];
    const places = ['--out', join(folder, 'out'), '--recordings', join(folder, 'recordings'), '--report', `sarif:${join(folder, 'a.sarif')}`];
    const line = [
      command,
      '--endpoint',
      `http://127.0.0.1:${port}`,
      '--signed',
      ...flags,
      ...only,
      ...(command === 'run' ? places : places.slice(0, 4)),
    ];
    await buildProgram(io, () => {}).parseAsync(['node', 'apigw-conformance', ...line]);
    const texts = [...filesOf(folder), told.join('')];
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.some((text) => text.includes('x'.repeat(40)))).toBe(true);
    expect(signatures.size).toBeGreaterThan(50);
    for (const secret of [...Object.values(environment), ...signatures]) {
      expect(forms(secret).filter((form) => texts.some((text) => text.includes(form)))).toEqual([]);
    }
  },
);
