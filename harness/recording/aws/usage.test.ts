import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { HarnessError } from '../../base/errors.ts';
import { buildProgram } from '../../cli/program.ts';

interface Told {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const ask = async (line: string, environment: Readonly<Record<string, string>> = {}): Promise<Told> => {
  const codes: number[] = [];
  const outs: string[] = [];
  const errs: string[] = [];
  const out = (text: string): unknown => outs.push(text);
  const err = (text: string): unknown => errs.push(text);
  try {
    await buildProgram({ environment, out, err, outIsTerminal: false, errIsTerminal: false }, (code) => codes.push(code)).parseAsync([
      'node',
      'apigw-conformance',
      ...line.split(' '),
    ]);
  } catch (thrown) {
    if (thrown instanceof HarnessError) errs.push(`${thrown.message}\n${thrown.hint}`);
    else if (!(thrown instanceof Error && 'exitCode' in thrown)) throw thrown;
  }
  return { code: codes[0] ?? null, out: outs.join(''), err: errs.join('') };
};

const AWS = '--region eu-central-1 --account 123456789012 --recordings nowhere';

test.each([
  ['record --region eu-central-1', 'Failed to read --account: none is given', 'APIGW_ACCOUNT_ID'],
  ['record --region eu-central-1 --account 12345', 'not an account number of 12 digits', '123456789012'],
  ['record --account 123456789012', 'Failed to read --region: none is given', '--region eu-central-1'],
  ['record --account 123456789012 --region Frankfurt', 'Failed to read --region Frankfurt', '--region eu-central-1'],
  ['record --account 123456789012 --region us-gov-west-1', "not a region of AWS's public partition", '--region eu-central-1'],
  ['record --policy --region Frankfurt', 'Failed to read --region Frankfurt', '--region eu-central-1'],
  ['janitor --region eu-central-1', 'Failed to read --account: none is given', 'APIGW_ACCOUNT_ID'],
  [`record ${AWS} --origin mine`, 'Failed to record from AWS: --origin mine', '--endpoint'],
  [`record ${AWS} --resume`, 'Failed to resume', 'without --resume'],
  [`record ${AWS} --resume --plan`, 'Failed to resume', 'without --resume'],
  [`record ${AWS} --check`, 'Failed to check', 'without --check'],
  ['record --endpoint http://127.0.0.1:9 --origin mine --plan', '--plan is for AWS', '--region with --account'],
  [`record ${AWS} --give-up-after soon`, 'Failed to read --give-up-after soon', '--give-up-after 10'],
  ['record --endpoint http://127.0.0.1:9 --origin mine --give-up-after 5', '--give-up-after is for AWS', '--region with --account'],
  ['record --endpoint http://127.0.0.1:9 --origin mine --resume', '--resume is for AWS', '--region with --account'],
])('%s is refused, with the way out', async (line, message, remedy) => {
  const { code, out, err } = await ask(line);
  expect([code, out]).toEqual([null, '']);
  expect(err).toContain(message);
  expect(err).toContain(remedy);
});

const PAGE = readFileSync(resolve(import.meta.dirname, '../../../recordings/RECORD-FROM-AWS.md'), 'utf8');

test('the page shows the policy that --policy prints', async () => {
  const { code, out } = await ask('record --policy --region eu-central-1');
  expect(code).toBe(0);
  expect(PAGE).toContain(`\`\`\`json\n${out}\`\`\``);
  const everywhere = await ask('record --policy');
  expect(JSON.parse(everywhere.out)).toEqual(JSON.parse(out.replaceAll('eu-central-1', '*')));
});

/** Scenarios are added; the page may lag behind by a tenth. */
const isNear = (said: string | undefined, now: string | undefined): boolean => Math.abs(Number(said) / Number(now) - 1) < 0.1;

test('the page tells calls and minutes as the plan does', async () => {
  const { out } = await ask(`record ${AWS} --plan`);
  const [, calls, minutes] = /(\d+) calls in ([\d.]+) minutes/.exec(PAGE) ?? [];
  expect([calls, minutes, isNear(calls, /(\d+) calls/.exec(out)?.[1]), isNear(minutes, /time: ([\d.]+)/.exec(out)?.[1])]).toEqual([
    calls,
    minutes,
    true,
    true,
  ]);
});
