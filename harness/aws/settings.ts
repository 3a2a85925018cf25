import type { RunFlags } from '../cli/run-flags.ts';
import { HarnessError } from '../errors.ts';
import { QUOTA } from './quotas.ts';
import type { Tags } from './tags.ts';

/** The flags of `record` and `janitor` for AWS, as the command line gives them. */
export interface AwsFlags extends RunFlags {
  readonly account?: string;
  readonly plan?: boolean;
  readonly apis?: string;
  readonly rate?: string;
  readonly tag?: readonly string[];
  readonly resume?: boolean;
  readonly check?: boolean;
}

/** The flags, complete. */
export interface AwsSettings {
  readonly region: string;
  readonly account: string;
  readonly endpoint: URL;
  readonly recordings: string;
  readonly apis: number;
  readonly rate: number;
  readonly tags: Tags;
  /** For tests: how many times as fast as the wall the clock of all waits runs. */
  readonly clockScale: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const usage = (message: string, hint: string): HarnessError => new HarnessError('usage', message, hint);

const number = (flag: string, text: string | undefined, fallback: number, most: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isFinite(value) && value > 0 && value <= most) return value;
  throw usage(`Failed to read ${flag} ${text}: not a number above 0 and up to ${most}`, `Give a number, as in ${flag} ${fallback}.`);
};

const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

const ACCOUNT = /^\d{12}$/;

const AMAZON = /^https:\/\/([a-z0-9-]+\.)+amazonaws\.com\/?$/;

const ENDPOINTS = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_API_GATEWAY', 'AWS_ENDPOINT_URL_STS'] as const;

const refuseEndpoints = (flags: AwsFlags, environment: Environment): void => {
  const named = ENDPOINTS.find((name) => environment[name] && !AMAZON.test(environment[name]));
  const culprit = flags.endpoint !== undefined ? '--endpoint' : named;
  if (culprit === undefined) return;
  throw usage(
    `Failed to record from AWS: ${culprit} names another endpoint`,
    'Only what AWS itself answers is of origin "aws". For anything else use --endpoint with --origin, without --account.',
  );
};

const tagsOf = (flags: AwsFlags): Tags =>
  Object.fromEntries(
    (flags.tag ?? []).map((tag) => {
      const mark = tag.indexOf('=');
      if (mark > 0) return [tag.slice(0, mark), tag.slice(mark + 1)];
      throw usage(`Failed to read --tag ${tag}: not KEY=VALUE`, 'Write it as in --tag team=platform.');
    }),
  );

const MOST_APIS = 20;

/** Completes the flags. `APIGW_ACCOUNT_ID` may stand for `--account`. @throws HarnessError `usage` */
export const completeAwsFlags = (flags: AwsFlags, environment: Environment): AwsSettings => {
  refuseEndpoints(flags, environment);
  const region = flags.region ?? '';
  if (!REGION.test(region) || region.startsWith('cn-')) {
    throw usage(`Failed to read --region ${region}: not a region of AWS's public partition`, 'Write it as in --region eu-central-1.');
  }
  const account = flags.account ?? environment['APIGW_ACCOUNT_ID'] ?? '';
  if (!ACCOUNT.test(account)) throw usage('Failed to read --account: not an account number of 12 digits', 'Give --account or APIGW_ACCOUNT_ID.');
  return {
    region,
    account,
    endpoint: new URL(`https://apigateway.${region}.amazonaws.com`),
    recordings: flags.recordings ?? 'recordings',
    apis: Math.floor(number('--apis', flags.apis, 4, MOST_APIS)),
    rate: number('--rate', flags.rate, QUOTA.perSecond, QUOTA.perSecond),
    tags: tagsOf(flags),
    clockScale: number('APIGW_CLOCK_SCALE', environment['APIGW_CLOCK_SCALE'], 1, 1e6),
  };
};
