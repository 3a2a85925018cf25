import { describe, expect, it } from 'vitest';
import { call, freshApi } from './calls.ts';
import { createModel } from './model.ts';

const DT = { 'application/json': '{"message":$context.error.messageString}' };
const ENUM =
  '[REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN]';

function shown(type: string, statusCode: string | undefined, own: object = {}): object {
  const status = statusCode === undefined ? {} : { statusCode };
  return { defaultResponse: true, responseParameters: {}, responseTemplates: DT, responseType: type, ...status, ...own };
}

describe('REST APIs', () => {
  it('are created, read, listed and deleted', () => {
    const model = createModel();
    const created = call(model, 'POST', '/restapis', { name: 'a', endpointConfiguration: { types: ['REGIONAL'] } });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{10}$/),
      name: 'a',
      createdDate: 1_713_213_980,
      apiKeySource: 'HEADER',
      endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
      tags: {},
      disableExecuteApiEndpoint: false,
      rootResourceId: expect.stringMatching(/^[a-z0-9]{10}$/),
    });
    const { id } = JSON.parse(created.raw.body) as { id: string };
    expect(call(model, 'GET', `/restapis/${id}`).body).toEqual(created.body);
    expect(call(model, 'GET', '/restapis/').body).toEqual({ item: [created.body] });
    expect(call(model, 'DELETE', `/restapis/${id}`)).toMatchObject({ status: 202, body: undefined });
    expect(call(model, 'GET', `/restapis/${id}`)).toMatchObject({ status: 404, errorType: 'NotFoundException' });
  });

  it('never share an id, and ids are the same in every model', () => {
    const model = createModel();
    const ids = Array.from({ length: 500 }, () => freshApi({}, model).api);
    expect(new Set(ids).size).toBe(500);
    expect(freshApi().api).toBe(ids[0]);
  });
});

describe('Get', () => {
  it.each([
    ['MISSING_AUTHENTICATION_TOKEN', '403'],
    ['REQUEST_TOO_LARGE', '413'],
    ['UNSUPPORTED_MEDIA_TYPE', '415'],
    ['INTEGRATION_TIMEOUT', '504'],
    ['UNAUTHORIZED', '401'],
    ['DEFAULT_4XX', undefined],
  ])('shows the default of %s with status %s (F-030, F-100, F-101)', (type, status) => {
    expect(freshApi().send('GET', type)).toMatchObject({ status: 200, body: shown(type, status) });
    expect(freshApi().send('GET', type).body).toEqual(shown(type, status));
  });

  it('lists 21 types as `item`, without position, whatever limit says (F-036, F-049, F-405)', () => {
    const { model, api } = freshApi();
    const { body } = call(model, 'GET', `/restapis/${api}/gatewayresponses?limit=2&position=x`);
    expect(Object.keys(body ?? {})).toEqual(['item']);
    expect(body).toMatchObject({ item: { length: 21, 0: shown('INTEGRATION_FAILURE', '504') } });
  });
});

describe('Put', () => {
  it('replaces everything and answers 201 (F-034, F-039 to F-041)', () => {
    const { send } = freshApi();
    const type = 'MISSING_AUTHENTICATION_TOKEN';
    const parameters = { 'gatewayresponse.header.A': 'method.request.header.Accept' };
    const templates = { 'application/xml': '<a/>' };
    send('PUT', type, { statusCode: '404', responseParameters: parameters, responseTemplates: templates });
    expect(send('GET', type).body).toEqual(
      shown(type, '404', { defaultResponse: false, responseParameters: parameters, responseTemplates: templates }),
    );
    const second = send('PUT', type, { responseParameters: parameters });
    expect(second.status).toBe(201);
    expect(second.body).toEqual(shown(type, '403', { defaultResponse: false, responseParameters: parameters }));
    expect(send('PUT', type, {}).body).toEqual(shown(type, '403', { defaultResponse: false }));
  });

  it('refuses keys and values that are no mapping expressions (F-046, F-047)', () => {
    const { send } = freshApi();
    const message = (entry: string): string =>
      `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${entry}]`;
    const badKey = { 'method.response.header.Access-Control-Allow-Origin': "'*'" };
    expect(send('PUT', 'DEFAULT_4XX', { responseParameters: badKey })).toMatchObject({
      status: 400,
      errorType: 'BadRequestException',
      body: { message: message('method.response.header.Access-Control-Allow-Origin') },
    });
    const badValue = { 'gatewayresponse.header.X': 'test-value' };
    expect(send('PUT', 'DEFAULT_4XX', { responseParameters: badValue }).body).toEqual({ message: message('test-value') });
    expect(send('GET', 'DEFAULT_4XX').body).toEqual(shown('DEFAULT_4XX', undefined));
  });

  it('refuses a status outside the pattern, and tells all violations at once (F-068, F-033)', () => {
    const { send } = freshApi();
    expect(send('PUT', 'FAKE_RESPONSE_TYPE', { statusCode: '600' })).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      body: {
        message: `2 validation errors detected: Value '600' at 'putGatewayResponseInput.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d; Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: ${ENUM}`,
      },
    });
  });

  it('refuses a number or boolean where a string belongs (D.1 item 10)', () => {
    const { send } = freshApi();
    expect(send('PUT', 'DEFAULT_4XX', { statusCode: 404 })).toMatchObject({
      status: 400,
      errorType: 'SerializationException',
      body: { message: 'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String' },
    });
    expect(send('PUT', 'DEFAULT_4XX', { responseTemplates: { 'a/b': true } }).body).toEqual({
      message: 'class java.lang.Boolean can not be converted to an String',
    });
  });
});

describe('Delete', () => {
  it('restores the default, once (F-032, F-037, F-038)', () => {
    const { send } = freshApi();
    send('PUT', 'THROTTLED', { statusCode: '411' });
    expect(send('DELETE', 'THROTTLED')).toMatchObject({ status: 202, body: undefined });
    expect(send('GET', 'THROTTLED').body).toEqual(shown('THROTTLED', '429'));
    expect(send('DELETE', 'THROTTLED')).toMatchObject({
      status: 404,
      errorType: 'NotFoundException',
      body: { message: 'Gateway response type not defined on api' },
    });
  });
});

describe('Inheritance', () => {
  it('reaches uncustomised types of the family only (F-043, F-044, F-102)', () => {
    const { send } = freshApi();
    const own = { responseParameters: { 'gatewayresponse.header.x': "'1'" }, responseTemplates: { 'a/b': 'c' } };
    send('PUT', 'DEFAULT_5XX', { statusCode: '599', ...own });
    send('PUT', 'AUTHORIZER_FAILURE', { responseParameters: { 'gatewayresponse.header.foo': "'bar'" } });
    expect(send('GET', 'INTEGRATION_FAILURE').body).toEqual(shown('INTEGRATION_FAILURE', '599', own));
    expect(send('GET', 'AUTHORIZER_FAILURE').body).toEqual(
      shown('AUTHORIZER_FAILURE', '500', {
        defaultResponse: false,
        responseParameters: { 'gatewayresponse.header.foo': "'bar'" },
      }),
    );
    expect(send('GET', 'THROTTLED').body).toEqual(shown('THROTTLED', '429'));
    expect(send('GET', 'DEFAULT_4XX').body).toEqual(shown('DEFAULT_4XX', undefined));
  });

  it('leaves the built-in status where the family has none (F-112, F-115)', () => {
    const { send } = freshApi();
    const own = { responseParameters: { 'gatewayresponse.header.x': "'1'" } };
    expect(send('PUT', 'DEFAULT_4XX', own).body).toEqual(shown('DEFAULT_4XX', undefined, { defaultResponse: false, ...own }));
    expect(send('GET', 'ACCESS_DENIED').body).toEqual(shown('ACCESS_DENIED', '403', own));
  });
});

describe('An unknown API or type', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('is refused on %s (F-031, F-033)', (method) => {
    const { model, send } = freshApi();
    const body = method === 'PUT' || method === 'PATCH' ? {} : '';
    expect(call(model, method, '/restapis/nope/gatewayresponses/DEFAULT_4XX', body)).toMatchObject({
      status: 404,
      errorType: 'NotFoundException',
      body: { message: 'Invalid API identifier specified 123456789012:nope' },
    });
    expect(send(method, 'FAKE_RESPONSE_TYPE', body)).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      body: {
        message: `1 validation error detected: Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: ${ENUM}`,
      },
    });
  });

  it('leaves other APIs of the same model alone', () => {
    const first = freshApi();
    const second = freshApi({}, first.model);
    first.send('PUT', 'THROTTLED', { statusCode: '411' });
    expect(second.send('GET', 'THROTTLED').body).toEqual(shown('THROTTLED', '429'));
  });
});
