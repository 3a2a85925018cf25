import type { Reach } from '../result/coverage.ts';
import type { Fact, FactClass } from '../scenario/types.ts';
import { type LedgerInput, scenarioLinks, short } from './coverage-input.ts';
import { prose, table } from './markdown-text.ts';

type Row = readonly [fact: Fact, reach: Reach];

const SECTIONS: readonly (readonly [prefix: string, title: string])[] = [
  ['F-', 'Facts about AWS'],
  ['B-', 'Cells of the support table'],
  ['M-', 'Shapes of the service model'],
  ['J-', 'What clients send'],
  ['Q-', 'Open questions'],
  ['R-', 'Our own rules'],
];

const CLASSES: readonly FactClass[] = ['documented', 'observed', 'inferred', 'open', 'ours'];

const reachText = (reach: Reach): string => {
  switch (reach.kind) {
    case 'scenarios':
      return scenarioLinks(reach.ids);
    case 'always':
      return `every such answer; ${scenarioLinks(reach.ids)}`;
    case 'untestable':
      return 'cannot be provoked';
    case 'missing':
      return '**none**';
  }
};

const caughtText = ({ id }: Fact, { mutants, catches }: LedgerInput): string => {
  const all = mutants.filter(({ fact }) => fact === id);
  const caught = all.filter(({ name }) => catches.has(name)).length;
  return all.length === 0 ? '' : `${caught} of ${all.length} caught`;
};

/** How many facts of each class have scenarios and mutants. */
export const factCounts = ({ reaches, mutants }: LedgerInput): readonly string[] => {
  const rows = [...reaches];
  const broken = new Set(mutants.map(({ fact }) => fact));
  const counts = (some: readonly Row[]): readonly string[] => {
    const of = (kind: Reach['kind']): number => some.filter(([, reach]) => reach.kind === kind).length;
    const withMutant = some.filter(([{ id }]) => broken.has(id)).length;
    return [some.length, of('scenarios') + of('always'), of('untestable'), of('missing'), withMutant, some.length - withMutant].map(String);
  };
  return table(
    ['class', 'facts', 'with scenarios', 'cannot be provoked', 'no scenario', 'with mutants', 'no mutant'],
    [...CLASSES.map((name) => [name, ...counts(rows.filter(([fact]) => fact.class === name))]), ['all', ...counts(rows)]],
    6,
  );
};

const section = (prefix: string, title: string, input: LedgerInput): readonly string[] => {
  const rows = [...input.reaches].filter(([{ id }, { kind }]) => id.startsWith(prefix) && kind !== 'untestable');
  return [
    `### ${title}`,
    '',
    ...table(
      ['fact', 'class', 'what holds', 'scenarios', 'mutants'],
      rows.map(([fact, reach]) => [fact.id, fact.class, short(fact.statement), reachText(reach), caughtText(fact, input)]),
    ),
    '',
  ];
};

/** Every fact that can be provoked, with its scenarios and mutants. */
export const factSections = (input: LedgerInput): readonly string[] => SECTIONS.flatMap(([prefix, title]) => section(prefix, title, input));

/** The facts that no request to an endpoint can provoke or check, by reason. */
export const untestableTable = ({ reaches }: LedgerInput): readonly string[] => {
  const reasons = new Map<string, string[]>();
  for (const [{ id }, reach] of reaches) if (reach.kind === 'untestable') reasons.set(reach.reason, [...(reasons.get(reach.reason) ?? []), id]);
  return table(
    ['why', 'facts'],
    [...reasons].map(([reason, ids]) => [prose(reason), ids.join(', ')]),
  );
};

/** Facts that decide, are checked, and are broken by no mutant: where the suite's teeth are not tried. What clients send, no target gets wrong. */
export const untriedFacts = ({ reaches, mutants }: LedgerInput): readonly string[] => {
  const broken = new Set(mutants.map(({ fact }) => fact));
  const decides = ({ id, class: certainty }: Fact): boolean => ['documented', 'observed'].includes(certainty) && !id.startsWith('J-');
  const checked = [...reaches].filter(([, { kind }]) => kind === 'scenarios' || kind === 'always').map(([fact]) => fact);
  return checked.filter((fact) => decides(fact) && !broken.has(fact.id)).map(({ id }) => id);
};
