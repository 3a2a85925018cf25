import { afterAll, beforeAll, expect, test } from 'vitest';
import { awsArgs, createWorkplace, type Workplace } from '../../workshop/look-alike/command.ts';
import type { Fault } from '../../workshop/look-alike/faults.ts';
import { type LookAlike, type LookAlikeOptions, startAwsLookAlike } from '../../workshop/look-alike/look-alike.ts';
import { policyFor } from './policy.ts';

/** How often the recorder is killed; the pipeline does it more often. */
const KILLS = Number(process.env['APIGW_TEST_KILLS'] ?? 2);

const running: LookAlike[] = [];
afterAll(() => Promise.all(running.map((aws) => aws.close())));

const start = async (options: LookAlikeOptions = {}): Promise<{ aws: LookAlike; place: Workplace; args: readonly string[] }> => {
  const aws = await startAwsLookAlike({ clockScale: 300, policy: policyFor('eu-central-1'), ...options });
  running.push(aws);
  const place = createWorkplace(aws);
  return { aws, place, args: ['record', ...awsArgs(aws), ...place.suite] };
};

/** The recording, apart from its dates. */
const recordingOf = (place: Workplace): Readonly<Record<string, string>> => {
  const files = { ...place.files('recordings') };
  const lock = files['aws/lock.json'];
  if (lock !== undefined) files['aws/lock.json'] = lock.replace(/"date": ?"[^"]*"/g, '"date":""');
  return files;
};

const countKept = (place: Workplace): number =>
  Object.keys(place.files('recordings')).filter((name) => name.startsWith('aws/') && !name.endsWith('lock.json')).length;

let undisturbed: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { place, args } = await start();
  const { status } = await place.run(args);
  expect(status).toBe(0);
  undisturbed = recordingOf(place);
});

const FAULTS: readonly Fault[] = [
  { effect: { kind: 'throttle' }, from: 5, every: 17, times: 5 },
  { effect: { kind: 'throttle', retryAfterSeconds: 2 }, from: 11, every: 23, times: 5 },
  { effect: { kind: 'error', status: 500 }, from: 13, every: 31, times: 4 },
  { effect: { kind: 'error', status: 503, carriedOut: true }, from: 17, every: 37, times: 4 },
  { effect: { kind: 'reset' }, from: 19, every: 29, times: 5 },
  { effect: { kind: 'slow', delayMs: 50 }, from: 7, every: 19, times: 5 },
  { effect: { kind: 'reset' }, operation: 'CreateRestApi', from: 2 },
  { effect: { kind: 'error', status: 500 }, operation: 'DeleteRestApi', from: 2 },
];

test('faults are waited out: none is in the recording, and no API is left', async () => {
  const { aws, place, args } = await start({ faults: FAULTS });
  const { status, stderr } = await place.run(args);
  expect([stderr, status]).toEqual(['', 0]);
  expect(aws.stats().faults).toBeGreaterThan(15);
  expect(recordingOf(place)).toEqual(undisturbed);
  expect(aws.stats().live).toEqual([]);
});

test('a request that is answered 500 each time leaves its scenario out, and says so with how many there are', async () => {
  const { aws, place, args } = await start({ faults: [{ effect: { kind: 'error', status: 500 }, operation: 'UpdateGatewayResponse', times: 1000 }] });
  const { status, stdout, stderr } = await place.run([...args, '--only', 'isolation', '--give-up-after', '1']);
  expect(status).toBe(3);
  expect(stderr).toMatch(/not recorded: isolation\/.*: 500 InternalFailure, \d+ times in /);
  expect(stdout).toContain(`recordings/aws: ${countKept(place)} of ${countKept(place) + stderr.split('not recorded: ').length - 1} scenarios, `);
  expect(JSON.stringify(place.files('recordings'))).not.toContain('"status":500');
  expect(aws.stats().live).toEqual([]);
});

test('credentials that expire half-way are exit 5 with what is left, and --resume goes on to the same recording', async () => {
  const { aws, place, args } = await start({ faults: [{ effect: { kind: 'expire' }, from: 90 }] });
  const stopped = await place.run(args);
  expect(stopped.status).toBe(5);
  expect(stopped.stderr).toContain('the credentials have expired');
  expect(stopped.stderr).toContain('APIs are left in the account');
  expect(stopped.stdout).toMatch(new RegExp(`recordings/aws: ${countKept(place)} of \\d+ scenarios, `));
  const renewed = aws.renew();
  const resumed = await place.run([...args, '--resume'], renewed);
  expect([resumed.stderr, resumed.status]).toEqual(['', 0]);
  expect(recordingOf(place)).toEqual(undisturbed);
  expect(aws.stats().live).toEqual([]);
});

const killAfter = async (place: Workplace, args: readonly string[], reached: () => boolean): Promise<boolean> => {
  const { child, ended } = place.start(args);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!reached() && !isOver) await new Promise((next) => setTimeout(next, 2));
  child.kill('SIGKILL');
  return (await ended).status === null;
};

const callsOf = (aws: LookAlike): number => Object.values(aws.stats().calls).reduce((sum, count) => sum + count, 0);

test(
  `killed with SIGKILL at ${KILLS} random moments, a recording goes on to what an undisturbed one gives`,
  async () => {
    const { aws, place, args } = await start({ latencyMs: 2 });
    let killed = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const goal = callsOf(aws) + 2 + Math.floor(Math.random() * (200 / KILLS));
      const more = round === 0 ? [] : ['--resume'];
      if (await killAfter(place, [...args, ...more], () => callsOf(aws) >= goal)) killed += 1;
      else break;
    }
    expect(killed).toBeGreaterThan(KILLS / 3);
    // The last kill may have come after the last line: then nothing is left to resume.
    if (Object.keys(place.files('recordings')).some((name) => name.includes('journal'))) {
      const { status, stderr } = await place.run([...args, '--resume']);
      expect([stderr, status]).toEqual(['', 0]);
    }
    expect(recordingOf(place)).toEqual(undisturbed);
    expect(aws.stats().live).toEqual([]);
  },
  60_000 + KILLS * 15_000,
);

test('killed and not resumed, the janitor leaves nothing behind', async () => {
  const { aws, place, args } = await start({ latencyMs: 2 });
  await killAfter(place, args, () => callsOf(aws) >= 60);
  expect(aws.stats().live.length).toBeGreaterThan(0);
  const again = await place.ask(args);
  expect([again.status, again.stderr.includes('record --resume')]).toEqual([2, true]);
  const { status } = await place.run(['janitor', ...awsArgs(aws)]);
  expect([status, aws.stats().live]).toEqual([0, []]);
});

test('interrupted, as by a closed terminal, a recording deletes its APIs, is exit 130, says how much it holds and can be resumed', async () => {
  const { aws, place, args } = await start({ latencyMs: 2 });
  const { child, ended } = place.start(args);
  while (callsOf(aws) < 60) await new Promise((next) => setTimeout(next, 2));
  child.kill('SIGHUP');
  const { status, stdout, stderr } = await ended;
  expect([status, stderr.includes('record --resume')]).toEqual([130, true]);
  expect(stdout).toMatch(new RegExp(`recordings/aws: ${countKept(place)} of \\d+ scenarios, `));
  expect(aws.stats().live).toEqual([]);
  expect((await place.run([...args, '--resume'])).status).toBe(0);
  expect(recordingOf(place)).toEqual(undisturbed);
});
