import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRun } from '../../cli/shared/read-run.ts';
import type { RunDocument } from '../../engine/result/types.ts';
import { awsArgs, createWorkplace, type Ended, type Workplace } from '../../workshop/look-alike/command.ts';
import { type LookAlike, startAwsLookAlike } from '../../workshop/look-alike/look-alike.ts';
import { policyFor } from './policy.ts';

const POLICY = policyFor('eu-central-1');

let aws: LookAlike;
let place: Workplace;
let planned: Ended;
let recorded: Ended;

beforeAll(async () => {
  aws = await startAwsLookAlike({ clockScale: 300, policy: POLICY });
  place = createWorkplace(aws);
  planned = await place.ask(['record', ...awsArgs(aws), ...place.suite, '--plan']);
  expect(aws.stats().calls).toEqual({});
  recorded = await place.run(['record', ...awsArgs(aws), ...place.suite]);
});
afterAll(() => aws.close());

const callsIn = (text: string): Record<string, number> =>
  Object.fromEntries([...(/calls \((.*)\)/.exec(text)?.[1] ?? '').matchAll(/(\w+) (\d+)/g)].map(([, name = '', count]) => [name, Number(count)]));

const document = (path: string): RunDocument => readRun(join(place.folder, path));

test('the calls of the plan are exactly those that happened, no quota is overrun and nothing is left', () => {
  const { carriedOut, throttled, conflicts, live, mostLive } = aws.stats();
  const { GetCallerIdentity: _, ...calls } = carriedOut;
  expect([recorded.stderr, recorded.status]).toEqual(['', 0]);
  expect(callsIn(planned.stdout)).toEqual(calls);
  expect(callsIn(recorded.stdout)).toEqual(calls);
  expect([throttled, conflicts, live]).toEqual([0, 0, []]);
  expect(mostLive).toBeLessThanOrEqual(5);
  expect(Object.keys(place.files('recordings')).filter((name) => name.includes('journal'))).toEqual([]);
});

test('the policy allows every call of a recording and of the janitor', async () => {
  const { status, stdout } = await place.run(['janitor', ...awsArgs(aws)]);
  expect([status, stdout]).toEqual([0, '0 leases found, 0 deleted\n']);
  expect(aws.stats().rejected).toEqual({});
});

test('the plan names minutes, the binding quota and what will exist', () => {
  expect(planned.stdout).toMatch(/time: \d+\.\d minutes; the binding quota is/);
  expect(planned.stdout).toContain(
    'up to 5 REST APIs named apigw-conformance, without resources or deployments\n(4 REGIONAL ones on lease, 1 that scenarios make)',
  );
});

test('replay gives the verdicts and findings that the model gets', async () => {
  await place.ask(['run', ...place.suite, '--quiet', '--out', join(place.folder, 'apigw-report/model')]);
  const replay = await place.run(['run', '--replay', 'aws', '--out', 'replayed', '--quiet', ...place.suite]);
  expect([replay.stderr, replay.status]).toEqual(['', 0]);
  const seen = (path: string) => document(path).cases.map(({ id, verdict, findings }) => ({ id, verdict, findings }));
  expect(seen('replayed/run.json')).toEqual(seen('apigw-report/model/run.json'));
  expect(document('replayed/run.json').cases).toEqual(document('apigw-report/aws/run.json').cases);
});

test('verify refuses what no certificate of Amazon vouches for', async () => {
  const { status, stderr } = await place.ask(['verify']);
  expect(status).toBe(4);
  expect(stderr).toContain("its certificate is not Amazon's");
  expect(stderr).not.toContain('lock.json: session 0 is of');
});

test('a check right after a recording finds no drift and writes nothing; a changed answer is drift, exit 1', async () => {
  const before = place.files('recordings');
  const ARGS = ['record', ...awsArgs(aws), '--check', ...place.suite, '--only', 'example'];
  const same = await place.run(ARGS);
  expect([same.status, same.stderr]).toEqual([0, '']);
  expect(same.stdout).toContain(' 0 differences');
  expect(place.files('recordings')).toEqual(before);
  const name = Object.keys(before).find((path) => path.startsWith('aws/example/')) ?? '';
  const changed = (before[name] ?? '').replaceAll('"status":200', '"status":299');
  writeFileSync(join(place.folder, 'recordings', name), changed);
  const lock = join(place.folder, 'recordings/aws/lock.json');
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(digest(before[name] ?? ''), digest(changed)));
  const drifted = await place.run(ARGS);
  expect(drifted.status).toBe(1);
  expect(drifted.stdout).toMatch(/drift: example\/.*: \/status: recorded 299, now 200/);
});

test('another account is refused before anything is made, and no number is printed', async () => {
  const before = aws.stats().calls['CreateRestApi'];
  const wrong = await place.run(['record', '--region', aws.region, '--account', '111122223333', ...place.suite]);
  expect([wrong.status, wrong.stderr.includes('another account')]).toEqual([2, true]);
  expect(wrong.stderr).not.toMatch(/\d{12}/);
  expect(aws.stats().calls['CreateRestApi']).toBe(before);
});

test.each(['profile', 'assume-role', 'sso'] as const)('credentials by %s serve, and no secret is in a file or in output', async (source) => {
  const args = ['record', ...awsArgs(aws), '--only', 'defaults/get-all', '--only', 'wire/rest-api', '--recordings', source, '--out', `${source}-out`];
  const { status, stdout, stderr } = await place.run(args, aws.renew(source));
  expect([stderr, status]).toEqual(['', 0]);
  const texts = [stdout, stderr, recorded.stdout, planned.stdout, ...Object.values(place.files())];
  const { secrets } = aws.stats();
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.filter((secret) => texts.some((text) => text.includes(secret) || text.includes(encodeURIComponent(secret))))).toEqual([]);
});

test('credentials that have expired are refused before anything is made, and so is a caller whom IAM allows nothing', async () => {
  const bare = await startAwsLookAlike({ clockScale: 300, policy: { ...POLICY, Statement: [] } });
  const { run, suite } = createWorkplace(bare);
  const denied = await run(['record', ...awsArgs(bare), ...suite]);
  expect([denied.status, bare.stats().live]).toEqual([3, []]);
  expect(denied.stderr).toContain(
    'CreateRestApi was answered 403 AccessDeniedException: IAM does not allow it; "record --policy" prints what is needed',
  );
  bare.expire();
  for (const command of [['record', ...suite, '--resume'], ['janitor']]) {
    const expired = await run([...command, ...awsArgs(bare)]);
    expect([command[0], expired.status]).toEqual([command[0], 2]);
    expect(expired.stderr).toMatch(/Failed to identify the caller: STS answered 403 \(ExpiredToken\w*\)\nRefresh the credentials/);
  }
  await bare.close();
});

test('the janitor deletes expired leases of this tool and nothing else', async () => {
  const lease = (expires: string) => ({ 'apigw-conformance:run': 'some-run', 'apigw-conformance:expires': expires });
  const other = await startAwsLookAlike({
    clockScale: 300,
    policy: POLICY,
    apis: [
      { name: 'apigw-conformance', tags: lease('2020-01-01T00:00:00.000Z') },
      { name: 'apigw-conformance', tags: lease('2099-01-01T00:00:00.000Z') },
      { name: 'apigw-conformance', tags: {} },
      { name: 'shop', tags: { 'apigw-conformance:expires': '2020-01-01T00:00:00.000Z' } },
    ],
  });
  const { status, stdout } = await createWorkplace(other).run(['janitor', ...awsArgs(other)]);
  expect([status, stdout]).toEqual([0, '1 leases found, 1 deleted\n']);
  expect(other.stats().live.map(({ name, tags }) => [name, tags['apigw-conformance:expires']])).toEqual([
    ['apigw-conformance', '2099-01-01T00:00:00.000Z'],
    ['apigw-conformance', undefined],
    ['shop', '2020-01-01T00:00:00.000Z'],
  ]);
  await other.close();
});
