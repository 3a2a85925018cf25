import { createHash, scryptSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { accountSeal, sealKeyFile } from './account-seal.ts';
import { faultOf, RecordingStopped } from './faults.ts';
import { Journal, journalFile } from './journal.ts';
import { hasExpired, leaseTags, withoutTags, withTags } from './tags.ts';

const ACCOUNT = '123456789012';

const fresh = (): string => journalFile(mkdtempSync(join(tmpdir(), 'journal-')), 'eu-central-1', 'record');

test('what was written is there again, but for half a line at the end, and lines after it count', () => {
  const file = fresh();
  const first = new Journal(file);
  first.begin('run-1', 'key:hash', { only: ['a'], skip: [] });
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

const stateOf = () => ({ XDG_STATE_HOME: join(mkdtempSync(join(tmpdir(), 'state-')), 'state') });

test('another account is refused, and nothing in the journal tells whose it is: the key is in the folder of the user', () => {
  const [file, environment] = [fresh(), stateOf()];
  const [journal, seal] = [new Journal(file), accountSeal(environment)];
  journal.begin('run-1', seal(ACCOUNT), { only: [], skip: [] });
  const { seal: written } = JSON.parse(readFileSync(file, 'utf8').trim()) as { seal: string };
  const [name = '', hash = ''] = written.split(':');
  for (const salt of ['', name, 'run-1']) {
    for (const text of [`${salt}:${ACCOUNT}`, `${salt}${ACCOUNT}`]) expect(createHash('sha256').update(text).digest('hex')).not.toBe(hash);
  }
  expect(scryptSync(ACCOUNT, Buffer.from(readFileSync(sealKeyFile(environment), 'utf8'), 'hex'), 32).toString('hex')).toBe(hash);
  expect(readFileSync(file, 'utf8')).not.toContain(ACCOUNT);
  expect(() => new Journal(file).requireAccount(ACCOUNT, seal)).not.toThrow();
  expect(() => journal.requireAccount('210987654321', seal)).toThrow('it is of another account');
  expect(() => journal.requireAccount(ACCOUNT, accountSeal(stateOf()))).toThrow('another user or another machine began it');
});

test.skipIf(process.platform === 'win32')('journal and key are readable for their user alone, however open they were', () => {
  const [file, environment] = [fresh(), stateOf()];
  writeFileSync(file, '', { mode: 0o644 });
  new Journal(file).begin('run-1', accountSeal(environment)(ACCOUNT), { only: [], skip: [] });
  const key = sealKeyFile(environment);
  expect([file, key, dirname(key)].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['600', '600', '700']);
});

test('a journal with a hash that can be guessed is refused, with the way on', () => {
  const file = fresh();
  writeFileSync(file, '{"kind":"run","run":"r","salt":"s","account":"h","pid":1,"selection":{"only":[],"skip":[]}}');
  expect(() => new Journal(file).requireAccount(ACCOUNT, accountSeal(stateOf()))).toThrow('an older version wrote it');
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

test('on a full disk a run does not begin, one on its way stops, and one that cleans up goes on', () => {
  const full = (): never => {
    throw Object.assign(new Error('raw'), { code: 'ENOSPC' });
  };
  const journal = new Journal('nowhere/journal.jsonl', full);
  const refused = { name: 'HarnessError', message: 'Failed to write the journal to nowhere/journal.jsonl: the disk is full' };
  expect(() => journal.begin('run', '123456789012', { only: [], skip: [] })).toThrow(expect.objectContaining(refused));
  expect(() => journal.write({ kind: 'creating', run: 'run' })).toThrow(RecordingStopped);
  journal.write({ kind: 'created', run: 'run', api: 'api' });
  expect(journal.leases).toEqual(['api']);
  journal.write({ kind: 'deleted', api: 'api' });
  expect(journal.leases).toEqual([]);
});
