import { code, table } from '../words/markdown-text.ts';
import { type Cell, cellsOf, OPS, PATHS } from './coverage-cells.ts';
import { folded, type LedgerInput, scenarioLinks } from './coverage-input.ts';

/** The fact of the support table that speaks of a cell: its rows name the containers, requests name their children. */
const tableFact = ({ op, path }: Cell): string => `B-${op}-${path.split('/')[1] ?? ''}`;

const saysOf = (cell: Cell, { suite }: LedgerInput): string => {
  const isBare = cell.path === '/responseParameters' || cell.path === '/responseTemplates';
  const fact = isBare ? undefined : suite.facts.get(tableFact(cell));
  if (fact === undefined) return '';
  const [word = ''] = /not supported|supported|refuses/.exec(fact.statement) ?? [];
  return `${word} (${fact.id}, ${fact.class})`;
};

const name = (path: string): string => (PATHS.includes(path) ? code(path) : path);

const sizes = ({ scenarios, cases }: Cell): string => (cases === 0 ? '-' : `${scenarios.length} (${cases})`);

/** Op by path: how many scenarios send it, with their cases. */
export const cellMatrix = ({ suite }: LedgerInput): readonly string[] => {
  const cells = cellsOf(suite.scenarios);
  const paths = [...new Set(cells.map(({ path }) => path))];
  const ops = [...new Set(cells.map(({ op }) => op))];
  return table(
    ['path', ...ops],
    paths.map((path) => [name(path), ...cells.filter((cell) => cell.path === path).map(sizes)]),
    ops.length,
  );
};

/** Every cell with what the support table says, the facts that answers are held against, and the scenarios that send it. */
export const cellTable = (input: LedgerInput): readonly string[] =>
  table(
    ['op', 'path', 'support table', 'judged on', 'cases', 'scenarios'],
    cellsOf(input.suite.scenarios)
      .filter(({ cases, op, path }) => cases > 0 || (OPS.includes(op) && PATHS.includes(path)))
      .map((cell) => [cell.op, name(cell.path), saysOf(cell, input), folded(cell.facts, 'facts'), String(cell.cases), scenarioLinks(cell.scenarios)]),
  );

/** How many of the cells of six ops and five paths are sent by some scenario. */
export const cellCount = ({ suite }: LedgerInput): string => {
  const named = cellsOf(suite.scenarios).filter(({ op, path }) => OPS.includes(op) && PATHS.includes(path));
  return `${named.filter(({ cases }) => cases > 0).length} of ${named.length} cells of op and path are sent`;
};
