import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Send, WireResponse } from '../service/exchange.ts';
import { hidingCaller } from './hide-caller.ts';

const CREDENTIALS = {
  accessKeyId: 'ASIAQWERTYUIOPASDFGH',
  secretAccessKey: 'wJalr/XUtnFEMI+K7MDENG/bPxRfiCYzEXAMPLEK',
  sessionToken: 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJIMEYCIQDn+/abc==',
};

const SIGNATURE = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';

const ask = {
  method: 'GET',
  path: '/restapis',
  headers: [['Authorization', `AWS4-HMAC-SHA256 Credential=${CREDENTIALS.accessKeyId}/x, SignedHeaders=host, Signature=${SIGNATURE}`]] as const,
  body: '',
};

const answering = (response: Partial<WireResponse>): Send => {
  const whole: WireResponse = { status: 200, headers: [], body: '', encoding: 'utf8', ...response };
  return async (request) => ({ request, outcome: { kind: 'response', response: whole } });
};

const bodyShown = async (response: Partial<WireResponse>): Promise<string> => {
  const { outcome } = await hidingCaller(answering(response), { credentials: CREDENTIALS, account: '123456789012' })(ask);
  return outcome.kind === 'response' ? outcome.response.body : '';
};

const escaped = (text: string): string => text.replace(/[^a-z]/gi, (character) => `\\u00${character.charCodeAt(0).toString(16).toUpperCase()}`);

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const SPELLINGS: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in a URL', encodeURIComponent],
  ['in a URL within a URL', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['in JSON whose slashes are escaped', (text) => text.replaceAll('/', '\\/')],
  ['in JSON within JSON', (text) => JSON.stringify(JSON.stringify(text).replaceAll('/', '\\/'))],
  ['in JSON whose signs are escaped', escaped],
  ['in XML', (text) => text.replaceAll('+', '&#x2B;').replaceAll('/', '&#47;')],
  ['in base64', base64],
  ['one byte into base64', (text) => base64(`a${text}`)],
  ['two bytes into base64', (text) => base64(`ab${text}, and on`)],
  ['in base64 for URLs', (text) => Buffer.from(`ab${text}`).toString('base64url')],
  ['in base64 in a URL', (text) => encodeURIComponent(base64(text))],
  ['in base64 of lines', (text) => base64(text).replace(/(.{20})/g, '$1\\n')],
  ['in JSON in base64', (text) => base64(JSON.stringify({ a: text }).replaceAll('/', '\\/'))],
  ['two bytes a character', (text) => [...text].join('\0')],
];

/** Whatever of it stays must be too short to be of use. */
const traces = (text: string, spell: (text: string) => string): readonly string[] => {
  const whole = spell(text);
  return Array.from({ length: Math.max(1, whole.length - 11) }, (_, index) => whole.slice(index, index + 12)).slice(4, -4);
};

test.each(SPELLINGS)('what a target echoes of its caller is hidden %s', async (_, spell) => {
  for (const secret of [...Object.values(CREDENTIALS), SIGNATURE]) {
    const shown = await bodyShown({ body: `{"a":"${spell(secret)}","b":"kept"}` });
    expect(shown).toMatch(/^\{"a":".*"b":"kept"\}$/s);
    expect(traces(secret, spell).filter((trace) => shown.includes(trace))).toEqual([]);
  }
});

test('placeholders have the shape of what they stand for, and what is around them stays', async () => {
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  expect(await bodyShown({ body: `by ${accessKeyId} with ${secretAccessKey}, ${SIGNATURE} of 123456789012` })).toBe(
    `by AKIAXXXXXXXXXXXXXXXX with ${'x'.repeat(40)}, ${'0'.repeat(64)} of 000000000000`,
  );
  const shown = await bodyShown({ body: base64(`{"key":"${accessKeyId}"}`) });
  expect(Buffer.from(shown, 'base64').toString()).toMatch(/^\{"key":".{20}"\}$/);
});

test('headers, bytes that are no text and failures are no way out', async () => {
  const { sessionToken } = CREDENTIALS;
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sessionToken)]).toString('base64');
  const send = hidingCaller(answering({ headers: [['Content-Type', `text/plain; t=${sessionToken}`]], body: bytes, encoding: 'base64' }), {
    credentials: CREDENTIALS,
  });
  const { outcome } = await send(ask);
  expect(JSON.stringify(outcome)).not.toContain(sessionToken.slice(0, 20));
  expect(Buffer.from(outcome.kind === 'response' ? outcome.response.body : '', 'base64').toString('latin1')).toBe(`ÿþ${'x'.repeat(64)}`);
  const failing = hidingCaller(
    async (request) => ({ request, outcome: { kind: 'failure', failure: { code: 'protocol', message: `no ${sessionToken}` } } }),
    {
      credentials: CREDENTIALS,
    },
  );
  expect((await failing(ask)).outcome).toEqual({ kind: 'failure', failure: { code: 'protocol', message: `no ${'x'.repeat(64)}` } });
});

test('a compressed body, which nobody can look through, is not kept', async () => {
  const body = gzipSync(CREDENTIALS.sessionToken).toString('base64');
  const shown = await bodyShown({ headers: [['Content-Encoding', 'gzip']], body, encoding: 'base64' });
  expect(Buffer.from(shown, 'base64').toString()).toMatch(/^\(a compressed body of \d+ bytes\)$/);
});

test('the credentials that emulators take are ordinary words, and stay', async () => {
  const body = '{"message":"test of secret","responseTemplates":{"application/json":"a gatewayresponses test"}}';
  for (const word of ['test', 'secret', 'application/json', 'gatewayresponses']) {
    const credentials = { accessKeyId: word, secretAccessKey: word, sessionToken: word };
    const { outcome } = await hidingCaller(answering({ body }), { credentials })(ask);
    expect(outcome).toMatchObject({ response: { body } });
  }
});
