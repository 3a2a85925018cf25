import { EXIT } from '../../base/exit.ts';
import { fileJson } from '../../base/json.ts';
import { policyFor } from '../../recording/aws/policy.ts';
import { type AwsFlags, regionOf } from '../../recording/aws/settings.ts';
import type { Io } from '../../terminal/io.ts';

/** Prints the IAM policy that recording needs, for the region given or for all. */
export const recordPolicy = (flags: AwsFlags, io: Io): number => {
  io.out(fileJson(policyFor(flags.region === undefined ? '*' : regionOf(flags))));
  return EXIT.ok;
};
