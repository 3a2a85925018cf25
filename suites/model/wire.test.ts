import { describe, expect, it } from 'vitest';
import { freshApi, headerOf } from './calls.ts';
import type { ModelResponse } from './wire.ts';

function read(calls: ReturnType<typeof freshApi>, path: string, accept?: string): ModelResponse {
  const headers: [string, string][] = accept === undefined ? [] : [['ACCEPT', accept]];
  return calls.model.handle({ method: 'GET', path: `/restapis/${calls.api}/gatewayresponses${path}`, headers, body: '' });
}

describe('The wire', () => {
  it('carries compact JSON and a newline, with the headers of AWS (F-411, F-412)', () => {
    const { raw } = freshApi().send('GET', 'DEFAULT_4XX');
    const text =
      '{"defaultResponse":true,"responseParameters":{},"responseTemplates":{"application/json":"{\\"message\\":$context.error.messageString}"},"responseType":"DEFAULT_4XX"}\n';
    expect(raw.body).toBe(text);
    expect(raw.headers).toEqual([
      ['content-type', 'application/json'],
      ['x-amzn-requestid', '00000000-0000-4000-8000-000000000002'],
      ['x-amz-apigw-id', 'AAAAAAAAAAAAAA2='],
      ['content-length', String(text.length)],
    ]);
  });

  it('carries errors as message and bare type (F-410, F-413)', () => {
    const { raw } = freshApi().send('DELETE', 'DEFAULT_4XX');
    expect(raw.body).toBe('{"message":"Gateway response type not defined on api"}\n');
    expect(headerOf(raw, 'x-amzn-errortype')).toBe('NotFoundException');
  });

  it('carries nothing after Delete (F-439)', () => {
    const { send } = freshApi();
    send('PUT', 'DEFAULT_4XX', {});
    const { raw } = send('DELETE', 'DEFAULT_4XX');
    expect(raw.body).toBe('');
    expect(headerOf(raw, 'content-length')).toBe('0');
    expect(headerOf(raw, 'content-type')).toBe('application/json');
  });

  it('answers 403 with XML where nothing is routed (F-440, inferred)', () => {
    const { raw } = freshApi().send('POST', 'DEFAULT_4XX', '');
    expect(raw.status).toBe(403);
    expect(raw.body).toContain('<AccessDeniedException>');
    expect(headerOf(raw, 'content-length')).toBe('130');
  });

  it('is refused as 4xx when it carries no JSON object', () => {
    const { send } = freshApi();
    for (const body of ['{', '[]', '1', '\u0000', '{"patchOperations":{}}', '{"patchOperations":[null]}']) {
      expect(send('PATCH', 'DEFAULT_4XX', body)).toMatchObject({ status: 400, errorType: 'SerializationException' });
    }
  });
});

describe('HAL (F-407, F-409)', () => {
  const own = (api: string, type: string): object => ({ href: `/restapis/${api}/gatewayresponses/${type}` });

  it.each([undefined, '*/*', 'application/hal+json'])('is the form of a customised type for Accept %s', (accept) => {
    const calls = freshApi();
    calls.send('PUT', 'THROTTLED', {});
    const body: unknown = JSON.parse(read(calls, '/THROTTLED', accept).body);
    const self = own(calls.api, 'THROTTLED');
    expect(body).toMatchObject({ responseType: 'THROTTLED', defaultResponse: false });
    expect(body).toHaveProperty('_links', {
      curies: {
        href: 'http://docs.aws.amazon.com/apigateway/latest/developerguide/restapi-gatewayresponse-{rel}.html',
        name: 'gatewayresponse',
        templated: true,
      },
      self,
      'gatewayresponse:delete': self,
      'gatewayresponse:put': { ...own(calls.api, '{response_type}'), templated: true },
      'gatewayresponse:update': self,
    });
  });

  it('has no delete link on a default type, and none of it all for application/json (F-408)', () => {
    const calls = freshApi();
    const { _links } = JSON.parse(read(calls, '/THROTTLED').body) as { _links: object };
    expect(Object.keys(_links)).toEqual(['curies', 'self', 'gatewayresponse:put', 'gatewayresponse:update']);
    expect(read(calls, '/THROTTLED', 'text/html, application/json;q=0.9').body).not.toContain('_links');
  });

  it('embeds the collection', () => {
    const calls = freshApi();
    const body = JSON.parse(read(calls, '').body) as { _links: object; _embedded: { item: object[] } };
    expect(Object.keys(body)).toEqual(['_links', '_embedded']);
    expect(Object.keys(body._links)).toEqual(['curies', 'self', 'first', 'gatewayresponse:by-type', 'item']);
    expect(body._embedded.item).toHaveLength(21);
    expect(Object.keys(body._embedded.item[0] ?? {})[0]).toBe('_links');
  });
});

describe('An override', () => {
  it('changes one rule and nothing else', () => {
    const { send, patch } = freshApi({ inherits: () => false, decodeName: (escaped) => escaped });
    send('PUT', 'DEFAULT_4XX', { statusCode: '444' });
    expect(send('GET', 'THROTTLED').body).toMatchObject({ statusCode: '429' });
    const refused = patch('THROTTLED', { op: 'add', path: '/responseTemplates/a~1b', value: 'x' });
    expect(refused.body).toMatchObject({ message: expect.stringContaining('a~1b') });
  });

  it('has the last word on an answer, and its length is told', () => {
    const { send } = freshApi({ finish: (response) => ({ ...response, body: response.status === 404 ? '<p>ü</p>' : response.body }) });
    const { raw } = send('DELETE', 'DEFAULT_4XX');
    expect(headerOf(raw, 'content-length')).toBe(String(new TextEncoder().encode(raw.body).length));
  });
});
