import { policyFor } from '../../aws/policy.ts';
import { type AwsFlags, regionOf } from '../../aws/settings.ts';
import { fileJson } from '../../json.ts';
import { EXIT } from '../../result/exit-code.ts';
import type { Io } from '../io.ts';

/** Prints the IAM policy that recording needs, for the region given or for all. */
export const recordPolicy = (flags: AwsFlags, io: Io): number => {
  io.out(fileJson(policyFor(flags.region === undefined ? '*' : regionOf(flags))));
  return EXIT.ok;
};
