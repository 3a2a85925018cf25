import type { Fact, FactClass } from '../../engine/load/types.ts';
import { isJudged, type Reach } from '../../engine/result/coverage.ts';
import { prose, table } from '../words/markdown-text.ts';
import { type LedgerInput, scenarioLinks, short } from './coverage-input.ts';

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

const reachText = ([fact, reach]: Row): string => {
  switch (reach.kind) {
    case 'judged':
      return scenarioLinks(reach.ids);
    case 'always':
      return `every such answer; ${scenarioLinks(reach.ids)}`;
    case 'observed':
      return `${fact.class === 'open' ? '' : 'only observed; '}${scenarioLinks(reach.ids)}`;
    case 'sent':
      return `only sent; ${scenarioLinks(reach.ids)}`;
    case 'untestable':
      return 'cannot be provoked';
    case 'missing':
      return '**none**';
  }
};

const caughtText = ({ id }: Fact, { mutants, catches, absent }: LedgerInput): string => {
  const all = mutants.filter(({ fact, name }) => fact === id && !absent.has(name));
  const caught = all.filter(({ name }) => catches.has(name)).length;
  return all.length === 0 ? '' : `${caught} of ${all.length} caught`;
};

/** How many facts of each class are judged, have scenarios and mutants. */
export const factCounts = ({ reaches, mutants }: LedgerInput): readonly string[] => {
  const rows = [...reaches];
  const broken = new Set(mutants.map(({ fact }) => fact));
  const counts = (some: readonly Row[]): readonly string[] => {
    const of = (...kinds: readonly Reach['kind'][]): number => some.filter(([, { kind }]) => kinds.includes(kind)).length;
    const withMutant = some.filter(([{ id }]) => broken.has(id)).length;
    const reached = [of('judged', 'always'), of('observed'), of('sent'), of('untestable'), of('missing')];
    return [some.length, ...reached, withMutant, some.length - withMutant].map(String);
  };
  return table(
    ['class', 'facts', 'judged', 'only observed', 'only sent', 'cannot be provoked', 'no scenario', 'with mutants', 'no mutant'],
    [...CLASSES.map((name) => [name, ...counts(rows.filter(([fact]) => fact.class === name))]), ['all', ...counts(rows)]],
    8,
  );
};

const section = (prefix: string, title: string, input: LedgerInput): readonly string[] => {
  const rows = [...input.reaches].filter(([{ id }, { kind }]) => id.startsWith(prefix) && kind !== 'untestable');
  return [
    `### ${title}`,
    '',
    ...table(
      ['fact', 'class', 'what holds', 'scenarios', 'mutants'],
      rows.map(([fact, reach]) => [fact.id, fact.class, short(fact.statement), reachText([fact, reach]), caughtText(fact, input)]),
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

const decides = ({ class: certainty }: Fact): boolean => certainty === 'documented' || certainty === 'observed';

/** Facts that decide, are judged, and are broken by no mutant: where the suite's teeth are not tried. */
export const untriedFacts = ({ reaches, mutants }: LedgerInput): readonly string[] => {
  const broken = new Set(mutants.map(({ fact }) => fact));
  return [...reaches].filter(([fact, reach]) => decides(fact) && isJudged(reach) && !broken.has(fact.id)).map(([{ id }]) => id);
};

/** Facts that would decide, and on which no expectation can fail. */
export const onlyObserved = ({ reaches }: LedgerInput): readonly string[] =>
  [...reaches].filter(([fact, { kind }]) => decides(fact) && kind === 'observed').map(([{ id }]) => id);
