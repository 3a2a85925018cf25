import type { Scenario } from '../../engine/load/types.ts';
import { table } from '../words/markdown-text.ts';
import { type LedgerInput, scenarioLinks } from './coverage-input.ts';
import { TOUCHES, type Touch, touchesOf } from './coverage-touch.ts';

interface Touched {
  readonly scenario: string;
  readonly touches: ReadonlySet<Touch>;
}

/** One entry for each case that comes by a type. */
const touching = (type: string, scenarios: readonly Scenario[]): readonly Touched[] =>
  scenarios.flatMap(({ id, cases }) =>
    cases.map((one) => ({ scenario: id, touches: touchesOf(one, type) })).filter(({ touches }) => touches.size > 0),
  );

interface Row {
  readonly type: string;
  readonly touched: readonly Touched[];
}

const scenariosOf = ({ touched }: Row): readonly string[] => [...new Set(touched.map(({ scenario }) => scenario))];

const cells = (row: Row, ofAll: ReadonlySet<string>): readonly string[] => {
  const by = TOUCHES.map((touch) => row.touched.filter(({ touches }) => touches.has(touch)).length);
  const own = scenariosOf(row).filter((id) => !ofAll.has(id));
  return [row.type, String(row.touched.length), ...by.map(String), scenarioLinks(own)];
};

/** Every response type with the scenarios that come by it, and in how many cases each operation does. */
export const typeTable = ({ suite, types }: LedgerInput): readonly string[] => {
  const rows = types.map((type) => ({ type, touched: touching(type, suite.scenarios) }));
  const everywhere = suite.scenarios.map(({ id }) => id).filter((id) => rows.every((row) => scenariosOf(row).includes(id)));
  return [
    `Every type: ${everywhere.map((id) => `[${id}]`).join(', ')}.`,
    '',
    ...table(
      ['type', 'cases', ...TOUCHES, 'scenarios besides'],
      rows.map((row) => cells(row, new Set(everywhere))),
    ),
  ];
};

/** How many response types some scenario comes by. */
export const typeCount = ({ suite, types }: LedgerInput): string => {
  const touched = types.filter((type) => touching(type, suite.scenarios).length > 0);
  return `${touched.length} of ${types.length} response types are sent, read back or looked at in the list`;
};
