import { describe, expect, it } from 'vitest';
import { type Calls, freshApi } from './calls.ts';

const DT = { 'application/json': '{"message":$context.error.messageString}' };
const ACAO = 'gatewayresponse.header.Access-Control-Allow-Origin';
const acao = `/responseParameters/${ACAO}`;
const xml = '/responseTemplates/application~1xml';
const state = {
  defaultResponse: false,
  responseParameters: { [ACAO]: "'a.b.c'", 'gatewayresponse.header.x': 'method.request.path.petId' },
  responseTemplates: { 'application/json': '{}', 'application/xml': '<a/>' },
  responseType: 'DEFAULT_4XX',
  statusCode: '404',
};

function customised(): Calls {
  const calls = freshApi();
  const { statusCode, responseParameters, responseTemplates } = state;
  calls.send('PUT', 'DEFAULT_4XX', { statusCode, responseParameters, responseTemplates });
  return calls;
}

describe('An accepted update', () => {
  it('of a type never customised starts from the defaults and lasts (F-001, F-002)', () => {
    const { patch, send } = freshApi();
    const answer = patch('DEFAULT_4XX', { op: 'replace', path: '/statusCode', value: '444' });
    expect(answer).toMatchObject({ status: 200, errorType: undefined });
    expect(answer.body).toEqual({ ...state, responseParameters: {}, responseTemplates: DT, statusCode: '444' });
    expect(send('GET', 'DEFAULT_4XX').body).toEqual(answer.body);
  });

  it('changes what it names and nothing else (F-003, F-004)', () => {
    const { patch, send } = customised();
    const answer = patch(
      'DEFAULT_4XX',
      { op: 'replace', path: '/statusCode', value: '444' },
      { op: 'replace', path: acao, value: "'example.com'" },
      { op: 'add', path: '/responseTemplates/text~1plain', value: 'x' },
      { op: 'remove', path: xml, value: 'ignored' },
    );
    expect(answer.body).toEqual({
      ...state,
      statusCode: '444',
      responseParameters: { ...state.responseParameters, [ACAO]: "'example.com'" },
      responseTemplates: { 'application/json': '{}', 'text/plain': 'x' },
    });
    expect(send('GET', 'DEFAULT_4XX').body).toEqual(answer.body);
  });

  it('adds over an existing key, and over the displayed default template (F-062, F-063)', () => {
    const { patch } = freshApi();
    const json = '/responseTemplates/application~1json';
    const add = { op: 'add', path: acao, value: "'1'" };
    expect(patch('THROTTLED', add, { ...add, value: "'2'" }, { op: 'add', path: json, value: 'x' }).body).toEqual({
      defaultResponse: false,
      responseParameters: { [ACAO]: "'2'" },
      responseTemplates: { 'application/json': 'x' },
      responseType: 'THROTTLED',
      statusCode: '429',
    });
  });

  it('unescapes ~1 and ~0, in that order', () => {
    const { patch } = freshApi();
    const path = '/responseParameters/gatewayresponse.header.a~1b~0c~01d';
    expect(patch('THROTTLED', { op: 'add', path, value: "'1'" }).body).toMatchObject({
      responseParameters: { 'gatewayresponse.header.a/b~c~1d': "'1'" },
    });
  });

  it('without operations changes nothing', () => {
    const { patch, send } = freshApi();
    expect(patch('THROTTLED')).toMatchObject({ status: 200, body: { defaultResponse: true } });
    expect(send('PATCH', 'THROTTLED', '').body).toMatchObject({ defaultResponse: true });
  });
});

describe('A refused update', () => {
  const missingParameter = { status: 404, errorType: 'NotFoundException', message: 'Invalid parameter name specified' };
  const missingTemplate = { ...missingParameter, message: 'Content-Type specified was not found' };
  const invalidPath = (path: string): object => ({
    status: 400,
    errorType: 'BadRequestException',
    message: `Invalid patch path ${path}`,
  });
  const emptyValue = (member: string): object => ({
    status: 400,
    errorType: 'BadRequestException',
    message: `Invalid null or empty value in ${member}`,
  });
  const other = '/responseParameters/gatewayresponse.header.other';

  it.each([
    ['add /statusCode (F-010)', { op: 'add', path: '/statusCode', value: '444' }, invalidPath('/statusCode')],
    ['remove /statusCode (F-011)', { op: 'remove', path: '/statusCode' }, invalidPath('/statusCode')],
    ['copy /statusCode', { op: 'copy', path: '/statusCode', from: '/statusCode' }, invalidPath('/statusCode')],
    ['a missing parameter (F-066)', { op: 'replace', path: other, value: "'1'" }, missingParameter],
    ['a missing parameter, to remove', { op: 'remove', path: other }, missingParameter],
    ['a missing template', { op: 'replace', path: '/responseTemplates/a~1b', value: '1' }, missingTemplate],
    ['an absent path (F-013)', { op: 'add', value: "'example.com'" }, invalidPath('null')],
    ['an unknown path (F-015)', { op: 'add', path: '/wrongPath', value: "'1'" }, invalidPath('/wrongPath')],
    ['a null template (F-016)', { op: 'replace', path: xml, value: null }, emptyValue('responseTemplates')],
    ['a null parameter (F-017)', { op: 'replace', path: acao, value: null }, emptyValue('responseParameters')],
    ['an empty parameter (F-067)', { op: 'replace', path: acao, value: '' }, emptyValue('responseParameters')],
    ['a bare container', { op: 'add', path: '/responseParameters', value: '{}' }, invalidPath('/responseParameters')],
    [
      'an unescaped slash',
      { op: 'add', path: '/responseTemplates/application/json', value: '1' },
      invalidPath('/responseTemplates/application/json'),
    ],
  ])('%s has its own code and text, and changes nothing', (_, operation, expected) => {
    const { patch, send } = customised();
    const { status, errorType, body } = patch('DEFAULT_4XX', operation);
    expect({ status, errorType, ...(body as object) }).toEqual(expected);
    expect(send('GET', 'DEFAULT_4XX').body).toEqual(state);
  });

  it('of a parameter that a type never customised lacks leaves it default (F-012)', () => {
    const { patch, send } = freshApi();
    const { status, body } = patch('DEFAULT_5XX', { op: 'replace', path: acao, value: "'1'" });
    expect({ status, body }).toEqual({ status: 404, body: { message: 'Invalid parameter name specified' } });
    expect(send('GET', 'DEFAULT_5XX').body).toMatchObject({ defaultResponse: true });
  });

  it('undoes the operations before it (inferred)', () => {
    const { patch, send } = customised();
    patch('DEFAULT_4XX', { op: 'replace', path: '/statusCode', value: '444' }, { op: 'add', path: '/x', value: '1' });
    expect(send('GET', 'DEFAULT_4XX').body).toEqual(state);
  });

  it('tells every unknown op with its position, before the type (F-014, D.1 item 2)', () => {
    const { patch } = customised();
    const ops = '[add, remove, move, test, replace, copy]';
    const at = (op: string, position: number): string =>
      `Value '${op}' at 'updateGatewayResponseInput.patchOperations.${position}.member.op' failed to satisfy constraint: Member must satisfy enum value set: ${ops}`;
    const wrong = { op: 'wrong-op', path: '/statusCode', value: "'example.com'" };
    expect(patch('DEFAULT_4XX', wrong)).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      body: { message: `1 validation error detected: ${at('wrong-op', 1)}` },
    });
    const { body } = patch('FAKE', wrong, { ...wrong, op: 'add' }, { ...wrong, op: 'Add' });
    expect(body).toEqual({
      message: expect.stringMatching(/^3 validation errors detected: Value 'wrong-op' at .*; Value 'FAKE' at 'responseType'/),
    });
    expect(body).toEqual({ message: expect.stringContaining(`${at('wrong-op', 1)}; ${at('Add', 3)}; Value 'FAKE'`) });
  });
});
