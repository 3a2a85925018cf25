import { HarnessError } from '../../base/errors.ts';
import { type NumberRule, readNumber } from '../../base/read-number.ts';
import type { Shard } from '../../engine/plan/shard.ts';
import { wantedReports } from './extra-reports.ts';
import type { PublishOptions } from './publish.ts';
import { type ChoiceOptions, NUMBERS, REPLAY_CONCURRENCY, type TargetOptions } from './run-settings.ts';

/** What is asked of the evidence and of the exit code, beside what is checked and what is printed. */
export interface OutcomeOptions {
  /** File of known deviations. */
  readonly baseline?: string;
  readonly updateGoldens?: boolean;
}

/** All that `run` can be told. */
export type CheckOptions = ChoiceOptions & TargetOptions & PublishOptions & OutcomeOptions;

/** Options that the command line gives as texts. */
interface Texts {
  readonly endpoint?: string;
  readonly shard?: string;
  readonly concurrency?: string;
  readonly timeout?: string;
  readonly maxBody?: string;
  readonly wait?: string;
  readonly maxAge?: string;
  /** Reports beside what is printed, each `<format>[:<file>]`. */
  readonly report?: readonly string[];
}

/** The flags of `run` as the command line gives them. */
export type RunFlags = Omit<CheckOptions, keyof Texts> & Texts;

/** Reads the value of `--shard`. */
export const shardOf = (text: string): Shard => {
  const [, index, total] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index !== undefined && total !== undefined && index >= 1 && index <= total) return { index, total };
  throw new HarnessError('usage', `Failed to read --shard ${text}: not a part of a whole`, 'Count from 1, as in --shard 2/4.');
};

/** Reads a number that was given; what was not stays open. */
export const givenNumber = (text: string | undefined, rule: NumberRule): number | undefined =>
  text === undefined ? undefined : readNumber(text, rule);

/** Reads what the command line gives as texts: the one place where the flags of `run` become options. @throws HarnessError `usage` */
export const parseFlags = ({ shard, concurrency, timeout, maxBody, wait, maxAge, report, ...same }: RunFlags): CheckOptions => ({
  ...same,
  shard: shard === undefined ? undefined : shardOf(shard),
  concurrency: givenNumber(concurrency, same.replay === undefined ? NUMBERS.concurrency : { ...NUMBERS.concurrency, fallback: REPLAY_CONCURRENCY }),
  timeout: givenNumber(timeout, NUMBERS.timeout),
  maxBody: givenNumber(maxBody, NUMBERS.maxBody),
  wait: givenNumber(wait, NUMBERS.wait),
  maxAge: givenNumber(maxAge, NUMBERS.maxAge),
  report: wantedReports(report),
});
