import { loadSuite } from '../../engine/load/load.ts';
import { suiteTexts } from '../../engine/result/suite-texts.ts';
import type { SuiteTexts } from '../../engine/result/traffic.ts';

/** The suite that this package carries: its digest, and what it says. */
interface Carried extends SuiteTexts {
  readonly digest: string;
}

let carried: Carried | null = null;

const load = (): Carried => {
  const suite = loadSuite();
  return { digest: suite.digest, ...suiteTexts(suite) };
};

/** What the suite of that digest says, where it is the one that comes along; else null. */
export const textsOfSuite = (digest: string): SuiteTexts | null => {
  carried ??= load();
  return carried.digest === digest ? carried : null;
};
