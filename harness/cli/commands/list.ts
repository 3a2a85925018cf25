import { EXIT } from '../../base/exit.ts';
import { visible } from '../../base/foreign-text.ts';
import { loadSuite } from '../../engine/load/load.ts';
import type { Scenario } from '../../engine/load/types.ts';
import { callsOf, planCases } from '../../engine/plan/plan.ts';
import type { Io } from '../../terminal/io.ts';

interface ListFlags {
  readonly count?: boolean;
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly suites?: string;
}

const line = ({ id, title, cases }: Scenario): string => visible(`${id}${cases.length > 1 ? ` (${cases.length} cases)` : ''}: ${title}`);

/** Lists the scenarios of a suite. */
export const list = async (flags: ListFlags, io: Io): Promise<number> => {
  const suite = loadSuite(flags.suites);
  const planned = planCases(suite, { only: flags.only ?? [], skip: flags.skip ?? [] }).filter(({ support }) => !support);
  const scenarios = [...new Set(planned.map(({ scenario }) => scenario))];
  const calls = planned.reduce((sum, { case: one }) => sum + callsOf(one), 0);
  if (flags.json === true) {
    io.out(
      `${JSON.stringify({ scenarios: scenarios.map(({ cases, ...rest }) => ({ ...rest, cases: cases.map(({ id }) => id) })), cases: planned.length, calls }, null, 2)}\n`,
    );
    return EXIT.ok;
  }
  if (flags.count !== true) io.out(`${scenarios.map(line).join('\n')}\n\n`);
  io.out(`${scenarios.length} scenarios, ${planned.length} cases, ${calls} calls\n`);
  return EXIT.ok;
};
