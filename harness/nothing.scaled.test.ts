import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModel } from '../suites/model/model.ts';
import { compareBaseline } from './engine/baseline/compare-baseline.ts';
import { exitCodeOf } from './engine/baseline/exit-code.ts';
import { initBaseline } from './engine/baseline/write-baseline.ts';
import { loadSuite } from './engine/load/load.ts';
import type { RunDocument } from './engine/result/types.ts';
import { FORMATS } from './report/formats/format-names.ts';
import { reporters } from './report/formats/index.ts';
import { renderPage } from './report/page/index.ts';
import { figureLines } from './report/words/figure-lines.ts';
import { httpTarget } from './targets/http-target.ts';
import { functionTarget, IS_WHOLE, runTest, testCaller } from './testing.ts';

const suite = loadSuite();

const HTML = '<!doctype html><title>Not Found</title><h1>Not Found</h1>';
const S3 = '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code><BucketName>restapis</BucketName></Error>';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const HTML_TYPE = { 'Content-Type': 'text/html; charset=utf-8' };

type Listener = http.RequestListener;

const all =
  (status: number, headers: http.OutgoingHttpHeaders = {}, body: string | Buffer = ''): Listener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

/** The model behind sockets; `encode` is what its answers go through. */
const modelled = (encode: (body: string) => Buffer, headers: http.OutgoingHttpHeaders, hides = false): Listener => {
  const model = createModel();
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '' } = request;
    if (hides && url.includes('/gatewayresponses')) return void response.writeHead(404, HTML_TYPE).end(HTML);
    const answer = model.handle({
      method,
      path: url,
      headers: [['Accept', request.headers.accept ?? '*/*']],
      body: Buffer.concat(chunks).toString(),
    });
    const kept = answer.headers.filter(([name]) => name.toLowerCase() !== 'content-length');
    response.writeHead(answer.status, { ...Object.fromEntries(kept), ...(answer.body === '' ? {} : headers) });
    response.end(answer.body === '' ? '' : encode(answer.body));
  };
};

const utf8 = (body: string): Buffer => Buffer.from(body);

/** What answers, the exit code, and how its one sentence goes on after "Nothing was checked: ". */
const NOTHINGS: Readonly<Record<string, readonly [Listener, code: number, sentence: RegExp]>> = {
  '404 HTML': [all(404, HTML_TYPE, HTML), 3, /^POST \/restapis was answered 404 text\/html, where API Gateway answers a JSON object/],
  '404 JSON': [all(404, JSON_TYPE, '{"error":"no route"}'), 2, /CreateRestApi was answered 404 application\/json, without an id\.$/],
  '200 {}': [all(200, JSON_TYPE, '{}'), 2, /CreateRestApi was answered 200 application\/json, without an id\.$/],
  '200 and nothing': [all(200), 3, /^POST \/restapis was answered 200 without a body/],
  '200 HTML': [all(200, HTML_TYPE, HTML), 3, /^POST \/restapis was answered 200 text\/html/],
  '400 and nothing': [all(400), 3, /^POST \/restapis was answered 400 without a body/],
  '403 JSON': [all(403, JSON_TYPE, '{"message":"Missing Authentication Token"}'), 2, /CreateRestApi was answered 403 application\/json/],
  '405 HTML': [all(405, HTML_TYPE, HTML), 3, /^POST \/restapis was answered 405 text\/html/],
  '500 HTML': [all(500, HTML_TYPE, HTML), 3, /^POST \/restapis was answered 500 text\/html/],
  '501 and nothing': [all(501), 3, /^POST \/restapis was answered 501 without a body/],
  'the XML of S3': [all(404, { 'Content-Type': 'application/xml' }, S3), 3, /^POST \/restapis was answered 404 application\/xml/],
  'a redirect': [all(302, { Location: 'https://example.com/login?token=secret' }), 3, /302 without a body \(a redirect to https:\/\/example\.com\)/],
  'gzipped 404 HTML': [all(404, { ...HTML_TYPE, 'Content-Encoding': 'gzip' }, gzipSync(HTML)), 3, /^POST \/restapis was answered 404 text\/html/],
  'an unknown coding': [all(200, { ...JSON_TYPE, 'Content-Encoding': 'zstd' }, 'x'), 3, /Content-Encoding "zstd", which nobody asked for/],
  'JSON that is a list': [all(200, JSON_TYPE, '[]'), 3, /^POST \/restapis was answered 200 application\/json/],
  'APIs as it should, and none of their gateway responses': [
    modelled(utf8, {}, true),
    2,
    /^none of DeleteGatewayResponse, GetGatewayResponse, .* is there: (GET|PUT|PATCH|DELETE) \/restapis\/api0000001\/gatewayresponses\S* was answered 404 text\/html\.$/,
  ],
  nothing: [() => {}, 3, /^the target gave no answer to the first request\. 127\.0\.0\.1:\d+ gave no answer within 0\.1 s\./],
};

const servers: http.Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (listener: Listener): Promise<string> => {
  const server = http.createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const LIFE = IS_WHOLE
  ? ['life-cycle']
  : ['delete-customised', 'delete-twice', 'get-after-put', 'put-all-members', 'put-other-types'].map((name) => `life-cycle/${name}`);

const SELECTION = { only: [...LIFE, 'wire/rest-api', 'support-table/replace-status-code-uncustomised'] };

const runOver = async (endpoint: string, timeoutMs = 20_000): Promise<RunDocument> => {
  const target = httpTarget({
    endpoint: new URL(endpoint),
    name: 'test',
    version: null,
    caller: testCaller,
    signed: false,
    timeoutMs,
    sockets: 4,
    restApiId: null,
  });
  try {
    return await runTest(suite, target, SELECTION);
  } finally {
    await target.close();
  }
};

const sentenceOf = ({ unchecked = '' }: RunDocument): string => unchecked.replace(/^Nothing was checked: /, '');

/** Text as a format writes it, without its escapes: enough to find one sentence. */
const plain = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\\+(?=["`*_[\](){}<>#|~])/g, '')
    .replaceAll('%25', '%');

const BADGES = new Set(['badge', 'badge-svg']);

describe.each(Object.entries(NOTHINGS))('a target that answers %s', (name, [listener, code, sentence]) => {
  let run: RunDocument;
  beforeAll(async () => {
    run = await runOver(await serve(listener), name === 'nothing' ? 100 : 20_000);
  });

  test('is no success, whatever its baseline knows, and one sentence says what was asked and what came', () => {
    expect(sentenceOf(run)).toMatch(sentence);
    expect(run.unchecked).not.toMatch(/\n|secret/);
    expect(exitCodeOf(run, null)).toBe(code);
    const known = initBaseline(run);
    expect(exitCodeOf(run, compareBaseline(run, known))).toBe(code);
    expect(run.cases.map(({ id }) => id)).toEqual(run.planned);
  });

  test.each(FORMATS.filter((format) => !BADGES.has(format)))('says so as %s', (format) => {
    expect(plain(reporters[format](run))).toContain(plain(run.unchecked ?? 'no sentence'));
  });

  test('is red in every format that runners read, and has no figure that looks like success', () => {
    expect(reporters.junit(run)).toMatch(/<testsuites [^>]*errors="[1-9]/);
    expect(reporters.tap(run)).toMatch(/^not ok \d+ - something was checked$/m);
    expect(JSON.parse(reporters.ctrf(run)).results.summary.failed).toBeGreaterThan(0);
    expect(JSON.parse(reporters.sarif(run)).runs[0].invocations[0].executionSuccessful).toBe(false);
    expect(reporters.github(run)).toMatch(/^::error /);
    expect(JSON.parse(reporters.badge(run)).message).toMatch(/^n\/a: /);
    expect(reporters['badge-svg'](run)).toContain('n/a: ');
    expect(figureLines(run)[0]).toBe('divergence n/a: nothing was checked');
    for (const text of [reporters.text(run), reporters.markdown(run), reporters['github-summary'](run)]) expect(text).not.toMatch(/divergence \d/);
    expect(plain(renderPage([run], { style: '', script: '' }))).toContain(plain(run.unchecked ?? 'no sentence'));
  });
});

const page = { status: 500, body: HTML, headers: { 'content-type': 'text/html' } };
const unknown = { status: 404, body: '{"message":"Invalid API identifier specified"}', headers: { 'x-amzn-errortype': 'NotFoundException' } };

test.each([
  ['falls over CreateRestApi alone', null, (path: string) => (path === '/restapis' ? page : unknown)],
  [
    'has gateway responses of the API that it lent, and neither of the other two',
    'abc',
    (path: string) => (path.includes('gatewayresponses') ? unknown : page),
  ],
])('an emulator that %s is told to answer wrongly, not to be none', async (_, restApiId, answer) => {
  const run = await runTest(suite, { ...functionTarget(({ path }) => answer(path)), restApiId }, { only: ['life-cycle/put-default-5xx'] });
  expect(run.smoke.verdict).toBe('wrong');
  expect(run.smoke.notes[0]).toMatch(/was answered 500 text\/html, without an id$/);
});

test('a port that nobody listens on is exit code 3', async () => {
  const run = await runOver('http://127.0.0.1:1');
  expect([exitCodeOf(run, null), sentenceOf(run)]).toEqual([3, expect.stringMatching(/^the target gave no answer to the first request/)]);
});

test.each([
  ['gzips', (body: string) => gzipSync(body), { 'Content-Encoding': 'gzip' }],
  ['packs with brotli', (body: string) => brotliCompressSync(body), { 'Content-Encoding': 'br' }],
  ['begins with a byte order mark', (body: string) => utf8(`\ufeff${body}`), {}],
])('a target that is right and %s its answers passes', async (_, encode, headers) => {
  const run = await runOver(await serve(modelled(encode, headers)));
  expect([run.unchecked, run.smoke, exitCodeOf(run, null)]).toEqual([undefined, { verdict: 'ok', notes: [] }, 0]);
  expect(run.summary.cases.passed).toBeGreaterThan(10);
});
