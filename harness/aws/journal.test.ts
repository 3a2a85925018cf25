import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultOf } from './faults.ts';
import { Journal, journalFile } from './journal.ts';
import { hasExpired, leaseTags, withoutTags, withTags } from './tags.ts';

const ACCOUNT = '123456789012';

const fresh = (): string => journalFile(mkdtempSync(join(tmpdir(), 'journal-')), 'eu-central-1', 'record');

test('what was written is there again, but for half a line at the end, and lines after it count', () => {
  const file = fresh();
  const first = new Journal(file);
  first.begin('run-1', ACCOUNT, { only: ['a'], skip: [] });
  for (const api of ['a', 'b']) {
    first.write({ kind: 'creating', run: 'run-1' });
    first.write({ kind: 'created', run: 'run-1', api });
  }
  first.write({ kind: 'deleted', api: 'a' });
  first.write({ kind: 'creating', run: 'run-1' });
  appendFileSync(file, '\n{"kind":"crea');
  new Journal(file).write({ kind: 'scenario', id: 's', sends: 'x', sha256: 'y' });
  const again = new Journal(file);
  expect([again.leases, again.unanswered, again.runs.length, [...again.finished.keys()]]).toEqual([['b'], true, 1, ['s']]);
});

test('the account stands in it as a salted hash alone, and another account is refused', () => {
  const file = fresh();
  const journal = new Journal(file);
  journal.begin('run-1', ACCOUNT, { only: [], skip: [] });
  expect(readFileSync(file, 'utf8')).not.toContain(ACCOUNT);
  expect(() => journal.requireAccount(ACCOUNT)).not.toThrow();
  expect(() => journal.requireAccount('210987654321')).toThrow('it is of another account');
});

test('a lease expires after two hours, and an API without both tags is nobody of ours', () => {
  const tags = leaseTags('run', new Date('2026-01-01T00:00:00Z'), { team: 'a' });
  expect(tags['team']).toBe('a');
  expect(hasExpired(tags, new Date('2026-01-01T01:59:00Z'))).toBe(false);
  expect(hasExpired(tags, new Date('2026-01-01T02:01:00Z'))).toBe(true);
  expect(hasExpired({ 'apigw-conformance:expires': '2020-01-01T00:00:00Z' }, new Date('2026-01-01'))).toBe(false);
});

test("the lease's tags leave with CreateRestApi and do not come back into an answer", () => {
  const request = { method: 'POST', path: '/restapis', headers: [['content-length', '12']] as const, body: '{"name":"x"}' };
  const tagged = withTags(request, { 'apigw-conformance:run': 'r' });
  expect(tagged.body).toBe('{"name":"x","tags":{"apigw-conformance:run":"r"}}');
  expect(tagged.headers).toEqual([['Content-Length', String(tagged.body.length)]]);
  expect(withoutTags(tagged.body)).toBe(request.body);
  expect(withoutTags('{"tags":{"apigw-conformance:run":"r"},"id":"x"}\n')).toBe('{"id":"x"}\n');
  expect(withoutTags('{"tags":{"a":"b"}}')).toBe('{"tags":{"a":"b"}}');
});

const answer = (status: number, type: string, body = '') =>
  faultOf({
    request: { method: 'GET', path: '/', headers: [], body: '' },
    outcome: { kind: 'response', response: { status, headers: [['x-amzn-errortype', type]], body, encoding: 'utf8' } },
  })?.kind ?? null;

test('throttling, expiry and IAM are faults; what API Gateway says of a request is an answer', () => {
  expect(answer(429, 'TooManyRequestsException')).toBe('throttled');
  expect(answer(503, 'ServiceUnavailableException')).toBe('passing');
  expect(answer(403, 'ExpiredTokenException')).toBe('expired');
  expect(answer(403, 'AccessDeniedException', '{"Message":"User: x is not authorized to perform: apigateway:GET"}')).toBe('denied');
  expect(answer(429, 'LimitExceededException')).toBe(null);
  expect(answer(403, 'AccessDeniedException', '<Message>Unable to determine service/operation name</Message>')).toBe(null);
  expect(answer(409, 'ConflictException')).toBe(null);
  expect(answer(409, 'ConflictException', '{"message":"Unable to complete operation due to concurrent modification."}')).toBe('passing');
});
