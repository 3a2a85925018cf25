import { HarnessError } from '../../base/errors.ts';
import { readNumber } from '../../base/read-number.ts';
import type { Environment } from '../../service/environment.ts';
import { QUOTA } from './quotas.ts';
import type { Tags } from './tags.ts';

/** The flags of `record` and `janitor` for AWS, as the command line gives them. */
export interface AwsFlags {
  readonly region?: string;
  readonly endpoint?: string;
  readonly origin?: string;
  readonly suites?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly recordings?: string;
  readonly out?: string;
  readonly quiet?: boolean;
  readonly account?: string;
  readonly plan?: boolean;
  readonly policy?: boolean;
  readonly apis?: string;
  readonly rate?: string;
  readonly giveUpAfter?: string;
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
  /** How long a request may go unanswered before its scenario is left out. */
  readonly giveUpAfterMs: number;
  readonly tags: Tags;
  /** For tests: how many times as fast as the wall the clock of all waits runs. */
  readonly clockScale: number;
}

const usage = (message: string, hint: string): HarnessError => new HarnessError('usage', message, hint);

const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** China, GovCloud, the isolated partitions and the European sovereign one: other hosts, other ARNs. */
const OTHER_PARTITION = /^(cn|us-gov|us-isob?|us-isof|eu-isoe|eusc)-/;

const ACCOUNT = /^\d{12}$/;

const AMAZON = /^https:\/\/([a-z0-9-]+\.)+amazonaws\.com\/?$/;

const ENDPOINTS = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_API_GATEWAY', 'AWS_ENDPOINT_URL_STS'] as const;

const refuseEndpoints = (flags: AwsFlags, environment: Environment): void => {
  const named = ENDPOINTS.find((name) => environment[name] && !AMAZON.test(environment[name]));
  const culprit = flags.endpoint !== undefined ? '--endpoint' : named;
  const hint = 'Only what AWS itself answers is of origin "aws". For anything else use --endpoint with --origin, without --account.';
  if (culprit !== undefined) throw usage(`Failed to record from AWS: ${culprit} names another endpoint`, hint);
  const { origin = 'aws' } = flags;
  if (origin !== 'aws') throw usage(`Failed to record from AWS: --origin ${origin} is not "aws"`, hint);
};

const AS_IN = 'Write it as in --region eu-central-1.';

/** The region that the flags name. @throws HarnessError `usage` */
export const regionOf = ({ region = '' }: AwsFlags): string => {
  if (region === '') throw usage('Failed to read --region: none is given', AS_IN);
  if (REGION.test(region) && !OTHER_PARTITION.test(region)) return region;
  throw usage(`Failed to read --region ${region}: not a region of AWS's public partition`, AS_IN);
};

const accountOf = ({ account }: AwsFlags, environment: Environment): string => {
  const text = account ?? environment['APIGW_ACCOUNT_ID'] ?? '';
  if (text === '') throw usage('Failed to read --account: none is given', 'Give --account or APIGW_ACCOUNT_ID.');
  if (ACCOUNT.test(text)) return text;
  throw usage('Failed to read --account: not an account number of 12 digits', 'Write it as in --account 123456789012, without hyphens.');
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

const GIVE_UP_AFTER_MINUTES = 10;

const DAY_MINUTES = 24 * 60;

const MINUTE_MS = 60_000;

/** Completes the flags. `APIGW_ACCOUNT_ID` may stand for `--account`. @throws HarnessError `usage` */
export const completeAwsFlags = (flags: AwsFlags, environment: Environment): AwsSettings => {
  refuseEndpoints(flags, environment);
  const region = regionOf(flags);
  return {
    region,
    account: accountOf(flags, environment),
    endpoint: new URL(`https://apigateway.${region}.amazonaws.com`),
    recordings: flags.recordings ?? 'recordings',
    apis: readNumber(flags.apis, { flag: '--apis', fallback: 4, least: 1, most: MOST_APIS, whole: true }),
    rate: readNumber(flags.rate, { flag: '--rate', fallback: QUOTA.perSecond, above: 0, most: QUOTA.perSecond }),
    giveUpAfterMs:
      MINUTE_MS * readNumber(flags.giveUpAfter, { flag: '--give-up-after', fallback: GIVE_UP_AFTER_MINUTES, above: 0, most: DAY_MINUTES }),
    tags: tagsOf(flags),
    clockScale: readNumber(environment['APIGW_CLOCK_SCALE'], { flag: 'APIGW_CLOCK_SCALE', fallback: 1, above: 0, most: 1e6 }),
  };
};
