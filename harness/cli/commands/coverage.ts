import { coverageOf, type Reach } from '../../result/coverage.ts';
import { EXIT } from '../../result/exit-code.ts';
import { loadSuite } from '../../scenario/load.ts';
import type { Fact } from '../../scenario/types.ts';
import type { Io } from '../io.ts';

const reachText = (reach: Reach): string => {
  switch (reach.kind) {
    case 'scenarios':
      return reach.ids.join(' ');
    case 'always':
      return '(checked of every answer)';
    case 'untestable':
      return `(cannot be provoked: ${reach.reason})`;
    case 'missing':
      return 'NO SCENARIO';
  }
};

const line = ([fact, reach]: readonly [Fact, Reach]): string => `${fact.id}\t${fact.class}\t${reachText(reach)}`;

/** Prints every fact with its scenarios; a fact that could be provoked and has none is exit 1. */
export const coverage = async (flags: { suites?: string }, io: Io): Promise<number> => {
  const entries = [...coverageOf(loadSuite(flags.suites))];
  const count = (kind: Reach['kind']): number => entries.filter(([, reach]) => reach.kind === kind).length;
  io.out(`${entries.map(line).join('\n')}\n\n`);
  io.out(
    `${entries.length} facts: ${count('scenarios') + count('always')} checked, ${count('untestable')} that cannot be provoked, ${count('missing')} without a scenario\n`,
  );
  return count('missing') === 0 ? EXIT.ok : EXIT.failed;
};
